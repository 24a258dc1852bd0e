/** What is in the file of an open vault, as it was last read under our keys: header, manifest and the index of its records. */
import { COPIES_COLLECTION, DELETED_COLLECTION } from './copies.ts';
import type { KeySet } from './crypto/key-set.ts';
import { damaged, rekeyedElsewhere, rolledBack } from './errors.ts';
import { decodeHeader, headerDigest, type Header } from './header.ts';
import { openManifest, type Manifest } from './manifest.ts';
import { allSecrets } from './secret-index.ts';
import { SCHEMA_VERSION } from './storage/migrations.ts';
import { movesOf, shownBy } from './storage/moved-records.ts';
import { RecordIndex } from './storage/record-index.ts';
import { checkSchema } from './storage/schema.ts';
import type { VaultFile } from './vault-file.ts';
import { say } from '../../shared/messages/say.ts';

/** What every write touches says nothing to those who wait for a change. */
export function isOfInterest(collection: string): boolean {
  return collection !== COPIES_COLLECTION && collection !== DELETED_COLLECTION;
}

/** A manifest and the bytes that it was read from, or that were written. */
export interface SealedManifest {
  readonly manifest: Manifest;
  readonly sealed: Buffer;
}

export class VaultContents {
  readonly index: RecordIndex;
  readonly #file: VaultFile;
  readonly #vaultId: Buffer;
  #keys: KeySet;
  #header: Header;
  #manifest: Manifest | null = null;
  /** As it lies in the file; null where it has to be read in any case. */
  #manifestBytes: Buffer | null = null;
  #lookupKey: Buffer = Buffer.alloc(0);
  #isOfBefore = false;
  /** The state of the file whose schema was compared last, and in which handle. */
  #checkedSchema: { readonly version: number; readonly tables: unknown } | null = null;

  constructor(file: VaultFile, keys: KeySet, header: Header) {
    this.#file = file;
    this.#keys = keys;
    this.#header = header;
    this.#vaultId = Buffer.from(header.vaultId, 'hex');
    this.index = new RecordIndex(this.#vaultId);
  }

  get keys(): KeySet {
    return this.#keys;
  }

  get header(): Header {
    return this.#header;
  }

  get manifest(): Manifest {
    if (this.#manifest === null) throw new Error('The vault was not read yet.');
    return this.#manifest;
  }

  get lookupKey(): Buffer {
    return this.#lookupKey;
  }

  /** The file has another key by now: what is sealed from here on is not opened by its next unlock. */
  get isOfBefore(): boolean {
    return this.#isOfBefore;
  }

  /** What was written is what is there. */
  wrote({ manifest, sealed }: SealedManifest, header: Header = this.#header): void {
    this.#manifest = manifest;
    this.#manifestBytes = sealed;
    this.#header = header;
  }

  /** Reads everything, for the first time. @throws AppError `vault-damaged` */
  readAll(): void {
    const { database, tables } = this.#file;
    this.#checkSchema();
    this.#readManifest();
    // SECURITY: both are compared with what the sealed manifest says, so that no layout can be passed off as another.
    const layout = database.pragma('user_version', { simple: true });
    if (layout !== this.manifest.schema) throw damaged(say('vault.its-format-number-was-altered'));
    this.index.clear();
    for (const row of tables.all('records')) this.index.set(this.index.open(this.#keys, row));
    this.#checkIndex();
    const [last] = tables.auditBefore(Number.MAX_SAFE_INTEGER, 1);
    const { sequence, mac } = this.manifest.audit;
    if ((last?.sequence ?? 0) !== sequence || (last?.mac.toString('hex') ?? '00'.repeat(32)) !== mac) {
      throw damaged(say('vault.the-end-of-its-audit-log-is'));
    }
    this.checkSecretRows();
    this.showAsNow();
  }

  /** Inside a transaction of the database: takes over what others wrote. @returns the collections that they changed */
  catchUp(): Set<string> {
    const { tables } = this.#file;
    this.#checkSchema();
    const changed = new Set<string>();
    const since = this.manifest.generation;
    if (!this.#readManifest()) return changed;
    for (const row of tables.since('records', since)) {
      const entry = this.index.open(this.#keys, row);
      this.index.set(entry);
      if (isOfInterest(entry.collection)) changed.add(entry.collection);
    }
    if (this.index.count !== this.manifest.count) {
      const present = new Set(tables.keys('records').map((key) => key.toString('hex')));
      for (const entry of [...this.index.allStored()]) {
        if (present.has(entry.rowKey.toString('hex'))) continue;
        this.index.remove(entry.collection, entry.id);
        changed.add(entry.collection);
      }
    }
    this.#checkIndex();
    this.showAsNow();
    return changed;
  }

  /** Records of a layout before read as they will once the file is brought up to date: what can't be written reads as well. */
  showAsNow(): void {
    const isOlder = this.manifest.schema < SCHEMA_VERSION;
    this.index.show(isOlder ? shownBy(movesOf(this.index.allStored())) : null);
  }

  /** Every secret that should be there is, in the row it was last written to. Opens none. */
  checkSecretRows(): void {
    const present = new Set(this.#file.tables.secretRows());
    for (const [, { row }] of allSecrets(this.index)) {
      if (row !== null && !present.delete(row.key + row.tag)) {
        throw damaged(say('vault.the-row-of-a-secret-is-missing'));
      }
    }
    if (present.size > 0) throw damaged(say('vault.it-holds-rows-of-secrets-that-it'));
  }

  /** After a rotation of the vault key: everything has to be read anew under the new keys. */
  adopt(keys: KeySet, header: Header): void {
    this.#keys.wipe();
    this.#keys = keys;
    this.#header = header;
    this.#manifestBytes = null;
  }

  wipe(): void {
    this.#keys.wipe();
    this.#lookupKey.fill(0);
    this.index.clear();
  }

  #readManifest(): boolean {
    const { tables } = this.#file;
    const bytes = tables.manifest();
    if (bytes === undefined) throw damaged(say('vault.its-manifest-is-missing'));
    if (this.#manifestBytes?.equals(bytes) === true) return false;
    const stored = tables.header();
    if (stored === undefined) throw damaged(say('vault.its-header-is-missing'));
    const header = decodeHeader(stored);
    if (header.vaultId !== this.#header.vaultId || header.epoch !== this.#header.epoch) {
      this.#isOfBefore = true;
      throw rekeyedElsewhere();
    }
    const manifest = openManifest(this.#keys, this.#vaultId, bytes);
    if (manifest === null) throw damaged(say('vault.its-manifest-was-altered'));
    if (headerDigest(stored.body).toString('hex') !== manifest.header) {
      throw damaged(say('vault.its-header-key-slots-and-parameters-was'));
    }
    if (this.#manifestBytes !== null && manifest.generation <= this.manifest.generation) {
      throw rolledBack(say('vault.the-vault-file-was-replaced-by-an'));
    }
    this.#header = header;
    this.#manifest = manifest;
    this.#manifestBytes = bytes;
    this.#lookupKey = Buffer.from(manifest.lookup, 'hex');
    return true;
  }

  #checkIndex(): void {
    if (this.index.count !== this.manifest.count || this.index.sum.toHex() !== this.manifest.sum) {
      throw damaged(say('vault.records-are-missing-or-were-put-back'));
    }
  }

  /** SECURITY: inside a transaction, before anything is written: a trigger may have been added since the vault was opened. */
  #checkSchema(): void {
    const { tables, database } = this.#file;
    const version = tables.dataVersion();
    if (this.#checkedSchema?.version === version && this.#checkedSchema.tables === tables) return;
    checkSchema(database);
    this.#checkedSchema = { version, tables };
  }
}
