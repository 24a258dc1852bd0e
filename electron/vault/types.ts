/**
 * What the rest of the program sees of an open vault. Everything behind it (key hierarchy, sealed rows, manifest, audit
 * chain, several processes on one file) is the vault's own business.
 */
import type { KeptReply, Rescues } from './rescue.ts';
import type { z } from 'zod';
import type { AuditAction, AuditEntry } from '../../shared/domain.ts';
import type { AppError } from '../../shared/errors.ts';
import type { SecretBytes } from './secret-bytes.ts';
import type { Said } from '../../shared/messages/say.ts';

/** A kind of record. Rows are JSON, sealed as a whole; `schema` parses what was opened and validates what is put. */
export interface Collection<Value> {
  readonly name: string;
  readonly schema: z.ZodType<Value>;
}

export interface StoredRecord<Value> {
  readonly id: string;
  readonly value: Value;
}

export interface AuditInput {
  readonly action: AuditAction;
  readonly subjectId?: string | null;
  readonly subjectName?: string | null;
  readonly reason?: string | null;
  readonly detail?: Said | readonly Said[] | null;
}

export interface VaultReader {
  get<Value>(collection: Collection<Value>, id: string): Value | undefined;
  list<Value>(collection: Collection<Value>): readonly StoredRecord<Value>[];
  hasSecret(secretId: string): boolean;
}

export interface VaultTransaction extends VaultReader {
  /** Inserts or replaces; the revision goes up by one. */
  put<Value>(collection: Collection<Value>, id: string, value: Value): void;
  delete<Value>(collection: Collection<Value>, id: string): void;
  /** Seals a secret apart from any record. The caller keeps, and wipes, its own copy. */
  putSecret(secretId: string, secret: SecretBytes): void;
  /**
   * Removes a secret. Its lookup fingerprint stays, so that the scanner still recognises it.
   * @param why `by-date`: nobody decided it, so a merge keeps what another copy holds for a record that it went on with
   */
  destroySecret(secretId: string, why?: 'by-word' | 'by-date'): void;
  audit(entry: AuditInput): void;
}

export interface VaultChange {
  /** Empty where only the audit log or the key slots changed. */
  readonly collections: ReadonlySet<string>;
  /** `other`: another process (the app, the command) changed the file. */
  readonly by: 'self' | 'other';
}

/** Who acts, for the audit log. */
export type VaultActor = 'app' | 'command' | 'background';

export interface Vault extends VaultReader {
  readonly vaultId: string;
  readonly name: string;
  readonly folder: string;
  /**
   * Runs `work` with the write lock held and everybody's changes seen; all or nothing. Durable (synced to disk) when it
   * returns. `work` must be synchronous.
   * @throws AppError `vault-disk-full`, `vault-unwritable`, `vault-busy`, `vault-damaged`
   */
  transaction<Result>(work: (transaction: VaultTransaction) => Result, actor?: VaultActor): Result;
  /** Why nothing can be stored; null as far as the last try showed. */
  readonly writeProblem: AppError | null;
  /**
   * One entry in the log. Where the disk does not take it, it is kept aside and entered at the first chance.
   * @param lends a secret is lent on the strength of it: the app then asks for the password first, so the first that the log
   * does not take is refused
   * @throws AppError as `transaction` does
   */
  enter(entry: AuditInput, options?: { readonly actor?: VaultActor; readonly lends?: boolean }): void;
  /** Of every secret that is held, also those that a merge kept beside another; `secretsBeside` says beside which. */
  heldSecretIds(): ReadonlySet<string>;
  /** Opens one secret for the time of `use` and wipes the buffer afterwards, whatever happens. */
  withSecret<Result>(
    secretId: string,
    use: (secret: SecretBytes) => Result | Promise<Result>,
  ): Promise<Result>;
  /**
   * The keyed fingerprint (HMAC-SHA-256 under the lookup subkey, hex) of a secret, equal for equal secrets in this vault
   * only. Used to recognise a key without opening one.
   */
  fingerprint(secret: SecretBytes): string;
  /** secretId by fingerprint, destroyed secrets included. */
  secretIdByFingerprint(fingerprint: string): string | undefined;
  /** What other processes have written by now; else it is noticed within half a second. */
  takeUpChanges(): void;
  /** Newest first. */
  auditLog(query: {
    readonly limit: number;
    readonly before?: number | null;
    readonly subjectId?: string | null;
    readonly since?: Date | null;
  }): readonly AuditEntry[];
  /** Called after own transactions and, within half a second, after those of other processes. */
  onChange(listener: (change: VaultChange) => void): () => void;
  /**
   * Keeps what a server answered outside the vault's file, sealed, because the vault could not take it; durable when it
   * returns. Works where nothing can be written to the vault any more.
   * @param intent the operation it answers @param payload the caller wipes it
   * @throws where neither the vault's folder nor the profile's can be written
   */
  rescue(intent: string, payload: Buffer): KeptReply;
  /** What was kept so, and the files that this vault's key does not open. The caller wipes the payloads. */
  rescues(): Rescues;
  /** Once what it holds is in the vault. */
  removeRescue(file: string): void;
  /** Ends the write under way, wipes every key and closes the file. The object is useless afterwards. */
  close(): void;
}
