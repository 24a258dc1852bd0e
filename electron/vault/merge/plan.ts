/** What folding another copy in would do to this one's records. Reads both, writes neither. */
import { allTombstones, COPIES_COLLECTION, DELETED_COLLECTION, type Tombstone } from '../copies.ts';
import { SECRET_COLLECTION } from '../secret-index.ts';
import {
  baseOf,
  compareStamps,
  decodeStamps,
  fieldsOf,
  isBase,
  isEqual,
  valueOfFields,
  type Alternative,
  type RecordStamps,
  type Stamp,
} from '../stamps.ts';
import type { IndexEntry, RecordIndex } from '../storage/record-index.ts';
import { isSameState, mergeRecords, wasAllSeen, type RecordState, type Sides } from './fields.ts';
import type { CollectionRule, Difference, FieldRule, MergeProposal, MergeRules } from './types.ts';

export interface PlannedRecord {
  readonly collection: string;
  readonly id: string;
  readonly json: string;
  readonly stamps: RecordStamps;
}

export interface RecordPlan {
  readonly puts: readonly PlannedRecord[];
  readonly deletions: readonly Tombstone[];
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  readonly keptDespiteDeletion: number;
  readonly asking: number;
  readonly differences: readonly Difference[];
  readonly proposals: readonly MergeProposal[];
}

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
const FIELDS: CollectionRule = { merge: 'fields', ownsSecret: true };

const keyOf = (collection: string, id: string): string => `${collection}\0${id}`;

function stateOf(entry: IndexEntry, side: RecordSide): RecordState {
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

function recordsOf(index: RecordIndex): Map<string, IndexEntry> {
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

const PROPOSAL_OF: Readonly<Record<string, MergeProposal['kind']>> = {
  adminKeyId: 'admin-key',
  publicText: 'admin',
  compared: 'admin',
};

const shownValue = (value: unknown): string | null =>
  value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);

export class RecordPlanner {
  readonly #ours: RecordSide;
  readonly #theirs: RecordSide;
  readonly #seen: Sides;
  readonly #rules: MergeRules;
  /** What `settle` and `admit` change is written by whoever merges. */
  readonly #stamp: Stamp;
  readonly #puts: PlannedRecord[] = [];
  readonly #deletions: Tombstone[] = [];
  readonly #differences: Difference[] = [];
  readonly #proposals: MergeProposal[] = [];
  #counts = { added: 0, changed: 0, deleted: 0, keptDespiteDeletion: 0, asking: 0 };

  constructor(ours: RecordSide, theirs: RecordSide, seen: Sides, rules: MergeRules, stamp: Stamp) {
    this.#ours = ours;
    this.#theirs = theirs;
    this.#seen = seen;
    this.#rules = rules;
    this.#stamp = stamp;
  }

  plan(): RecordPlan {
    const ours = recordsOf(this.#ours.index);
    const theirs = recordsOf(this.#theirs.index);
    const ourDeletions = new Map(
      allTombstones(this.#ours.index).map((one) => [keyOf(one.collection, one.id), one]),
    );
    const theirDeletions = new Map(
      allTombstones(this.#theirs.index).map((one) => [keyOf(one.collection, one.id), one]),
    );
    for (const key of new Set([...ours.keys(), ...theirs.keys(), ...theirDeletions.keys()])) {
      const [collection, id] = key.split('\0') as [string, string];
      const rule = this.#rules.collections.get(collection) ?? FIELDS;
      if (rule.merge === 'own') continue;
      const our = ours.get(key);
      const their = theirs.get(key);
      if (our !== undefined && their !== undefined) this.#both(rule, our, their);
      else if (our !== undefined) this.#oursAlone(rule, our, theirDeletions.get(key));
      else if (their !== undefined) this.#theirsAlone(rule, their, ourDeletions.get(key));
      else this.#bothGone({ collection, id }, ourDeletions.get(key), theirDeletions.get(key)!);
    }
    return {
      puts: this.#puts,
      deletions: this.#deletions,
      ...this.#counts,
      differences: this.#differences,
      proposals: this.#proposals,
    };
  }

  #both(rule: CollectionRule, our: IndexEntry, their: IndexEntry): void {
    const before = stateOf(our, this.#ours);
    const ruleOf = (field: string): FieldRule => rule.fields?.[field] ?? rule.others ?? 'shown';
    const merged = mergeRecords(before, stateOf(their, this.#theirs), this.#seen, ruleOf);
    this.#noteDiffering(our.collection, our.id, merged, ruleOf);
    const settled = this.#settle(rule, merged);
    if (isSameState(before, settled)) return;
    this.#counts.changed += 1;
    this.#put(our.collection, our.id, settled);
  }

  #oursAlone(rule: CollectionRule, our: IndexEntry, deletion: Tombstone | undefined): void {
    const state = stateOf(our, this.#ours);
    if (deletion !== undefined) {
      if (wasAllSeen(state, this.#seen.theirs)) {
        this.#counts.deleted += 1;
        this.#deletions.push(deletion);
        return;
      }
      this.#counts.keptDespiteDeletion += 1;
    }
    const settled = this.#settle(rule, state);
    if (!isSameState(state, settled)) this.#put(our.collection, our.id, settled);
  }

  #theirsAlone(rule: CollectionRule, their: IndexEntry, deletion: Tombstone | undefined): void {
    const { collection, id } = their;
    const state = stateOf(their, this.#theirs);
    if (deletion !== undefined) {
      if (wasAllSeen(state, this.#seen.ours)) return;
      this.#counts.keptDespiteDeletion += 1;
    }
    const value = valueOfFields(state.fields);
    if (rule.proposes !== undefined) {
      const there = shownValue(state.fields.get('origin') ?? state.fields.get('url') ?? null);
      this.#proposals.push({
        kind: rule.proposes,
        collection,
        id,
        name: nameOf(id, value),
        here: null,
        there,
      });
    }
    const admitted = rule.admit === undefined ? state : this.#rewritten(state, rule.admit(value));
    this.#counts.added += 1;
    this.#put(collection, id, this.#settle(rule, admitted));
  }

  #bothGone(
    place: { readonly collection: string; readonly id: string },
    ours: Tombstone | undefined,
    theirs: Tombstone,
  ): void {
    if (ours === undefined || compareStamps(theirs, ours) < 0) this.#deletions.push({ ...theirs, ...place });
  }

  #settle(rule: CollectionRule, state: RecordState): RecordState {
    if (rule.settle === undefined) return state;
    const settled = this.#rewritten(state, rule.settle(valueOfFields(state.fields)));
    if (settled !== state) this.#counts.asking += 1;
    return settled;
  }

  #rewritten(state: RecordState, value: unknown): RecordState {
    const wanted = fieldsOf(value);
    const fields = new Map(state.stamps.fields);
    const changed = [...new Set([...wanted.keys(), ...state.fields.keys()])].filter(
      (name) => !isEqual(wanted.get(name), state.fields.get(name)),
    );
    if (changed.length === 0) return state;
    for (const name of changed) fields.set(name, this.#stamp);
    return { fields: wanted, stamps: { ...state.stamps, fields } };
  }

  #noteDiffering(
    collection: string,
    id: string,
    merged: RecordState & { readonly differing: readonly string[] },
    ruleOf: (field: string) => FieldRule,
  ): void {
    const name = nameOf(id, valueOfFields(merged.fields));
    for (const field of merged.differing) {
      if (ruleOf(field) !== 'trusted') {
        this.#differences.push({ collection, id, name, field });
        continue;
      }
      for (const other of merged.stamps.others.get(field) as readonly Alternative[]) {
        this.#proposals.push({
          kind: PROPOSAL_OF[field] ?? 'address',
          collection,
          id,
          name,
          here: shownValue(merged.fields.get(field)),
          there: shownValue(other.value),
        });
      }
    }
  }

  #put(collection: string, id: string, { fields, stamps }: RecordState): void {
    this.#puts.push({ collection, id, json: JSON.stringify(valueOfFields(fields)), stamps });
  }
}

/** Ids of records that live once the plan is done and whose secrets are theirs. */
export function ownersOf(index: RecordIndex, plan: RecordPlan, rules: MergeRules): ReadonlySet<string> {
  const gone = new Set(plan.deletions.map(({ collection, id }) => keyOf(collection, id)));
  const present = [...recordsOf(index).values()].filter(
    ({ collection, id }) => !gone.has(keyOf(collection, id)),
  );
  const owners = [...present, ...plan.puts].filter(
    ({ collection }) => (rules.collections.get(collection) ?? FIELDS).ownsSecret === true,
  );
  return new Set(owners.map(({ id }) => id));
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
