/** The open vault as the rest of the program sees it. */
import { toAppError, type AppError } from '../../shared/errors.ts';
import type { AuditEntry } from '../../shared/domain.ts';
import { checkAnchor, writeAnchor } from './anchor.ts';
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
import { readRescues, removeRescue, writeRescue, type Rescues } from './rescue.ts';
import { rotateVaultKey } from './rotate.ts';
import type { SecretBytes } from './secret-bytes.ts';
import { allSecrets, findSecret, SECRET_COLLECTION } from './secret-index.ts';
import { openWithRecoveryKey } from './slots.ts';
import { valueOf } from './storage/record-index.ts';
import { fingerprintOf } from './transaction.ts';
import type { Collection, StoredRecord, VaultActor, VaultChange, VaultTransaction } from './types.ts';
import { verifyVault } from './verify.ts';

/** Keychain writes may ask the user or be slow; this often is enough for a warning. */
const ANCHOR_DELAY_MS = 5000;

export class OpenVault implements ManagedVault {
  readonly #engine: Engine;
  readonly #listeners = new Set<(change: VaultChange) => void>();
  readonly #problemListeners = new Set<(problem: AppError) => void>();
  #poll: NodeJS.Timeout | null = null;
  #anchorTimer: NodeJS.Timeout | null = null;
  #fingerprints: Map<string, string> | null = null;
  #rollbackWarning: AppError | null = null;
  /** The generation that listeners know of. */
  #announced: number;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#announced = engine.manifest.generation;
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
    const { result, own, others } = this.#engine.write(actor ?? this.#engine.dependencies.actor, work);
    if (others.size > 0) this.#announce(others, 'other');
    this.#announce(own, 'self');
    return result;
  }

  async withSecret<Result>(
    secretId: string,
    use: (secret: SecretBytes) => Result | Promise<Result>,
  ): Promise<Result> {
    const secret = this.#engine.openSecret(secretId);
    if (secret === undefined) {
      throw invalid(
        'That secret is not held in this vault.',
        'Nothing was changed. Add it, or rotate the key.',
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

  rescue(intent: string, payload: Buffer): string {
    return writeRescue(this.#engine, intent, payload);
  }

  rescues(): Rescues {
    return readRescues(this.#engine);
  }

  removeRescue(file: string): void {
    removeRescue(file);
  }

  slots(): readonly SlotInfo[] {
    return this.#engine.header.slots.map(({ id, kind }) => ({ id, kind }));
  }

  rename(name: string): void {
    const wanted = name.trim();
    if (wanted.length === 0 || wanted.length > 100) {
      throw invalid('That name cannot be used.', 'Nothing was changed. Use 1 to 100 characters.', 'name');
    }
    this.#engine.write(
      this.#engine.dependencies.actor,
      (transaction) => transaction.audit({ action: 'settings-changed', detail: 'vault renamed' }),
      { name: wanted },
    );
  }

  async assertPassword(typed: SecretBytes): Promise<void> {
    await assertPassword(this.#engine, typed);
  }

  async confirmPassword(typed: SecretBytes): Promise<void> {
    await confirmPassword(this.#engine, typed);
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
      if (actor === 'app')
        this.#engine.write(actor, (transaction) => transaction.audit({ action: 'locked' }));
    } catch {
      // Locking must succeed on a full disk too; the entry is the only thing lost.
    }
    if (keychain !== null && this.#rollbackWarning === null) void writeAnchor(this.#engine);
    this.#engine.close();
    this.#fingerprints = null;
    this.#listeners.clear();
    this.#problemListeners.clear();
  }

  #look(): void {
    try {
      this.#announce(this.#engine.refresh(), 'other');
    } catch (thrown) {
      const problem = toAppError(thrown);
      if (problem.code === 'vault-busy') return;
      if (this.#poll !== null) clearInterval(this.#poll);
      this.#poll = null;
      for (const listener of [...this.#problemListeners]) listener(problem);
    }
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
