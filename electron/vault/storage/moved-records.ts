/**
 * Layout 5: the keys of other services lie with all keys. How the records of layouts before read from then on, as plain JSON: what
 * a record was is history, and no change of today's forms may change it.
 */
import {
  DELETED_COLLECTION,
  encodeTombstones,
  readTombstones,
  tombstoneBucket,
  type Tombstone,
} from '../copies.ts';
import {
  baseOf,
  decodeStamps,
  encodeStamps,
  isBase,
  UNSTAMPED,
  type RecordStamps,
  type Stamp,
} from '../stamps.ts';
import type { IndexEntry, RecordName } from './record-index.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface PlainRecord {
  readonly collection: string;
  readonly id: string;
  readonly value: unknown;
}

interface Moved {
  readonly collection: string;
  readonly value: Fields;
}

/** Where the records of a collection lie since layout 5. */
const MOVED: ReadonlyMap<string, string> = new Map([
  ['provider-keys', 'keys'],
  ['provider-rotations', 'rotations'],
  ['provider-trash', 'trash'],
]);
const CARE = 'key-care';
/** What became a matter of the key's care. */
const OF_CARE: readonly string[] = ['owner', 'expiresAt', 'rotateBy'];

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keyOf({ owner: _owner, rotateBy: _rotateBy, ...key }: Fields, mode: unknown): Fields {
  return {
    ...key,
    expiresAt: null,
    mode,
    roleId: null,
    roleName: null,
    roleType: null,
    lastUsedAt: null,
    publicId: null,
    origin: 'here',
    firstSeenAt: key['createdAt'],
    missingSince: null,
    endedHereAt: null,
    secretMayBeInNewerCopy: false,
  };
}

function careOf(key: Fields): Fields {
  const { owner, expiresAt, rotateBy } = key;
  return { owner, access: [], rotateEveryDays: null, rotateBy, expiresAt };
}

function rotationOf(rotation: Fields, connectionId: unknown): Fields {
  return {
    ...rotation,
    connectionId,
    oldWorksUntil: null,
    endedBy: 'person',
    connectionKey: 'no',
    closedWithoutTest: false,
    heldBack: null,
    reason: null,
  };
}

/** What has not the form of its time stays where it is, and is refused by whoever reads it. */
class Mover {
  readonly #modes = new Map<string, unknown>();
  readonly #connections = new Map<string, unknown>();

  constructor(records: Iterable<PlainRecord>) {
    for (const { collection, id, value } of records) {
      if (!isFields(value)) continue;
      if (collection === 'provider-connections') this.#modes.set(id, value['mode']);
      if (collection === 'provider-keys') this.#connections.set(id, value['connectionId']);
    }
  }

  /** Null: it stays. The first is the record itself, what follows lies beside it under the same id. */
  move({ collection, value }: PlainRecord): readonly [Moved, ...Moved[]] | null {
    if (!isFields(value)) return null;
    const key = collection === 'provider-trash' ? value['key'] : value;
    switch (collection) {
      case 'provider-rotations':
        return [{ collection: 'rotations', value: this.#rotation(value, null) }];
      case 'provider-keys':
        return [
          { collection: 'keys', value: keyOf(value, this.#mode(value)) },
          { collection: CARE, value: careOf(value) },
        ];
      case 'provider-trash': {
        if (!isFields(key)) return null;
        const rotations = Array.isArray(value['rotations']) ? (value['rotations'] as unknown[]) : [];
        return [
          {
            collection: 'trash',
            value: {
              ...value,
              connectionId: key['connectionId'],
              key: keyOf(key, this.#mode(key)),
              rotations: rotations.map((one) =>
                isFields(one) && isFields(one['value'])
                  ? { ...one, value: this.#rotation(one['value'], key['connectionId']) }
                  : one,
              ),
            },
          },
          { collection: CARE, value: careOf(key) },
        ];
      }
      default:
        return null;
    }
  }

  #mode({ connectionId }: Fields): unknown {
    return this.#modes.get(String(connectionId)) ?? 'prod';
  }

  #rotation(rotation: Fields, connectionId: unknown): Fields {
    const known = this.#connections.get(String(rotation['oldKeyId']));
    return rotationOf(
      rotation,
      connectionId ?? known ?? this.#connections.get(String(rotation['newKeyId'])) ?? '',
    );
  }
}

/** The lines of an export of before, in the order of the file; care that a file already has of a key is left as it is. */
export function recordsAsNow<Line extends PlainRecord>(
  lines: readonly Line[],
): readonly (Line | PlainRecord)[] {
  if (!lines.some(({ collection }) => MOVED.has(collection))) return lines;
  const mover = new Mover(lines);
  const cared = new Set(lines.flatMap(({ collection, id }) => (collection === CARE ? [id] : [])));
  return lines.flatMap((line): (Line | PlainRecord)[] => {
    const moved = mover.move(line);
    if (moved === null) return [line];
    return moved.flatMap(({ collection, value }, index) => {
      if (index > 0 && cared.has(line.id)) return [];
      if (index > 0) cared.add(line.id);
      return [{ ...line, collection, value }];
    });
  });
}

export interface MovedRecord {
  readonly from: IndexEntry;
  readonly collection: string;
  readonly id: string;
  readonly json: string;
  readonly stamps: RecordStamps;
}

export interface Moves {
  readonly puts: readonly MovedRecord[];
  /** Where they lay. */
  readonly gone: readonly RecordName[];
  /** The vault's own records of what was deleted, as they are to be. */
  readonly deletions: readonly MovedRecord[];
}

/** Who wrote which field goes with the field: two copies that were brought up to date apart are still told from each other. */
function stampsOf(entry: IndexEntry, isKept: (field: string) => boolean): RecordStamps {
  const before = decodeStamps(entry.stamps.toString('utf8'));
  const kept = <Value>(map: ReadonlyMap<string, Value>): Map<string, Value> =>
    new Map([...map].filter(([field]) => isKept(field)));
  return { fields: kept(before.fields), others: kept(before.others), rest: restOf(before, entry) };
}

/** The row is written anew, its fields are not: when they were has to be kept. */
function restOf(stamps: RecordStamps, { changed }: IndexEntry): Stamp {
  return isBase(stamps.rest) ? baseOf({ stamps, changed }) : stamps.rest;
}

/** @param entries all records as they lie in the file */
export function movesOf(entries: Iterable<IndexEntry>): Moves {
  const all = [...entries];
  const valueOf = (entry: IndexEntry): PlainRecord => ({
    collection: entry.collection,
    id: entry.id,
    value: JSON.parse(entry.json.toString('utf8')),
  });
  const mover = new Mover(
    all.filter(({ collection }) => collection.startsWith('provider-')).map((entry) => valueOf(entry)),
  );
  const present = new Set(all.map(({ collection, id }) => `${collection}\0${id}`));
  const puts: MovedRecord[] = [];
  const gone: RecordName[] = [];
  for (const from of all) {
    if (!MOVED.has(from.collection)) continue;
    const moved = mover.move(valueOf(from));
    if (moved === null) continue;
    gone.push({ collection: from.collection, id: from.id });
    for (const [index, { collection, value }] of moved.entries()) {
      const name = `${collection}\0${from.id}`;
      // The care of a key that is listed as well as in the trash is the listed one's.
      if (
        present.has(name) ||
        (index > 0 && from.collection === 'provider-trash' && present.has(`provider-keys\0${from.id}`))
      )
        continue;
      present.add(name);
      const isKept = (field: string): boolean =>
        from.collection === 'provider-keys' ? OF_CARE.includes(field) === index > 0 : index === 0;
      puts.push({
        from,
        collection,
        id: from.id,
        json: JSON.stringify(value),
        stamps: stampsOf(from, isKept),
      });
    }
  }
  return { puts, gone, deletions: deletionsOf(all) };
}

/** What was deleted stays deleted under the name that its kind has now. */
function deletionsOf(all: readonly IndexEntry[]): readonly MovedRecord[] {
  const buckets = new Map<string, Tombstone[]>();
  const touched = new Map<string, IndexEntry>();
  for (const entry of all) {
    if (entry.collection !== DELETED_COLLECTION) continue;
    for (const one of readTombstones(entry)) {
      const collection = MOVED.get(one.collection) ?? one.collection;
      const bucket = tombstoneBucket(collection, one.id);
      buckets.set(bucket, [...(buckets.get(bucket) ?? []), { ...one, collection }]);
      if (collection !== one.collection) touched.set(entry.id, entry).set(bucket, entry);
    }
  }
  return [...touched].map(([id, from]) => ({
    from,
    collection: DELETED_COLLECTION,
    id,
    json: encodeTombstones(buckets.get(id) ?? []),
    stamps: UNSTAMPED,
  }));
}

/** As the rows would read that had been written so; they lie in no file. */
export function shownBy({ puts, gone, deletions }: Moves): {
  readonly gone: readonly RecordName[];
  readonly entries: readonly IndexEntry[];
} {
  const entries = [...puts, ...deletions].map(({ from, collection, id, json, stamps }): IndexEntry => ({
    collection,
    id,
    rowKey: from.rowKey,
    changed: from.changed,
    token: from.token,
    json: Buffer.from(json),
    stamps: Buffer.from(encodeStamps(stamps)),
  }));
  return { gone, entries };
}
