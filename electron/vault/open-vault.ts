/** The open vault as the rest of the program sees it. */
import { toAppError, type AppError } from '../../shared/errors.ts';
import type { AuditEntry } from '../../shared/domain.ts';
import { checkAnchor, writeAnchor } from './anchor.ts';
import { auditContents } from './audit-chain.ts';
import { readAuditLog } from './audit-log.ts';
import { writeBackup } from './backup/portable.ts';
import { makeRollingBackup } from './backup/rolling.ts';
import { invalid } from './errors.ts';
import { otherAuditLogs, type OtherAuditLog } from './audit-copies.ts';
import { chooseValue, listDifferences, type KeptDifference } from './merge/differences.ts';
import { mergeCopy } from './merge/merge.ts';
import { besideWhich } from './merge/secrets.ts';
import { openOtherCopy } from './merge/other-copy.ts';
import type { Difference, MergeReport, MergeRules } from './merge/types.ts';
import type { Engine } from './engine.ts';
import type {
  ManagedVault,
  RotationOptions,
  RotationResult,
  SlotInfo,
  VaultNote,
  VerifyResult,
} from './managed-vault.ts';
import {
  assertPassword,
  changePassword,
  confirmPassword,
  disableKeychain,
  enableKeychain,
  newRecoveryKey,
  removeRecoveryKey,
} from './manage-slots.ts';
import { readRescues, writeRescue, type KeptReply, type Rescues } from './rescue.ts';
import { readWaitingScans, writeWaitingScan, type WaitingScan } from './waiting-scans.ts';
import { rotateVaultKey } from './rotate.ts';
import { removeAside } from './sealed-aside.ts';
import type { SecretBytes } from './secret-bytes.ts';
import { allSecrets, findSecret, SECRET_COLLECTION } from './secret-index.ts';
import { openWithRecoveryKey } from './slots.ts';
import { valueOf } from './storage/record-index.ts';
import { fingerprintOf } from './transaction.ts';
import { vaultPaths } from './storage/layout.ts';
import type {
  AuditInput,
  Collection,
  StoredRecord,
  VaultActor,
  VaultChange,
  VaultTransaction,
} from './types.ts';
import { findWriteProblem, isWriteProblem, mayBeWritable, type WriteAccess } from './write-access.ts';
import { verifyVault } from './verify.ts';
import { say } from '../../shared/messages/say.ts';

/** Keychain writes may ask the user or be slow; this often is enough for a warning. */
const ANCHOR_DELAY_MS = 5000;
/** The disk is looked at less often than the file. */
const LOOKS_FOR_EACH_DISK = 5;

export class OpenVault implements ManagedVault {
  readonly #engine: Engine;
  readonly #listeners = new Set<(change: VaultChange) => void>();
  readonly #problemListeners = new Set<(problem: AppError) => void>();
  readonly #accessListeners = new Set<(access: WriteAccess) => void>();
  #poll: NodeJS.Timeout | null = null;
  #looks = 0;
  /** What listeners know of. */
  #announcedAccess = '';
  #anchorTimer: NodeJS.Timeout | null = null;
  #fingerprints: Map<string, string> | null = null;
  #rollbackWarning: AppError | null = null;
  /** The generation that listeners know of. */
  #announced: number;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#announced = engine.manifest.generation;
    this.#announcedAccess = JSON.stringify(this.writeAccess);
    const { pollIntervalMs } = engine.dependencies;
    if (pollIntervalMs > 0) {
      this.#poll = setInterval(() => {
        this.#look();
      }, pollIntervalMs);
      this.#poll.unref();
    }
  }

  get vaultId(): string {
    return this.#engine.header.vaultId;
  }

  get name(): string {
    return this.#engine.manifest.name;
  }

  get folder(): string {
    return this.#engine.dependencies.folder;
  }

  get rollbackWarning(): AppError | null {
    return this.#rollbackWarning;
  }

  /** @param warning what the file was, as it was found */
  async anchorUnless(warning: AppError | null): Promise<void> {
    this.#rollbackWarning = warning;
    if (this.#rollbackWarning === null) await writeAnchor(this.#engine);
  }

  async acceptRollback(): Promise<void> {
    this.#rollbackWarning = null;
    await writeAnchor(this.#engine);
  }

  get<Value>(collection: Collection<Value>, id: string): Value | undefined {
    this.#engine.assertUsable();
    const entry = this.#engine.index.entry(collection.name, id);
    return entry === undefined ? undefined : valueOf(entry, collection);
  }

  list<Value>(collection: Collection<Value>): readonly StoredRecord<Value>[] {
    this.#engine.assertUsable();
    return this.#engine.index.list(collection);
  }

  hasSecret(secretId: string): boolean {
    this.#engine.assertUsable();
    return (findSecret(this.#engine.index, secretId)?.row ?? null) !== null;
  }

  otherSecretIds(secretId: string): readonly string[] {
    this.#engine.assertUsable();
    return [...allSecrets(this.#engine.index)].flatMap(([id, { row }]) =>
      row !== null && besideWhich(id) === secretId ? [id] : [],
    );
  }

  transaction<Result>(work: (transaction: VaultTransaction) => Result, actor?: VaultActor): Result {
    try {
      const { result, own, others } = this.#engine.write(actor ?? this.#engine.dependencies.actor, work);
      if (others.size > 0) this.#announce(others, 'other');
      this.#announce(own, 'self');
      return result;
    } finally {
      this.#announceAccess();
    }
  }

  get writeProblem(): AppError | null {
    return this.#engine.writeProblem;
  }

  get writeAccess(): WriteAccess {
    const { writeProblem, pendingLog } = this.#engine;
    return { problem: writeProblem, pending: pendingLog.count, kept: pendingLog.isKept };
  }

  onWriteAccess(listener: (access: WriteAccess) => void): () => void {
    this.#accessListeners.add(listener);
    return () => this.#accessListeners.delete(listener);
  }

  enter(entry: AuditInput, options: { readonly actor?: VaultActor; readonly lends?: boolean } = {}): void {
    const { dependencies, pendingLog } = this.#engine;
    const actor = options.actor ?? dependencies.actor;
    const wasKnown = this.#engine.writeProblem !== null;
    try {
      this.transaction((transaction) => {
        transaction.audit(entry);
      }, actor);
    } catch (thrown) {
      // SECURITY: whoever asks for the password before a secret leaves without an entry has to know of it first.
      if (!isWriteProblem(thrown) || (options.lends === true && dependencies.actor === 'app' && !wasKnown))
        throw thrown;
      pendingLog.add(auditContents(entry, actor, dependencies.clock()), options.lends === true);
      if (options.lends === true && this.#rollbackWarning === null) void writeAnchor(this.#engine);
      this.#announceAccess();
    }
  }

  async withSecret<Result>(
    secretId: string,
    use: (secret: SecretBytes) => Result | Promise<Result>,
  ): Promise<Result> {
    const secret = this.#engine.openSecret(secretId);
    if (secret === undefined) {
      throw invalid(
        say('vault.that-secret-is-not-held-in-this'),
        say('vault.nothing-was-changed-add-it-or-rotate'),
      );
    }
    try {
      return await use(secret);
    } finally {
      secret.wipe();
    }
  }

  fingerprint(secret: SecretBytes): string {
    this.#engine.assertUsable();
    return fingerprintOf(this.#engine.lookupKey, secret);
  }

  secretIdByFingerprint(fingerprint: string): string | undefined {
    this.#engine.assertUsable();
    if (this.#fingerprints === null) {
      this.#fingerprints = new Map();
      for (const [id, { fingerprint: known, row }] of allSecrets(this.#engine.index)) {
        // Where two records hold the same secret, the one that still has it is the one to name.
        if (row !== null || !this.#fingerprints.has(known)) this.#fingerprints.set(known, id);
      }
    }
    return this.#fingerprints.get(fingerprint);
  }

  auditLog(query: {
    readonly limit: number;
    readonly before?: number | null;
    readonly subjectId?: string | null;
    readonly since?: Date | null;
  }): readonly AuditEntry[] {
    this.#engine.assertUsable();
    this.#announce(this.#engine.refresh(), 'other');
    return readAuditLog(this.#engine, query);
  }

  onChange(listener: (change: VaultChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onProblem(listener: (problem: AppError) => void): () => void {
    this.#problemListeners.add(listener);
    return () => this.#problemListeners.delete(listener);
  }

  get notes(): readonly VaultNote[] {
    return this.#engine.notes;
  }

  rescue(intent: string, payload: Buffer): KeptReply {
    return writeRescue(this.#engine, intent, payload);
  }

  rescues(): Rescues {
    return readRescues(this.#engine);
  }

  keepScan(payload: Buffer): string {
    return writeWaitingScan(this.#engine, payload);
  }

  waitingScans(): readonly WaitingScan[] {
    return readWaitingScans(this.#engine);
  }

  removeScan(file: string): void {
    removeAside(file);
  }

  removeRescue(file: string): void {
    removeAside(file);
  }

  slots(): readonly SlotInfo[] {
    return this.#engine.header.slots.map(({ id, kind }) => ({ id, kind }));
  }

  rename(name: string): void {
    const wanted = name.trim();
    if (wanted.length === 0 || wanted.length > 100) {
      throw invalid(
        say('vault.that-name-cannot-be-used'),
        say('vault.nothing-was-changed-use-1-to-100'),
        'name',
      );
    }
    this.#engine.write(
      this.#engine.dependencies.actor,
      (transaction) => transaction.audit({ action: 'settings-changed', detail: say('vault.vault-renamed') }),
      { name: wanted },
    );
  }

  async assertPassword(typed: SecretBytes): Promise<void> {
    await assertPassword(this.#engine, typed);
  }

  async confirmPassword(typed: SecretBytes): Promise<void> {
    await confirmPassword(this.#engine, typed, (entry) => {
      this.enter(entry);
    });
  }

  async changePassword(oldPassword: SecretBytes, newPassword: SecretBytes): Promise<void> {
    await changePassword(this.#engine, oldPassword, newPassword);
  }

  newRecoveryKey(): SecretBytes {
    return newRecoveryKey(this.#engine);
  }

  removeRecoveryKey(): void {
    removeRecoveryKey(this.#engine);
  }

  confirmRecoveryKey(typed: SecretBytes): boolean {
    try {
      const opened = openWithRecoveryKey(this.#engine.header, typed);
      opened?.vaultKey.fill(0);
      return opened !== null;
    } catch {
      return false;
    }
  }

  async enableKeychain(): Promise<void> {
    await enableKeychain(this.#engine);
  }

  disableKeychain(): void {
    disableKeychain(this.#engine);
  }

  async rotateVaultKey(password: SecretBytes, options: RotationOptions = {}): Promise<RotationResult> {
    const result = await rotateVaultKey(this.#engine, password, options);
    this.#fingerprints = null;
    await writeAnchor(this.#engine);
    return result;
  }

  verify(): VerifyResult {
    this.#engine.assertUsable();
    return verifyVault(this.#engine);
  }

  async backup(file: string, backupPassword: SecretBytes): Promise<void> {
    await writeBackup(this.#engine, file, backupPassword);
    this.enter({ action: 'backup-made' });
  }

  rollingBackup(reason: string): string {
    this.#engine.assertUsable();
    return makeRollingBackup(this.#engine.database, this.#engine.dependencies, reason);
  }

  async mergeCopy(
    file: string,
    secret: SecretBytes | null,
    rules: MergeRules,
    options: { readonly dryRun: boolean },
  ): Promise<MergeReport> {
    this.#engine.assertUsable();
    const other = await openOtherCopy(this.#engine, file, secret);
    try {
      const report = mergeCopy(this.#engine, other.engine, rules, options);
      // Any kind of record may have changed; whoever shows one looks again.
      if (!options.dryRun && !report.isEmpty) {
        const collections = new Set([...this.#engine.index.allEntries()].map((entry) => entry.collection));
        this.#announce(collections, 'self');
        // What the file was warned of may be in it now.
        if (this.#rollbackWarning !== null) await this.anchorUnless(await checkAnchor(this.#engine));
      }
      return report;
    } finally {
      other.close();
    }
  }

  differences(rules: MergeRules): readonly KeptDifference[] {
    this.#engine.assertUsable();
    return listDifferences(this.#engine, rules);
  }

  chooseDifference(choice: Pick<Difference, 'collection' | 'id' | 'field'>, index: number): void {
    const { own, others } = this.#engine.write(this.#engine.dependencies.actor, (staged) => {
      chooseValue(this.#engine, staged, choice, index);
    });
    this.#announce(new Set([...own, ...others]), 'self');
  }

  otherAuditLogs(): readonly OtherAuditLog[] {
    this.#engine.assertUsable();
    this.#announce(this.#engine.refresh(), 'other');
    return otherAuditLogs(this.#engine);
  }

  close(): void {
    if (this.#engine.isClosed) return;
    if (this.#poll !== null) clearInterval(this.#poll);
    if (this.#anchorTimer !== null) clearTimeout(this.#anchorTimer);
    const { actor, keychain } = this.#engine.dependencies;
    try {
      if (actor === 'app') this.enter({ action: 'locked' });
    } catch {
      // Locking must succeed whatever happened to the file; the entry is the only thing lost.
    }
    if (keychain !== null && this.#rollbackWarning === null) void writeAnchor(this.#engine);
    this.#engine.close();
    this.#fingerprints = null;
    this.#listeners.clear();
    this.#problemListeners.clear();
    this.#accessListeners.clear();
  }

  #look(): void {
    try {
      this.#announce(this.#engine.refresh(), 'other');
      this.#looks += 1;
      if (this.#looks % LOOKS_FOR_EACH_DISK === 0) this.#lookAtDisk();
    } catch (thrown) {
      const problem = toAppError(thrown);
      if (problem.code === 'vault-busy') return;
      if (this.#poll !== null) clearInterval(this.#poll);
      this.#poll = null;
      for (const listener of [...this.#problemListeners]) listener(problem);
    }
  }

  /** A disk that was full or read-only leads back by itself; one that has become read-only is said before it is written to. */
  #lookAtDisk(): void {
    const engine = this.#engine;
    const { folder } = engine.dependencies;
    const { database } = vaultPaths(folder);
    try {
      if (engine.writeProblem === null) {
        const problem = findWriteProblem(folder, database);
        if (problem !== null) engine.noteWriteProblem(problem);
      } else if (mayBeWritable(folder, database)) {
        // Only a write shows whether it is true.
        this.transaction((transaction) => {
          transaction.audit({ action: 'note', detail: say('vault.the-vault-can-be-written-again') });
        }, 'background');
      }
    } catch (thrown) {
      if (!isWriteProblem(thrown)) throw thrown;
    } finally {
      this.#announceAccess();
    }
  }

  #announceAccess(): void {
    if (this.#engine.isClosed) return;
    const access = this.writeAccess;
    const text = JSON.stringify(access);
    if (text === this.#announcedAccess) return;
    this.#announcedAccess = text;
    for (const listener of [...this.#accessListeners]) listener(access);
  }

  #announce(collections: ReadonlySet<string>, by: VaultChange['by']): void {
    const { generation } = this.#engine.manifest;
    // A change of slots or an entry in the log alone changes no collection, and is a change all the same.
    if (collections.size === 0 && generation === this.#announced) return;
    this.#announced = generation;
    if (collections.has(SECRET_COLLECTION)) this.#fingerprints = null;
    this.#scheduleAnchor();
    for (const listener of [...this.#listeners]) listener({ collections, by });
  }

  #scheduleAnchor(): void {
    if (this.#engine.dependencies.keychain === null || this.#anchorTimer !== null) return;
    if (this.#rollbackWarning !== null) return;
    this.#anchorTimer = setTimeout(() => {
      this.#anchorTimer = null;
      if (!this.#engine.isClosed) void writeAnchor(this.#engine);
    }, ANCHOR_DELAY_MS);
    this.#anchorTimer.unref();
  }
}
