/** The opened metadata in memory, by collection and id. Values are parsed when they are first asked for. */
import { unseal } from '../crypto/aead.ts';
import type { KeySet } from '../crypto/key-set.ts';
import { damaged } from '../errors.ts';
import type { Collection, StoredRecord } from '../types.ts';
import { decodeRecord, RowPlace, TokenSum } from './rows.ts';
import type { SealedRow } from './tables.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

export interface IndexEntry {
  readonly collection: string;
  readonly id: string;
  readonly rowKey: Buffer;
  readonly changed: number;
  readonly token: Buffer;
  readonly json: Buffer;
  /** See `stamps.ts`; UTF-8. */
  readonly stamps: Buffer;
  parsed?: { readonly schema: unknown; readonly value: unknown };
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
}

/** The entry's value, parsed by the collection's schema. @throws AppError `vault-damaged` */
export function valueOf<Value>(entry: IndexEntry, collection: Collection<Value>): Value {
  if (entry.parsed?.schema === collection.schema) return entry.parsed.value as Value;
  const parsed = collection.schema.safeParse(JSON.parse(entry.json.toString('utf8')));
  if (!parsed.success) {
    throw damaged(say('vault.a-record-of-the-collection-name-has', { name: collection.name }), parsed.error);
  }
  // Readers share the value: one that changed it would change it for everybody, but not in the file.
  deepFreeze(parsed.data);
  entry.parsed = { schema: collection.schema, value: parsed.data };
  return parsed.data;
}

export interface RecordName {
  readonly collection: string;
  readonly id: string;
}

export class RecordIndex {
  readonly #collections = new Map<string, Map<string, IndexEntry>>();
  /** Of a file of a layout before: what reads otherwise than it lies there. */
  #shown: ReadonlyMap<string, ReadonlyMap<string, IndexEntry>> | null = null;
  readonly #place: RowPlace;
  sum = new TokenSum();
  count = 0;

  constructor(vaultId: Buffer) {
    this.#place = new RowPlace(vaultId, 'records');
  }

  entry(collection: string, id: string): IndexEntry | undefined {
    return (this.#shown ?? this.#collections).get(collection)?.get(id);
  }

  entries(collection: string): Iterable<IndexEntry> {
    return (this.#shown ?? this.#collections).get(collection)?.values() ?? [];
  }

  *allEntries(): Iterable<IndexEntry> {
    for (const collection of (this.#shown ?? this.#collections).values()) yield* collection.values();
  }

  /** As it lies in the file. */
  stored(collection: string, id: string): IndexEntry | undefined {
    return this.#collections.get(collection)?.get(id);
  }

  *allStored(): Iterable<IndexEntry> {
    for (const collection of this.#collections.values()) yield* collection.values();
  }

  /** Reads from here on as the file will once it is brought up to date; null: as it lies there. */
  show(
    moves: { readonly gone: readonly RecordName[]; readonly entries: readonly IndexEntry[] } | null,
  ): void {
    this.#shown = null;
    if (moves === null) return;
    const shown = new Map([...this.#collections].map(([name, entries]) => [name, new Map(entries)]));
    for (const { collection, id } of moves.gone) shown.get(collection)?.delete(id);
    for (const entry of moves.entries) {
      const entries = shown.get(entry.collection) ?? new Map<string, IndexEntry>();
      shown.set(entry.collection, entries.set(entry.id, entry));
    }
    this.#shown = shown;
  }

  list<Value>(collection: Collection<Value>): StoredRecord<Value>[] {
    const records: StoredRecord<Value>[] = [];
    for (const entry of this.entries(collection.name)) {
      records.push({ id: entry.id, value: valueOf(entry, collection) });
    }
    return records;
  }

  /** @throws AppError `vault-damaged` for a row that was altered or moved */
  open(keys: KeySet, row: SealedRow): IndexEntry {
    if (row.key.length !== 16) throw damaged(say('vault.a-record-has-an-unexpected-form'));
    const plain = unseal(keys.records, row.sealed, this.#place.of(row.key, row.changed));
    const record = plain === null ? null : decodeRecord(plain);
    if (record === null) throw damaged(say('vault.a-record-was-altered-moved-or-put'));
    return { ...record, rowKey: row.key, changed: row.changed };
  }

  set(entry: IndexEntry): void {
    let collection = this.#collections.get(entry.collection);
    if (collection === undefined)
      this.#collections.set(entry.collection, (collection = new Map<string, IndexEntry>()));
    const before = collection.get(entry.id);
    if (before === undefined) this.count += 1;
    else this.sum.subtract(before.token);
    this.sum.add(entry.token);
    collection.set(entry.id, entry);
  }

  remove(collection: string, id: string): void {
    const entry = this.stored(collection, id);
    if (entry === undefined) return;
    certain(this.#collections.get(collection)).delete(id);
    this.sum.subtract(entry.token);
    this.count -= 1;
  }

  clear(): void {
    for (const entry of [...this.allEntries(), ...this.allStored()]) entry.json.fill(0);
    this.#collections.clear();
    this.#shown = null;
    this.sum = new TokenSum();
    this.count = 0;
  }
}
