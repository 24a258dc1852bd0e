/**
 * One open vault file: rows in and out under the subkeys, the manifest that binds them, and the index that follows what
 * other processes write. The file and its lock are `vault-file.ts`, what is in it `vault-contents.ts`, sealed rows
 * `row-writer.ts`; slots, backups and the like are built on this elsewhere.
 */
import type { Database } from 'better-sqlite3';
import type { AppError } from '../../shared/errors.ts';
import type { AuditContents } from './audit-chain.ts';
import { TAG_LENGTH, unseal } from './crypto/aead.ts';
import type { KeySet } from './crypto/key-set.ts';
import type { Dependencies } from './dependencies.ts';
import { closed, damaged, mapErrors } from './errors.ts';
import { encodeHeader, headerDigest, type Header } from './header.ts';
import type { VaultNote } from './managed-vault.ts';
import type { Manifest, ManifestContents } from './manifest.ts';
import { PendingLog } from './pending-log.ts';
import { Places } from './places.ts';
import { RowWriter, type ManifestUpdate, type RecordToPut } from './row-writer.ts';
import { SecretBytes } from './secret-bytes.ts';
import { findSecret } from './secret-index.ts';
import type { FileInPlace } from './storage/file-in-place.ts';
import type { IndexEntry, RecordIndex } from './storage/record-index.ts';
import { decodeSecret } from './storage/rows.ts';
import type { Tables } from './storage/tables.ts';
import { StagedTransaction } from './transaction.ts';
import type { VaultActor } from './types.ts';
import { VaultContents } from './vault-contents.ts';
import { VaultFile, type WayBack } from './vault-file.ts';
import { say } from '../../shared/messages/say.ts';

/** Of a copy's id, in bytes. */
const COPY_LENGTH = 8;

export class Engine {
  readonly dependencies: Dependencies;
  readonly places: Places;
  readonly vaultId: Buffer;
  /** For whoever opened the vault. */
  readonly notes: VaultNote[] = [];
  /** Entries that the log could not take. */
  readonly pendingLog: PendingLog;
  readonly #file: VaultFile;
  readonly #contents: VaultContents;
  readonly #rows: RowWriter;
  readonly #afterwards: (() => void)[] = [];
  /** Who writes; see `stamps.ts`. */
  readonly #copy: string;

  /** @param place taken of the file before the database was opened */
  constructor(
    database: Database,
    keys: KeySet,
    header: Header,
    dependencies: Dependencies,
    place: FileInPlace,
  ) {
    this.dependencies = dependencies;
    this.places = new Places(dependencies);
    this.vaultId = Buffer.from(header.vaultId, 'hex');
    this.#file = new VaultFile(database, place, dependencies.folder);
    this.#contents = new VaultContents(this.#file, keys, header);
    this.#rows = new RowWriter(this.#file, this.vaultId, dependencies.random);
    this.#copy = dependencies.random(COPY_LENGTH).toString('hex');
    this.pendingLog = new PendingLog(this);
  }

  get database(): Database {
    return this.#file.database;
  }

  get tables(): Tables {
    return this.#file.tables;
  }

  get index(): RecordIndex {
    return this.#contents.index;
  }

  get writeProblem(): AppError | null {
    return this.#file.writeProblem;
  }

  get keys(): KeySet {
    this.assertUsable();
    return this.#contents.keys;
  }

  get header(): Header {
    return this.#contents.header;
  }

  get manifest(): Manifest {
    return this.#contents.manifest;
  }

  get lookupKey(): Buffer {
    return this.#contents.lookupKey;
  }

  get isClosed(): boolean {
    return this.#file.isClosed;
  }

  /** SECURITY: also of a vault that nothing may be written to any more; for sealing a rescue file and nothing else. */
  keyForRescue(): Buffer {
    if (this.isClosed) throw closed();
    return this.#contents.keys.vaultKey;
  }

  /** As `VaultContents`. */
  get isOfBefore(): boolean {
    return this.#contents.isOfBefore;
  }

  assertUsable(): void {
    this.#file.assertUsable();
  }

  /** As `VaultFile`. */
  noteWriteProblem(problem: AppError): void {
    this.#file.noteWriteProblem(problem);
  }

  /** As `VaultFile`. */
  giveWayBack(way: WayBack): void {
    this.#file.giveWayBack(way);
  }

  /** As `VaultFile`. */
  comeBack(): void {
    this.#file.comeBack(this.#foldIn);
  }

  readonly #foldIn = (): void => {
    this.pendingLog.foldIn();
  };

  readonly #catchUp = (): Set<string> => this.#contents.catchUp();

  /** Reads everything, for the first time. @throws AppError `vault-damaged` */
  load(): void {
    this.#file.inOneState(() => {
      this.#contents.readAll();
    });
  }

  /** As `VaultContents`. */
  checkSecretRows(): void {
    this.#contents.checkSecretRows();
  }

  /** What others changed since the last look; empty where nothing was written. Cheap when idle. */
  refresh(): Set<string> {
    return this.#file.ifChanged(this.#catchUp, new Set());
  }

  /** @throws AppError `vault-replaced` */
  assertInPlace(): void {
    this.#file.assertInPlace();
  }

  /** What `work` throws, in the vault's words; that the file is not there any more, where that is why. */
  guard<Result>(work: () => Result): Result {
    return this.#file.guard(work);
  }

  /**
   * Runs `work` with the database's write lock held and everybody's changes seen; all or nothing.
   * @returns its result and the collections that others changed
   */
  locked<Result>(work: () => Result): { readonly result: Result; readonly others: Set<string> } {
    const { result, read } = this.#file.locked(this.#catchUp, work, this.#foldIn);
    return { result, others: read };
  }

  /** Runs `work` on one state of the file, with everybody's changes seen; also where nothing can be written. */
  reading<Result>(work: () => Result): Result {
    return this.#file.reading(this.#catchUp, work);
  }

  /** One transaction on records, secrets and audit log. @param above its generation is higher than this one as well */
  write<Result>(
    actor: VaultActor,
    work: (transaction: StagedTransaction) => Result,
    update: ManifestUpdate = {},
    above = 0,
  ): { readonly result: Result; readonly own: Set<string>; readonly others: Set<string> } {
    let applied: (() => Set<string>) | null = null;
    const { result, others } = this.locked(() => {
      const generation = Math.max(this.manifest.generation, above) + 1;
      const stamp = { copy: this.#copy, counter: generation };
      const { clock } = this.dependencies;
      const staged = new StagedTransaction(this.index, this.lookupKey, actor, clock, stamp);
      try {
        const value = work(staged);
        if (value instanceof Promise) throw new Error('The work of a vault transaction must be synchronous.');
        if (!staged.isEmpty || Object.keys(update).length > 0) {
          applied = this.#rows.putStaged(this.#contents, staged, update, generation);
        }
        return value;
      } finally {
        staged.end();
      }
    });
    const own = (applied as (() => Set<string>) | null)?.() ?? new Set<string>();
    return { result, own, others };
  }

  /** As `RowWriter`, like the two below. */
  sealSecret(keys: KeySet, rowKey: Buffer, generation: number, secret: Buffer): Buffer {
    return this.#rows.sealSecret(keys, rowKey, generation, secret);
  }

  putRecord(keys: KeySet, generation: number, record: RecordToPut): IndexEntry {
    return this.#rows.putRecord(keys, generation, record);
  }

  appendAudit(
    keys: KeySet,
    entries: readonly AuditContents[],
    after: { readonly sequence: number; readonly mac: string },
  ): { sequence: number; mac: string } {
    return this.#rows.appendAudit(keys, entries, after);
  }

  /** Writes the manifest; the returned function makes it the present one, to be called after the commit. */
  putManifest(keys: KeySet, contents: ManifestContents): () => void {
    const written = this.#rows.putManifest(keys, this.manifest.chain, contents);
    return () => {
      this.#contents.wrote(written);
    };
  }

  /** Writes another header, in the caller's locked section; the returned function is to be called after the commit. */
  putHeader(header: Header, keys: KeySet, contents: ManifestContents): () => void {
    const stored = encodeHeader(header);
    this.tables.putHeader(stored);
    const written = this.#rows.putManifest(keys, this.manifest.chain, {
      ...contents,
      generation: this.manifest.generation + 1,
      header: headerDigest(stored.body).toString('hex'),
    });
    return () => {
      this.#contents.wrote(written, header);
    };
  }

  /** Replaces header and audit entries in one transaction: the way every change of key slots is written. */
  rewriteHeader(change: (header: Header) => Header, entries: readonly AuditContents[]): void {
    const { result } = this.locked(() => {
      const { keys, header, manifest } = this.#contents;
      const audit = this.appendAudit(keys, entries, manifest.audit);
      return this.putHeader(change(header), keys, { ...manifest, audit });
    });
    result();
  }

  /** After a rotation of the vault key: everything in memory is read anew under the new keys. */
  adopt(keys: KeySet, header: Header): void {
    this.#contents.adopt(keys, header);
    this.load();
  }

  /** The opened secret; the caller wipes it. Undefined where none is held. @throws AppError `vault-damaged` */
  openSecret(secretId: string): SecretBytes | undefined {
    this.assertUsable();
    this.refresh();
    const held = findSecret(this.index, secretId)?.row ?? null;
    if (held === null) return undefined;
    const key = Buffer.from(held.key, 'hex');
    const row = mapErrors(this.dependencies.folder, () => this.tables.one('secrets', key));
    if (row === undefined || row.sealed.subarray(-TAG_LENGTH).toString('hex') !== held.tag) {
      throw damaged(say('vault.the-row-of-a-secret-is-missing'));
    }
    const plain = unseal(
      this.#contents.keys.secrets,
      row.sealed,
      this.#rows.secretPlace.of(key, row.changed),
    );
    const secret = plain === null ? null : decodeSecret(plain);
    plain?.fill(0);
    if (secret === null) throw damaged(say('vault.a-secret-was-altered'));
    return SecretBytes.adopt(secret);
  }

  /** Also does `work` when it is closed. */
  afterwards(work: () => void): void {
    this.#afterwards.push(work);
  }

  close(): void {
    if (this.isClosed) return;
    this.#contents.wipe();
    this.#file.close();
    for (const work of this.#afterwards) work();
  }
}
