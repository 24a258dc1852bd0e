/**
 * What this file has seen of each copy of the vault, and what was deleted on purpose: both in up to 256 sealed records,
 * each with a bound, so that neither grows for ever. What a bound drops is not lost: a merge then keeps too much, and says so.
 */
import { createHash } from 'node:crypto';
import type { IndexEntry, RecordIndex } from './storage/record-index.ts';
import { compareStamps, type Stamp } from './stamps.ts';

/** Copy → the last of its generations that this file holds. */
export const COPIES_COLLECTION = '~copies';
/** Records that were deleted, and by which write. */
export const DELETED_COLLECTION = '~deleted';

const MOST_COPIES = 64;
const MOST_DELETED = 200;

export interface Tombstone extends Stamp {
  readonly collection: string;
  readonly id: string;
}

export function copyBucket(copy: string): string {
  return copy.slice(0, 2);
}

export function tombstoneBucket(collection: string, id: string): string {
  return createHash('sha256').update(`${collection}\0${id}`).digest('hex').slice(0, 2);
}

type StoredCopy = readonly [string, number];
type StoredTombstone = readonly [string, string, string, number];

const parse = (entry: IndexEntry | undefined): unknown =>
  entry === undefined ? [] : JSON.parse(entry.json.toString('utf8'));

export function readCopies(entry: IndexEntry | undefined): Map<string, number> {
  return new Map(parse(entry) as StoredCopy[]);
}

export function encodeCopies(copies: ReadonlyMap<string, number>): string {
  const newest = [...copies]
    .map(([copy, counter]) => ({ copy, counter }))
    .sort(compareStamps)
    .slice(0, MOST_COPIES);
  return JSON.stringify(newest.map(({ copy, counter }): StoredCopy => [copy, counter]));
}

export function readTombstones(entry: IndexEntry | undefined): Tombstone[] {
  return (parse(entry) as StoredTombstone[]).map(([collection, id, copy, counter]) => ({
    collection,
    id,
    copy,
    counter,
  }));
}

export function encodeTombstones(tombstones: readonly Tombstone[]): string {
  const newest = [...tombstones].sort(compareStamps).slice(0, MOST_DELETED);
  return JSON.stringify(
    newest.map(({ collection, id, copy, counter }): StoredTombstone => [collection, id, copy, counter]),
  );
}

/** Everything this file has seen. */
export function seenCopies(index: RecordIndex): ReadonlyMap<string, number> {
  return new Map([...index.entries(COPIES_COLLECTION)].flatMap((entry) => [...readCopies(entry)]));
}

export function allTombstones(index: RecordIndex): readonly Tombstone[] {
  return [...index.entries(DELETED_COLLECTION)].flatMap((entry) => readTombstones(entry));
}
