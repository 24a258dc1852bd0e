/** What a transaction has staged: reads see it at once, the file only when all of it is written. */
import { createHmac } from 'node:crypto';
import { auditContents, type AuditContents } from './audit-chain.ts';
import {
  COPIES_COLLECTION,
  copyBucket,
  DELETED_COLLECTION,
  encodeCopies,
  encodeTombstones,
  readCopies,
  readTombstones,
  tombstoneBucket,
  type Tombstone,
} from './copies.ts';
import { emptySecret } from './errors.ts';
import { checkName, type StagedRecord, type StagedSecret } from './staged.ts';
import type { SecretBytes } from './secret-bytes.ts';
import {
  bucketOf,
  encodeBucket,
  findSecret,
  readBucket,
  SECRET_COLLECTION,
  type SecretEntry,
} from './secret-index.ts';
import { decodeStamps, encodeStamps, stampWrite, type RecordStamps, type Stamp } from './stamps.ts';
import type { Moves } from './storage/moved-records.ts';
import { valueOf, type RecordIndex } from './storage/record-index.ts';
import type { AuditInput, Collection, StoredRecord, VaultActor, VaultTransaction } from './types.ts';
import { certain } from '../../shared/certain.ts';

type NotedSecret = Pick<SecretEntry, 'fingerprint' | 'stamp'> & { readonly byDate?: boolean };

export function fingerprintOf(lookupKey: Buffer, secret: SecretBytes): string {
  return createHmac('sha256', lookupKey).update(secret.bytes()).digest('hex');
}

export class StagedTransaction implements VaultTransaction {
  readonly records = new Map<string, StagedRecord>();
  readonly secrets = new Map<string, StagedSecret>();
  readonly auditEntries: AuditContents[] = [];
  readonly #secretEntries = new Map<string, SecretEntry>();
  readonly #index: RecordIndex;
  readonly #lookupKey: Buffer;
  readonly #actor: VaultActor;
  readonly #clock: () => Date;
  readonly #stamp: Stamp;
  readonly #tombstones = new Map<string, Tombstone>();
  readonly #copies = new Map<string, number>();
  /** Records that lie elsewhere from here on: nobody deleted them. */
  readonly #moved = new Set<string>();
  #over = false;

  /** @param stamp who writes, and in which generation */
  constructor(index: RecordIndex, lookupKey: Buffer, actor: VaultActor, clock: () => Date, stamp: Stamp) {
    this.#index = index;
    this.#lookupKey = lookupKey;
    this.#actor = actor;
    this.#clock = clock;
    this.#stamp = stamp;
  }

  /** Who writes, and in which generation. */
  get stamp(): Stamp {
    return this.#stamp;
  }

  get isEmpty(): boolean {
    return this.records.size === 0 && this.secrets.size === 0 && this.auditEntries.length === 0;
  }

  get<Value>(collection: Collection<Value>, id: string): Value | undefined {
    const staged = this.records.get(`${collection.name}\0${id}`);
    if (staged?.kind === 'delete') return undefined;
    if (staged?.kind === 'put') return collection.schema.parse(JSON.parse(staged.json));
    const entry = this.#index.entry(collection.name, id);
    return entry === undefined ? undefined : valueOf(entry, collection);
  }

  list<Value>(collection: Collection<Value>): readonly StoredRecord<Value>[] {
    const records = new Map(this.#index.list(collection).map((record) => [record.id, record]));
    for (const staged of this.records.values()) {
      if (staged.collection !== collection.name) continue;
      if (staged.kind === 'delete') records.delete(staged.id);
      else records.set(staged.id, { id: staged.id, value: collection.schema.parse(JSON.parse(staged.json)) });
    }
    return [...records.values()];
  }

  hasSecret(secretId: string): boolean {
    return (this.#secretEntry(secretId)?.row ?? null) !== null;
  }

  #secretEntry(secretId: string): SecretEntry | undefined {
    return this.#secretEntries.get(secretId) ?? findSecret(this.#index, secretId);
  }

  put<Value>(collection: Collection<Value>, id: string, value: Value): void {
    if (collection.name.startsWith('~')) throw new Error('Collections beginning with ~ are the vault’s own.');
    this.#assertOpen();
    checkName(collection.name, 'collection');
    checkName(id, 'id');
    const parsed = collection.schema.safeParse(value);
    if (!parsed.success) {
      throw new Error(`A value for "${collection.name}" does not fit its schema.`, { cause: parsed.error });
    }
    const json = JSON.stringify(parsed.data);
    const before = this.#index.entry(collection.name, id);
    const known =
      before === undefined
        ? null
        : {
            json: before.json.toString('utf8'),
            stamps: decodeStamps(before.stamps.toString('utf8')),
            changed: before.changed,
          };
    this.replace(collection.name, id, json, stampWrite(known, json, this.#stamp));
  }

  /** For a merge, which knows who wrote what. */
  replace(collection: string, id: string, json: string, stamps: RecordStamps): void {
    const key = `${collection}\0${id}`;
    this.records.set(key, { kind: 'put', collection, id, json, stamps: encodeStamps(stamps) });
  }

  /** For a merge: a deletion that another copy made, or one that both made. */
  deleteAs(tombstone: Tombstone): void {
    const { collection, id } = tombstone;
    const key = `${collection}\0${id}`;
    this.#tombstones.set(key, tombstone);
    if (this.#index.entry(collection, id) !== undefined)
      this.records.set(key, { kind: 'delete', collection, id });
  }

  /** For a layout that is brought up to date: nobody wrote or deleted what only lies elsewhere. */
  move({ puts, gone, deletions }: Moves): void {
    for (const { collection, id } of gone) {
      this.#moved.add(`${collection}\0${id}`);
      this.records.set(`${collection}\0${id}`, { kind: 'delete', collection, id });
    }
    for (const { collection, id, json, stamps } of puts) {
      this.#moved.add(`${collection}\0${id}`);
      this.replace(collection, id, json, stamps);
    }
    for (const { collection, id, json } of deletions) this.#stageOwn(collection, id, json);
  }

  /** For a merge: what another copy had seen, this one has seen now. */
  noteSeen(copies: ReadonlyMap<string, number>): void {
    for (const [copy, counter] of copies) {
      this.#copies.set(copy, Math.max(counter, this.#copies.get(copy) ?? 0));
    }
  }

  /** For a merge: a fingerprint of a secret that was destroyed, or who stored one that is here already. */
  noteSecret(secretId: string, entry: NotedSecret, destroyed: boolean): void {
    const known = this.#secretEntry(secretId);
    if (destroyed) {
      this.#dropStaged(secretId);
      this.secrets.set(secretId, { kind: 'destroy' });
    }
    const byDate = destroyed && entry.byDate === true;
    this.#secretEntries.set(secretId, { ...entry, byDate, row: destroyed ? null : (known?.row ?? null) });
  }

  delete<Value>(collection: Collection<Value>, id: string): void {
    this.#assertOpen();
    const key = `${collection.name}\0${id}`;
    if (this.#index.entry(collection.name, id) === undefined) this.records.delete(key);
    else this.records.set(key, { kind: 'delete', collection: collection.name, id });
  }

  /** @param stamp who stored it, where that was another copy */
  putSecret(secretId: string, secret: SecretBytes, stamp: Stamp = this.#stamp): void {
    this.#assertOpen();
    if (secret.length === 0) throw emptySecret();
    checkName(secretId, 'id');
    this.#dropStaged(secretId);
    this.secrets.set(secretId, { kind: 'put', secret: secret.clone() });
    this.#secretEntries.set(secretId, {
      fingerprint: fingerprintOf(this.#lookupKey, secret),
      row: { key: '', tag: '' },
      stamp,
      byDate: false,
    });
  }

  destroySecret(secretId: string, why: 'by-word' | 'by-date' = 'by-word'): void {
    this.#assertOpen();
    const known = this.#secretEntry(secretId);
    if (known === undefined || known.row === null) return;
    this.#dropStaged(secretId);
    this.secrets.set(secretId, { kind: 'destroy' });
    this.#secretEntries.set(secretId, { ...known, row: null, stamp: this.#stamp, byDate: why === 'by-date' });
  }

  audit(entry: AuditInput): void {
    this.#assertOpen();
    this.auditEntries.push(auditContents(entry, this.#actor, this.#clock()));
  }

  /** The row that holds a staged secret is known only once it is sealed. */
  noteSecretRow(secretId: string, key: Buffer, tag: Buffer): void {
    const known = certain(this.#secretEntries.get(secretId));
    this.#secretEntries.set(secretId, {
      ...known,
      row: { key: key.toString('hex'), tag: tag.toString('hex') },
    });
  }

  /** Stages the vault's own records that go with the others; once the row of every secret is known. */
  stageOwnRecords(): void {
    this.#stageDeletions();
    this.#stageSecretIndex();
    if (this.records.size > 0) this.noteSeen(new Map([[this.#stamp.copy, this.#stamp.counter]]));
    this.#stageCopies();
  }

  #stageOwn(collection: string, id: string, json: string): void {
    const key = `${collection}\0${id}`;
    this.records.set(key, { kind: 'put', collection, id, json, stamps: '' });
  }

  #stageDeletions(): void {
    const changed = new Map<string, Map<string, Tombstone>>();
    const bucketOfRecord = (collection: string, id: string): Map<string, Tombstone> => {
      const name = tombstoneBucket(collection, id);
      let bucket = changed.get(name);
      if (bucket === undefined) {
        const before = readTombstones(this.#index.entry(DELETED_COLLECTION, name));
        bucket = new Map(before.map((one) => [`${one.collection}\0${one.id}`, one]));
        changed.set(name, bucket);
      }
      return bucket;
    };
    for (const [key, staged] of this.records) {
      const { collection, id, kind } = staged;
      if (this.#moved.has(key)) continue;
      if (kind === 'delete') {
        if (!this.#tombstones.has(key)) this.#tombstones.set(key, { collection, id, ...this.#stamp });
      } else {
        this.#tombstones.delete(key);
        const known = readTombstones(this.#index.entry(DELETED_COLLECTION, tombstoneBucket(collection, id)));
        const isBack = known.some((one) => one.collection === collection && one.id === id);
        if (isBack) bucketOfRecord(collection, id).delete(key);
      }
    }
    for (const [key, tombstone] of this.#tombstones) {
      bucketOfRecord(tombstone.collection, tombstone.id).set(key, tombstone);
    }
    for (const [name, bucket] of changed) {
      this.#stageOwn(DELETED_COLLECTION, name, encodeTombstones([...bucket.values()]));
    }
  }

  #stageCopies(): void {
    const changed = new Map<string, Map<string, number>>();
    for (const [copy, counter] of this.#copies) {
      const name = copyBucket(copy);
      const bucket = changed.get(name) ?? readCopies(this.#index.entry(COPIES_COLLECTION, name));
      bucket.set(copy, Math.max(counter, bucket.get(copy) ?? 0));
      changed.set(name, bucket);
    }
    for (const [name, bucket] of changed) this.#stageOwn(COPIES_COLLECTION, name, encodeCopies(bucket));
  }

  #stageSecretIndex(): void {
    const changed = new Map<string, Map<string, SecretEntry>>();
    for (const [id, entry] of this.#secretEntries) {
      const name = bucketOf(id);
      let bucket = changed.get(name);
      if (bucket === undefined) {
        const before = this.#index.entry(SECRET_COLLECTION, name);
        changed.set(
          name,
          (bucket = new Map<string, SecretEntry>(before === undefined ? [] : readBucket(before))),
        );
      }
      bucket.set(id, entry);
    }
    for (const [name, bucket] of changed) {
      this.#stageOwn(SECRET_COLLECTION, name, encodeBucket(bucket));
    }
  }

  /** Wipes the copies of secrets; the object is useless afterwards. */
  end(): void {
    for (const staged of this.secrets.values()) if (staged.kind === 'put') staged.secret.wipe();
    this.#over = true;
  }

  #dropStaged(secretId: string): void {
    const staged = this.secrets.get(secretId);
    if (staged?.kind === 'put') staged.secret.wipe();
  }

  #assertOpen(): void {
    if (this.#over) throw new Error('This transaction is over; its work must be synchronous.');
  }
}
