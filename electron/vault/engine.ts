/**
 * One open vault file: rows in and out under the subkeys, the manifest that binds them, and the index that follows what
 * other processes write. Slots, backups and the like are built on it elsewhere.
 */
import type { Database } from 'better-sqlite3';
import type { AppError, ErrorCode } from '../../shared/errors.ts';
import { sealAudit, type AuditContents } from './audit-chain.ts';
import { COPIES_COLLECTION, DELETED_COLLECTION } from './copies.ts';
import { seal, TAG_LENGTH, unseal } from './crypto/aead.ts';
import type { KeySet } from './crypto/key-set.ts';
import type { Dependencies } from './dependencies.ts';
import { closed, damaged, mapErrors, rekeyedElsewhere, rolledBack } from './errors.ts';
import { decodeHeader, encodeHeader, headerDigest, type Header } from './header.ts';
import type { VaultNote } from './managed-vault.ts';
import { openManifest, sealManifest, type Manifest, type ManifestContents } from './manifest.ts';
import { SecretBytes } from './secret-bytes.ts';
import { allSecrets, findSecret } from './secret-index.ts';
import { PendingLog } from './pending-log.ts';
import type { FileInPlace } from './storage/file-in-place.ts';
import { SCHEMA_VERSION } from './storage/migrations.ts';
import { movesOf, shownBy } from './storage/moved-records.ts';
import { RecordIndex, type IndexEntry } from './storage/record-index.ts';
import { decodeSecret, encodeRecord, encodeSecret, RowPlace, TOKEN_LENGTH } from './storage/rows.ts';
import { checkSchema } from './storage/schema.ts';
import { Tables } from './storage/tables.ts';
import { StagedTransaction } from './transaction.ts';
import type { VaultActor } from './types.ts';
import { asWriteProblem, isWriteProblem } from './write-access.ts';
import { say } from '../../shared/messages/say.ts';

/** Of a copy's id, in bytes. */
const COPY_LENGTH = 8;

export type ManifestUpdate = Partial<
  Pick<ManifestContents, 'name' | 'passwordAt' | 'lastDailyBackupAt' | 'schema' | 'auditCopies'>
>;

/** What every write touches says nothing to those who wait for a change. */
function isOfInterest(collection: string): boolean {
  return collection !== COPIES_COLLECTION && collection !== DELETED_COLLECTION;
}

export interface RecordToPut {
  readonly collection: string;
  readonly id: string;
  readonly json: string;
  readonly stamps: string;
}

/** After these nothing more may be read or written. */
const BREAKING: ReadonlySet<string> = new Set<ErrorCode>([
  'vault-damaged',
  'vault-rolled-back',
  'vault-locked',
  'vault-replaced',
]);

/** What a vault that could not be written needs before the first write after that. */
export interface WayBack {
  /** A handle that was opened on a read-only disk stays read-only. @throws where there can be none */
  readonly reopen: () => Database;
  /** Everything that is done when a vault is opened and has to be written down. */
  readonly putInOrder: () => void;
}

/** The handle is read-only. */
const NEEDS_NEW_HANDLE = /^(?:SQLITE_READONLY|EROFS|EACCES|EPERM)/;

export class Engine {
  readonly dependencies: Dependencies;
  readonly vaultId: Buffer;
  readonly index: RecordIndex;
  /** For whoever opened the vault. */
  readonly notes: VaultNote[] = [];
  /** Entries that the log could not take. */
  readonly pendingLog: PendingLog;
  #database: Database;
  #tables: Tables;
  /** Why nothing can be written, as far as the last try showed. */
  #writeProblem: AppError | null = null;
  #wayBack: WayBack | null = null;
  #isComingBack = false;
  readonly #afterwards: (() => void)[] = [];
  readonly #secretPlace: RowPlace;
  /** Who writes; see `stamps.ts`. */
  readonly #copy: string;
  #keys: KeySet;
  #header: Header;
  #manifest!: Manifest;
  #manifestBytes: Buffer = Buffer.alloc(0);
  #lookupKey: Buffer = Buffer.alloc(0);
  readonly #place: FileInPlace;
  #dataVersion = -1;
  /** The state of the file whose schema was compared last. */
  #schemaVersion = -1;
  #inTransaction = false;
  #closed = false;
  #isOfBefore = false;
  /** Set once the file can't be trusted or read with our keys any more. */
  #broken: Error | null = null;

  /** @param place taken of the file before the database was opened */
  constructor(
    database: Database,
    keys: KeySet,
    header: Header,
    dependencies: Dependencies,
    place: FileInPlace,
  ) {
    this.#database = database;
    this.#place = place;
    this.#tables = new Tables(database);
    this.dependencies = dependencies;
    this.#keys = keys;
    this.#header = header;
    this.vaultId = Buffer.from(header.vaultId, 'hex');
    this.index = new RecordIndex(this.vaultId);
    this.#secretPlace = new RowPlace(this.vaultId, 'secrets');
    this.#copy = dependencies.random(COPY_LENGTH).toString('hex');
    this.pendingLog = new PendingLog(this);
  }

  get database(): Database {
    return this.#database;
  }

  get tables(): Tables {
    return this.#tables;
  }

  get writeProblem(): AppError | null {
    return this.#writeProblem;
  }

  /** For one that was opened where nothing can be written, or was found so. */
  noteWriteProblem(problem: AppError): void {
    this.#writeProblem = problem;
  }

  /** The first that is given holds. */
  giveWayBack(way: WayBack): void {
    this.#wayBack ??= way;
  }

  /**
   * Tries whether the vault can be written again, and does then what waited for that. Each write begins with it.
   * @throws AppError `vault-unwritable`, `vault-disk-full` while it can't
   */
  comeBack(): void {
    const problem = this.#writeProblem;
    if (problem === null || this.#isComingBack) return;
    this.#isComingBack = true;
    try {
      this.#reopen(problem);
      // It reads and writes by hands of its own, which no guard stands around.
      this.#guard(() => this.#wayBack?.putInOrder());
      this.pendingLog.foldIn();
      // Nothing waited: the write that follows shows.
      this.#writeProblem = null;
    } finally {
      this.#isComingBack = false;
    }
  }

  #reopen(problem: AppError): void {
    const { code } = (problem.cause ?? {}) as { code?: string };
    if (code === undefined || !NEEDS_NEW_HANDLE.test(code)) return;
    const way = this.#wayBack;
    if (way === null) throw problem;
    this.#guard(() => {
      this.#place.assertUndisturbed();
      const database = way.reopen();
      try {
        this.#place.assert();
      } catch (thrown) {
        database.close();
        throw thrown;
      }
      this.#database.close();
      this.#database = database;
      this.#tables = new Tables(database);
      this.#dataVersion = -1;
      this.#schemaVersion = -1;
    });
  }

  get keys(): KeySet {
    this.assertUsable();
    return this.#keys;
  }

  /** SECURITY: also of a vault that nothing may be written to any more; for sealing a rescue file and nothing else. */
  keyForRescue(): Buffer {
    if (this.#closed) throw closed();
    return this.#keys.vaultKey;
  }

  /** The file has another key by now: what is sealed from here on is not opened by its next unlock. */
  get isOfBefore(): boolean {
    return this.#isOfBefore;
  }

  get header(): Header {
    return this.#header;
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  get lookupKey(): Buffer {
    return this.#lookupKey;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  assertUsable(): void {
    if (this.#closed) throw closed();
    if (this.#broken !== null) throw this.#broken;
  }

  /** Reads everything, for the first time. @throws AppError `vault-damaged` */
  load(): void {
    this.database.exec('BEGIN');
    try {
      this.#readAll();
    } finally {
      if (this.database.inTransaction) this.database.exec('COMMIT');
    }
  }

  #readAll(): void {
    this.#checkSchema();
    this.#readManifest();
    // SECURITY: both are compared with what the sealed manifest says, so that no layout can be passed off as another.
    const layout = this.database.pragma('user_version', { simple: true });
    if (layout !== this.#manifest.schema) throw damaged(say('vault.its-format-number-was-altered'));
    this.index.clear();
    for (const row of this.tables.all('records')) this.index.set(this.index.open(this.#keys, row));
    this.#checkIndex();
    const [last] = this.tables.auditBefore(Number.MAX_SAFE_INTEGER, 1);
    const { sequence, mac } = this.#manifest.audit;
    if ((last?.sequence ?? 0) !== sequence || (last?.mac.toString('hex') ?? '00'.repeat(32)) !== mac) {
      throw damaged(say('vault.the-end-of-its-audit-log-is'));
    }
    this.checkSecretRows();
    this.#showAsNow();
  }

  /** Records of a layout before read as they will once the file is brought up to date: what can't be written reads as well. */
  #showAsNow(): void {
    const isOlder = this.#manifest.schema < SCHEMA_VERSION;
    this.index.show(isOlder ? shownBy(movesOf(this.index.allStored())) : null);
  }

  /** Every secret that should be there is, in the row it was last written to. Opens none. */
  checkSecretRows(): void {
    const present = new Set(this.tables.secretRows());
    for (const [, { row }] of allSecrets(this.index)) {
      if (row !== null && !present.delete(row.key + row.tag)) {
        throw damaged(say('vault.the-row-of-a-secret-is-missing'));
      }
    }
    if (present.size > 0) throw damaged(say('vault.it-holds-rows-of-secrets-that-it'));
  }

  #readManifest(): boolean {
    const bytes = this.tables.manifest();
    if (bytes === undefined) throw damaged(say('vault.its-manifest-is-missing'));
    if (bytes.equals(this.#manifestBytes)) return false;
    const stored = this.tables.header();
    if (stored === undefined) throw damaged(say('vault.its-header-is-missing'));
    const header = decodeHeader(stored);
    if (header.vaultId !== this.#header.vaultId || header.epoch !== this.#header.epoch) {
      this.#isOfBefore = true;
      throw rekeyedElsewhere();
    }
    const manifest = openManifest(this.#keys, this.vaultId, bytes);
    if (manifest === null) throw damaged(say('vault.its-manifest-was-altered'));
    if (headerDigest(stored.body).toString('hex') !== manifest.header) {
      throw damaged(say('vault.its-header-key-slots-and-parameters-was'));
    }
    if (this.#manifestBytes.length > 0 && manifest.generation <= this.#manifest.generation) {
      throw rolledBack(say('vault.the-vault-file-was-replaced-by-an'));
    }
    this.#header = header;
    this.#manifest = manifest;
    this.#manifestBytes = bytes;
    this.#lookupKey = Buffer.from(manifest.lookup, 'hex');
    return true;
  }

  #checkIndex(): void {
    if (this.index.count !== this.#manifest.count || this.index.sum.toHex() !== this.#manifest.sum) {
      throw damaged(say('vault.records-are-missing-or-were-put-back'));
    }
  }

  /** SECURITY: inside a transaction, before anything is written: a trigger may have been added since the vault was opened. */
  #checkSchema(): void {
    const version = this.tables.dataVersion();
    if (version === this.#schemaVersion) return;
    checkSchema(this.database);
    this.#schemaVersion = version;
  }

  /** Inside a transaction of the database: takes over what others wrote. */
  #catchUp(): Set<string> {
    this.#checkSchema();
    const changed = new Set<string>();
    const since = this.#manifest.generation;
    if (!this.#readManifest()) return changed;
    for (const row of this.tables.since('records', since)) {
      const entry = this.index.open(this.#keys, row);
      this.index.set(entry);
      if (isOfInterest(entry.collection)) changed.add(entry.collection);
    }
    if (this.index.count !== this.#manifest.count) {
      const present = new Set(this.tables.keys('records').map((key) => key.toString('hex')));
      for (const entry of [...this.index.allStored()]) {
        if (present.has(entry.rowKey.toString('hex'))) continue;
        this.index.remove(entry.collection, entry.id);
        changed.add(entry.collection);
      }
    }
    this.#checkIndex();
    this.#showAsNow();
    return changed;
  }

  /** What others changed since the last look; empty where nothing was written. Cheap when idle. */
  refresh(): Set<string> {
    if (this.#inTransaction) return new Set();
    this.assertUsable();
    this.#guard(() => this.#place.assertUndisturbed());
    const version = this.tables.dataVersion();
    if (version === this.#dataVersion) return new Set();
    return this.#guard(() => {
      this.database.exec('BEGIN');
      try {
        const changed = this.#catchUp();
        this.#dataVersion = version;
        return changed;
      } finally {
        if (this.database.inTransaction) this.database.exec('COMMIT');
      }
    });
  }

  /** After damage or a foreign key was seen nothing may be written any more. */
  #guard<Result>(work: () => Result): Result {
    try {
      return mapErrors(this.dependencies.folder, work);
    } catch (thrown) {
      // Where the file is not there any more, that is why, whatever failed.
      const error = this.#place.problem() ?? thrown;
      if (BREAKING.has(String((error as { code?: unknown }).code))) this.#broken = error as Error;
      throw error;
    }
  }

  /**
   * Runs `work` with the database's write lock held and everybody's changes seen; all or nothing.
   * @returns its result and the collections that others changed
   */
  locked<Result>(work: () => Result): { readonly result: Result; readonly others: Set<string> } {
    this.assertUsable();
    if (this.#inTransaction) throw new Error('A vault transaction cannot be started inside another.');
    this.comeBack();
    const { database } = this;
    this.#inTransaction = true;
    try {
      this.#guard(() => this.#place.assertUndisturbed());
      return mapErrors(this.dependencies.folder, () => {
        this.#guard(() => database.exec('BEGIN IMMEDIATE'));
        try {
          const others = this.#guard(() => this.#catchUp());
          const result = work();
          this.#guard(() => {
            this.#place.assert();
            database.exec('COMMIT');
            // Before anything is acknowledged: what went into a file that has just been replaced is not stored.
            this.#place.assert();
          });
          return { result, others };
        } catch (thrown) {
          if (database.inTransaction) database.exec('ROLLBACK');
          throw this.#replacedInstead(thrown);
        }
      });
    } catch (thrown) {
      const error = asWriteProblem(thrown, this.dependencies.folder);
      if (isWriteProblem(error)) this.#writeProblem = error;
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  /** Runs `work` on one state of the file, with everybody's changes seen; also where nothing can be written. */
  reading<Result>(work: () => Result): Result {
    this.assertUsable();
    if (this.#inTransaction) throw new Error('A vault transaction cannot be started inside another.');
    const { database } = this;
    this.#inTransaction = true;
    try {
      this.#guard(() => this.#place.assertUndisturbed());
      return mapErrors(this.dependencies.folder, () => {
        database.exec('BEGIN');
        try {
          this.#guard(() => this.#catchUp());
          return work();
        } finally {
          if (database.inTransaction) database.exec('ROLLBACK');
        }
      });
    } finally {
      this.#inTransaction = false;
    }
  }

  /** Rows that can't be written because the file is gone fail in many words. */
  #replacedInstead(thrown: unknown): unknown {
    const problem = this.#place.problem();
    if (problem === null) return thrown;
    this.#broken ??= problem;
    return this.#broken;
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
      const generation = Math.max(this.#manifest.generation, above) + 1;
      const stamp = { copy: this.#copy, counter: generation };
      const { clock } = this.dependencies;
      const staged = new StagedTransaction(this.index, this.#lookupKey, actor, clock, stamp);
      try {
        const value = work(staged);
        if (value instanceof Promise) throw new Error('The work of a vault transaction must be synchronous.');
        if (!staged.isEmpty || Object.keys(update).length > 0) {
          applied = this.#writeStaged(staged, update, generation);
        }
        return value;
      } finally {
        staged.end();
      }
    });
    const own = (applied as (() => Set<string>) | null)?.() ?? new Set<string>();
    return { result, own, others };
  }

  #writeStaged(staged: StagedTransaction, update: ManifestUpdate, generation: number): () => Set<string> {
    const keys = this.#keys;
    for (const [id, secret] of staged.secrets) {
      const key = keys.rowKey('secret', '', id);
      if (secret.kind === 'destroy') {
        this.tables.remove('secrets', key);
        continue;
      }
      const sealed = this.sealSecret(keys, key, generation, secret.secret.bytes());
      this.tables.put('secrets', { key, changed: generation, sealed });
      staged.noteSecretRow(id, key, sealed.subarray(-TAG_LENGTH));
    }
    staged.stageOwnRecords();
    const sum = this.index.sum.copy();
    let { count } = this.index;
    const entries: IndexEntry[] = [];
    const removed: { collection: string; id: string }[] = [];
    for (const record of staged.records.values()) {
      const before = this.index.stored(record.collection, record.id);
      if (before !== undefined) {
        sum.subtract(before.token);
        count -= 1;
      }
      if (record.kind === 'delete') {
        this.tables.remove('records', before!.rowKey);
        removed.push(record);
        continue;
      }
      const entry = this.putRecord(keys, generation, record);
      sum.add(entry.token);
      count += 1;
      entries.push(entry);
    }
    const audit = this.appendAudit(keys, staged.auditEntries, this.#manifest.audit);
    const commit = this.putManifest(keys, {
      ...this.#manifest,
      ...update,
      generation,
      count,
      sum: sum.toHex(),
      audit,
    });
    const collections = new Set(
      [...staged.records.values()].map(({ collection }) => collection).filter(isOfInterest),
    );
    if (staged.auditEntries.length > 0) collections.add('audit');
    return () => {
      for (const { collection, id } of removed) this.index.remove(collection, id);
      for (const entry of entries) this.index.set(entry);
      commit();
      this.#showAsNow();
      return collections;
    };
  }

  sealSecret(keys: KeySet, rowKey: Buffer, generation: number, secret: Buffer): Buffer {
    const plain = encodeSecret(secret);
    try {
      return seal(keys.secrets, plain, this.#secretPlace.of(rowKey, generation), this.dependencies.random);
    } finally {
      plain.fill(0);
    }
  }

  putRecord(keys: KeySet, generation: number, record: RecordToPut): IndexEntry {
    const { collection, id, json, stamps } = record;
    const { random } = this.dependencies;
    const rowKey = keys.rowKey('record', collection, id);
    const token = random(TOKEN_LENGTH);
    const plain = encodeRecord(token, collection, id, json, stamps);
    const sealed = seal(
      keys.records,
      plain,
      new RowPlace(this.vaultId, 'records').of(rowKey, generation),
      random,
    );
    this.tables.put('records', { key: rowKey, changed: generation, sealed });
    return {
      collection,
      id,
      rowKey,
      changed: generation,
      token,
      json: Buffer.from(json),
      stamps: Buffer.from(stamps),
    };
  }

  appendAudit(
    keys: KeySet,
    entries: readonly AuditContents[],
    after: { readonly sequence: number; readonly mac: string },
  ): { sequence: number; mac: string } {
    let { sequence } = after;
    let mac: Buffer = Buffer.from(after.mac, 'hex');
    for (const contents of entries) {
      sequence += 1;
      const row = sealAudit(keys, this.vaultId, mac, sequence, contents, this.dependencies.random);
      this.tables.putAudit(row);
      mac = row.mac;
    }
    return { sequence, mac: mac.toString('hex') };
  }

  /** Writes the manifest; the returned function makes it the present one, to be called after the commit. */
  putManifest(keys: KeySet, contents: ManifestContents): () => void {
    const { manifest, sealed } = sealManifest(
      keys,
      this.vaultId,
      this.#manifest.chain,
      contents,
      this.dependencies.random,
    );
    this.tables.putManifest(sealed);
    return () => {
      this.#manifest = manifest;
      this.#manifestBytes = sealed;
    };
  }

  /** Writes another header, in the caller's locked section; the returned function is to be called after the commit. */
  putHeader(header: Header, keys: KeySet, contents: ManifestContents): () => void {
    const stored = encodeHeader(header);
    this.tables.putHeader(stored);
    const commit = this.putManifest(keys, {
      ...contents,
      generation: this.#manifest.generation + 1,
      header: headerDigest(stored.body).toString('hex'),
    });
    return () => {
      this.#header = header;
      commit();
    };
  }

  /** Replaces header and audit entries in one transaction: the way every change of key slots is written. */
  rewriteHeader(change: (header: Header) => Header, entries: readonly AuditContents[]): void {
    const { result } = this.locked(() => {
      const audit = this.appendAudit(this.#keys, entries, this.#manifest.audit);
      return this.putHeader(change(this.#header), this.#keys, { ...this.#manifest, audit });
    });
    result();
  }

  /** After a rotation of the vault key: everything in memory is read anew under the new keys. */
  adopt(keys: KeySet, header: Header): void {
    this.#keys.wipe();
    this.#keys = keys;
    this.#header = header;
    this.#manifestBytes = Buffer.alloc(0);
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
    const plain = unseal(this.#keys.secrets, row.sealed, this.#secretPlace.of(key, row.changed));
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
    if (this.#closed) return;
    this.#closed = true;
    this.#keys.wipe();
    this.#lookupKey.fill(0);
    this.index.clear();
    this.#database.close();
    for (const work of this.#afterwards) work();
  }
}
