/** Rows of an open vault, sealed under its keys and put into its tables; inside a transaction of whoever calls. */
import { sealAudit, type AuditContents } from './audit-chain.ts';
import { seal, TAG_LENGTH, type RandomBytes } from './crypto/aead.ts';
import type { KeySet } from './crypto/key-set.ts';
import { sealManifest, type ManifestContents } from './manifest.ts';
import type { IndexEntry } from './storage/record-index.ts';
import { encodeRecord, encodeSecret, RowPlace, TOKEN_LENGTH } from './storage/rows.ts';
import type { StagedTransaction } from './transaction.ts';
import { isOfInterest, type SealedManifest, type VaultContents } from './vault-contents.ts';
import type { VaultFile } from './vault-file.ts';

export interface RecordToPut {
  readonly collection: string;
  readonly id: string;
  readonly json: string;
  readonly stamps: string;
}

export type ManifestUpdate = Partial<
  Pick<ManifestContents, 'name' | 'passwordAt' | 'lastDailyBackupAt' | 'schema' | 'auditCopies'>
>;

export class RowWriter {
  readonly secretPlace: RowPlace;
  readonly #recordPlace: RowPlace;
  readonly #file: VaultFile;
  readonly #vaultId: Buffer;
  readonly #random: RandomBytes;

  constructor(file: VaultFile, vaultId: Buffer, random: RandomBytes) {
    this.#file = file;
    this.#vaultId = vaultId;
    this.#random = random;
    this.secretPlace = new RowPlace(vaultId, 'secrets');
    this.#recordPlace = new RowPlace(vaultId, 'records');
  }

  sealSecret(keys: KeySet, rowKey: Buffer, generation: number, secret: Buffer): Buffer {
    const plain = encodeSecret(secret);
    try {
      return seal(keys.secrets, plain, this.secretPlace.of(rowKey, generation), this.#random);
    } finally {
      plain.fill(0);
    }
  }

  putRecord(keys: KeySet, generation: number, record: RecordToPut): IndexEntry {
    const { collection, id, json, stamps } = record;
    const rowKey = keys.rowKey('record', collection, id);
    const token = this.#random(TOKEN_LENGTH);
    const plain = encodeRecord(token, collection, id, json, stamps);
    const sealed = seal(keys.records, plain, this.#recordPlace.of(rowKey, generation), this.#random);
    this.#file.tables.put('records', { key: rowKey, changed: generation, sealed });
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
      const row = sealAudit(keys, this.#vaultId, mac, sequence, contents, this.#random);
      this.#file.tables.putAudit(row);
      mac = row.mac;
    }
    return { sequence, mac: mac.toString('hex') };
  }

  /** @param chain of the manifest before */
  putManifest(keys: KeySet, chain: string, contents: ManifestContents): SealedManifest {
    const written = sealManifest(keys, this.#vaultId, chain, contents, this.#random);
    this.#file.tables.putManifest(written.sealed);
    return written;
  }

  /**
   * Everything that a transaction has staged, and the manifest over it.
   * @returns what makes it the present state, to be called after the commit; it says which collections were changed
   */
  putStaged(
    contents: VaultContents,
    staged: StagedTransaction,
    update: ManifestUpdate,
    generation: number,
  ): () => Set<string> {
    const { keys, manifest, index } = contents;
    const { tables } = this.#file;
    for (const [id, secret] of staged.secrets) {
      const key = keys.rowKey('secret', '', id);
      if (secret.kind === 'destroy') {
        tables.remove('secrets', key);
        continue;
      }
      const sealed = this.sealSecret(keys, key, generation, secret.secret.bytes());
      tables.put('secrets', { key, changed: generation, sealed });
      staged.noteSecretRow(id, key, sealed.subarray(-TAG_LENGTH));
    }
    staged.stageOwnRecords();
    const sum = index.sum.copy();
    let { count } = index;
    const entries: IndexEntry[] = [];
    const removed: { collection: string; id: string }[] = [];
    for (const record of staged.records.values()) {
      const before = index.stored(record.collection, record.id);
      if (before !== undefined) {
        sum.subtract(before.token);
        count -= 1;
      }
      if (record.kind === 'delete') {
        if (before === undefined) throw new Error('A record was to be deleted that is not there.');
        tables.remove('records', before.rowKey);
        removed.push(record);
        continue;
      }
      const entry = this.putRecord(keys, generation, record);
      sum.add(entry.token);
      count += 1;
      entries.push(entry);
    }
    const audit = this.appendAudit(keys, staged.auditEntries, manifest.audit);
    const written = this.putManifest(keys, manifest.chain, {
      ...manifest,
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
      for (const { collection, id } of removed) index.remove(collection, id);
      for (const entry of entries) index.set(entry);
      contents.wrote(written);
      contents.showAsNow();
      return collections;
    };
  }
}
