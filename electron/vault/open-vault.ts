/** The open vault for whoever manages it: beside its records, its passwords, copies and checks. */
import type { AppError } from '../../shared/errors.ts';
import { writeAnchor } from './anchor.ts';
import { writeBackup } from './backup/portable.ts';
import { makeRollingBackup } from './backup/rolling.ts';
import { invalid } from './errors.ts';
import { otherAuditLogs, type OtherAuditLog } from './audit-copies.ts';
import { chooseValue, listDifferences, type KeptDifference } from './merge/differences.ts';
import { mergeCopy } from './merge/merge.ts';
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
  draftRecoveryKey,
  keepRecoveryKey,
  removeRecoveryKey,
} from './manage-slots.ts';
import { OpenRecords } from './open-records.ts';
import { RequestFile } from './request-file.ts';
import { readWaitingScans, writeWaitingScan, type WaitingScan } from './waiting-scans.ts';
import { rotateVaultKey } from './rotate.ts';
import { removeAside } from './sealed-aside.ts';
import type { SecretBytes } from './secret-bytes.ts';
import { openWithRecoveryKey } from './slots.ts';
import { VaultWatch } from './vault-watch.ts';
import { type WriteAccess } from './write-access.ts';
import { verifyVault } from './verify.ts';
import { say } from '../../shared/messages/say.ts';

export class OpenVault extends OpenRecords implements ManagedVault {
  readonly #engine: Engine;
  readonly #watch: VaultWatch;
  readonly #requests: RequestFile;

  constructor(engine: Engine) {
    const watch = new VaultWatch(engine);
    super(engine, watch);
    this.#engine = engine;
    this.#watch = watch;
    this.#requests = new RequestFile(engine);
  }

  get rollbackWarning(): AppError | null {
    return this.#watch.rollbackWarning;
  }

  /** @param warning what the file was, as it was found */
  async anchorUnless(warning: AppError | null): Promise<void> {
    await this.#watch.anchorUnless(warning);
  }

  async acceptRollback(): Promise<void> {
    await this.#watch.anchorUnless(null);
  }

  get writeAccess(): WriteAccess {
    return this.#watch.access;
  }

  onWriteAccess(listener: (access: WriteAccess) => void): () => void {
    return this.#watch.onAccess(listener);
  }

  onProblem(listener: (problem: AppError) => void): () => void {
    return this.#watch.onProblem(listener);
  }

  get notes(): readonly VaultNote[] {
    return this.#engine.notes;
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

  writeRequests(payload: Buffer): void {
    this.#requests.write(payload);
  }

  readRequests(): Buffer | null {
    return this.#requests.read();
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

  draftRecoveryKey(): SecretBytes {
    return draftRecoveryKey(this.#engine);
  }

  keepRecoveryKey(recoveryKey: SecretBytes): void {
    keepRecoveryKey(this.#engine, recoveryKey);
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
    this.forgetFingerprints();
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
        this.#watch.announce(collections, 'self');
        await this.#watch.checkWarning();
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
    this.#watch.announce(new Set([...own, ...others]), 'self');
  }

  otherAuditLogs(): readonly OtherAuditLog[] {
    this.#engine.assertUsable();
    this.#watch.takeUp();
    return otherAuditLogs(this.#engine);
  }
}
