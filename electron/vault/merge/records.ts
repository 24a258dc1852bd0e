/** The records of one of two copies, as a merge reads them. */
import { COPIES_COLLECTION, DELETED_COLLECTION } from '../copies.ts';
import { SECRET_COLLECTION } from '../secret-index.ts';
import { baseOf, decodeStamps, fieldsOf, isBase, type Stamp } from '../stamps.ts';
import type { IndexEntry, RecordIndex } from '../storage/record-index.ts';
import type { RecordState } from './fields.ts';
import type { CollectionRule, MergeRules } from './types.ts';

export interface RecordSide {
  readonly index: RecordIndex;
  /**
   * Rows without stamps that were written after this generation may be edits that only this side has; up to it, both had them.
   */
  readonly common: number;
  /** Stands for such edits: an id that only this side's history has. */
  readonly own: string;
}

const OWN_COLLECTIONS: readonly string[] = [COPIES_COLLECTION, DELETED_COLLECTION, SECRET_COLLECTION];
export const FIELDS: CollectionRule = { merge: 'fields', ownsSecret: true };

/** Whether a secret under the id of one of its records is that record's: others keep something of their own under that id. */
export function ownsSecret(rules: MergeRules, collection: string): boolean {
  return !collection.startsWith('~') && (rules.collections.get(collection) ?? FIELDS).ownsSecret === true;
}

/** Whose the secret under each of `ids` is: the collection of its record, and what a person calls that. */
export function secretOwners(
  index: RecordIndex,
  rules: MergeRules,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, { readonly collection: string; readonly name: string }> {
  const owners = new Map<string, { readonly collection: string; readonly name: string }>();
  for (const { collection, id, json } of index.allEntries()) {
    if (!ids.has(id) || !ownsSecret(rules, collection)) continue;
    owners.set(id, { collection, name: nameOf(id, JSON.parse(json.toString('utf8'))) });
  }
  return owners;
}

export const keyOf = (collection: string, id: string): string => `${collection}\0${id}`;

export function stateOf(entry: IndexEntry, side: RecordSide): RecordState {
  const stamps = decodeStamps(entry.stamps.toString('utf8'));
  const fields = fieldsOf(JSON.parse(entry.json.toString('utf8')));
  // What nobody signed, and only one of the two histories has, is an edit of that one's.
  const named = (stamp: Stamp): Stamp =>
    isBase(stamp) && stamp.counter > side.common ? { copy: side.own, counter: stamp.counter } : stamp;
  const rest = isBase(stamps.rest) ? baseOf({ stamps, changed: entry.changed }) : stamps.rest;
  return {
    fields,
    stamps: {
      ...stamps,
      rest: named(rest),
      fields: new Map([...stamps.fields].map(([name, stamp]) => [name, named(stamp)])),
    },
  };
}

export function recordsOf(index: RecordIndex): Map<string, IndexEntry> {
  const records = new Map<string, IndexEntry>();
  for (const entry of index.allEntries()) {
    if (!OWN_COLLECTIONS.includes(entry.collection)) records.set(keyOf(entry.collection, entry.id), entry);
  }
  return records;
}

/** A name for a person, from whatever kind of record it is. */
export function nameOf(id: string, value: unknown): string {
  const fields = fieldsOf(value);
  for (const field of ['alias', 'apiName', 'name', 'keyName', 'path']) {
    const text = fields.get(field);
    if (typeof text === 'string' && text !== '') return text;
  }
  const inner = fields.get('key');
  return typeof inner === 'object' && inner !== null ? nameOf(id, inner) : id;
}

/** Up to which generation both files are known to have one history: the latest row that both hold as it was written once. */
export function commonGeneration(ours: RecordIndex, theirs: RecordIndex): number {
  let common = 0;
  for (const entry of theirs.allEntries()) {
    const other = ours.entry(entry.collection, entry.id);
    if (other?.changed === entry.changed && other.token.equals(entry.token))
      common = Math.max(common, entry.changed);
  }
  return common;
}
