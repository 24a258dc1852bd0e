/** What may be done with an open vault besides reading and writing records: for the app's vault process and the command. */
import type { AppError } from '../../shared/errors.ts';
import type { SlotKind } from './header.ts';
import type { OtherAuditLog } from './audit-copies.ts';
import type { KeptDifference } from './merge/differences.ts';
import type { Difference, MergeReport, MergeRules } from './merge/types.ts';
import type { SecretBytes } from './secret-bytes.ts';
import type { Vault } from './types.ts';
import type { WaitingScan } from './waiting-scans.ts';
import type { WriteAccess } from './write-access.ts';
import type { Said } from '../../shared/messages/say.ts';

export interface SlotInfo {
  readonly id: string;
  readonly kind: SlotKind;
}

/** Something that was found and put right while opening, for a person to read. */
export interface VaultNote {
  /** What happened. */
  readonly message: Said;
  /** What is safe and what to do next. */
  readonly hint: Said;
}

export interface VerifyResult {
  readonly sound: boolean;
  /** What is damaged, one sentence each. */
  readonly problems: readonly Said[];
  readonly records: number;
  readonly secrets: number;
  readonly auditEntries: number;
}

export interface RotationResult {
  /** The new recovery key, where the vault had one: the old one opens nothing any more. The caller wipes it. */
  readonly recoveryKey: SecretBytes | null;
  /** The keychain slot could not be carried over and has to be turned on again. */
  readonly keychainRemoved: boolean;
  /** Rolling backups under the old key that were deleted. */
  readonly backupsDeleted: number;
  /** The vault has its new key, and something that belongs to it failed after that; null where nothing did. */
  readonly unfinished: AppError | null;
}

export interface RotationOptions {
  /** Leaves the rolling backups, which open under the old key. */
  readonly keepOldBackups?: boolean;
  /** Ends an existing recovery key without making a new one. */
  readonly withoutRecoveryKey?: boolean;
}

export interface ManagedVault extends Vault {
  /** Set where the file is older than what this machine's keychain last saw of it. */
  readonly rollbackWarning: AppError | null;
  /** Takes the present state as the right one. */
  acceptRollback(): Promise<void>;
  /** What was found and put right while opening; said once to whoever opened it. */
  readonly notes: readonly VaultNote[];
  slots(): readonly SlotInfo[];
  /** @throws AppError `invalid-input` */
  rename(name: string): void;
  /** Asks again who is there, before what can't be taken back. @throws AppError `vault-wrong-password` */
  assertPassword(passwordOrRecoveryKey: SecretBytes): Promise<void>;
  /**
   * The same, for somebody who may be guessing: counts and waits as unlocking does.
   * @throws AppError `vault-wrong-password`, `vault-waiting`
   */
  confirmPassword(passwordOrRecoveryKey: SecretBytes): Promise<void>;
  /**
   * Rewraps one slot; takes the same time however much the vault holds. In place of a lost password the recovery key does.
   * @throws AppError `vault-wrong-password`
   */
  changePassword(oldPassword: SecretBytes, newPassword: SecretBytes): Promise<void>;
  /** One that opens nothing until {@link keepRecoveryKey}: whoever gives it out first ends none before that. The caller wipes it. */
  draftRecoveryKey(): SecretBytes;
  /** Puts it in the place of the one before. */
  keepRecoveryKey(recoveryKey: SecretBytes): void;
  removeRecoveryKey(): void;
  /** Whether what was typed is the present recovery key. */
  confirmRecoveryKey(typed: SecretBytes): boolean;
  /** @throws AppError `keychain-unavailable` */
  enableKeychain(): Promise<void>;
  disableKeychain(): void;
  /**
   * Seals everything anew under a new vault key. Survives a crash at any moment: the next unlock finishes it.
   * @throws AppError `vault-wrong-password`
   */
  rotateVaultKey(password: SecretBytes, options?: RotationOptions): Promise<RotationResult>;
  /** Opens every row and checks every chain. Does not throw for damage. */
  verify(): VerifyResult;
  /** Writes an encrypted copy under its own password, whole or not at all. */
  backup(file: string, backupPassword: SecretBytes): Promise<void>;
  /** A copy in the folder `backups`, openable as the vault itself is. @returns its path */
  rollingBackup(reason: string): string;
  /**
   * Folds another copy of this vault in, or says what that would do. The copy itself is only read.
   * @param secret the copy's own password, or the backup's; null: it is opened under this vault's key
   * @throws AppError `not-found`, `vault-foreign` for another vault, `vault-wrong-password`; with field `copyPassword` where
   * a password is needed
   */
  mergeCopy(
    file: string,
    secret: SecretBytes | null,
    rules: MergeRules,
    options: { readonly dryRun: boolean },
  ): Promise<MergeReport>;
  /** What was kept twice, until a person chooses. */
  differences(rules: MergeRules): readonly KeptDifference[];
  /** @param index of the difference's `values` @throws AppError `invalid-input` where there is nothing to choose any more */
  chooseDifference(choice: Pick<Difference, 'collection' | 'id' | 'field'>, index: number): void;
  /** The logs of copies that were folded in. @throws AppError `vault-damaged` */
  otherAuditLogs(): readonly OtherAuditLog[];
  /** Whether anything can be stored at present, and what waits for that. */
  readonly writeAccess: WriteAccess;
  /**
   * The result of a scan that can't be stored at present, sealed in a file of its own. Durable when it returns.
   * @returns the file @throws where it can't be written beside the vault either
   */
  keepScan(payload: Buffer): string;
  /** What was kept so, by whichever process; the caller removes what it has stored. */
  waitingScans(): readonly WaitingScan[];
  removeScan(file: string): void;
  /** What programs asked for with keys, in place of what was written before. Durable when it returns. @throws */
  writeRequests(payload: Buffer): void;
  /** What was written last; null where there is none. The caller wipes it. */
  readRequests(): Buffer | null;
  /** Called when that changes. */
  onWriteAccess(listener: (access: WriteAccess) => void): () => void;
  /** Damage, or a vault key rotated by another process: the vault has to be locked. */
  onProblem(listener: (problem: AppError) => void): () => void;
}
