/** What folding another copy in would do to this one's records. Reads both, writes neither. */
import { allTombstones, type Tombstone } from '../copies.ts';
import {
  compareStamps,
  fieldsOf,
  isEqual,
  valueOfFields,
  type Alternative,
  type RecordStamps,
  type Stamp,
} from '../stamps.ts';
import type { IndexEntry, RecordIndex } from '../storage/record-index.ts';
import { isSameState, mergeRecords, wasAllSeen, type RecordState, type Sides } from './fields.ts';
import { FIELDS, keyOf, nameOf, ownsSecret, recordsOf, stateOf, type RecordSide } from './records.ts';
import type {
  CollectionRule,
  Difference,
  FieldRule,
  MergeProposal,
  MergeRules,
  RefusedRecord,
} from './types.ts';
import { certain } from '../../../shared/certain.ts';

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
  readonly refused: readonly RefusedRecord[];
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
  #puts: PlannedRecord[] = [];
  #deletions: Tombstone[] = [];
  readonly #differences: Difference[] = [];
  readonly #proposals: MergeProposal[] = [];
  readonly #refused: RefusedRecord[] = [];
  /** Of this copy's records: id → whose it is. */
  readonly #owners = new Map<string, string>();
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
    for (const { collection, id, json } of ours.values()) {
      const owner = this.#rules.collections.get(collection)?.owner?.of(JSON.parse(json.toString()));
      if (typeof owner === 'string') this.#owners.set(id, owner);
    }
    for (const key of new Set([...ours.keys(), ...theirs.keys(), ...theirDeletions.keys()])) {
      const [collection, id] = key.split('\0') as [string, string];
      const rule = this.#rules.collections.get(collection) ?? FIELDS;
      if (rule.merge === 'own') continue;
      const our = ours.get(key);
      const their = theirs.get(key);
      if (our !== undefined && their !== undefined) this.#both(rule, our, their);
      else if (our !== undefined) this.#oursAlone(rule, our, theirDeletions.get(key));
      else if (their !== undefined) this.#theirsAlone(rule, their, ourDeletions.get(key));
      else this.#bothGone({ collection, id }, ourDeletions.get(key), certain(theirDeletions.get(key)));
    }
    this.#keepOwners(ours, theirs);
    return {
      puts: this.#puts,
      deletions: this.#deletions,
      ...this.#counts,
      differences: this.#differences,
      proposals: this.#proposals,
      refused: this.#refused,
    };
  }

  /**
   * A record that stays needs the one it belongs to: that one is not deleted, or comes back. What belongs to none is refused.
   */
  #keepOwners(ours: ReadonlyMap<string, IndexEntry>, theirs: ReadonlyMap<string, IndexEntry>): void {
    const deleted = new Set(this.#deletions.map(({ collection, id }) => keyOf(collection, id)));
    const planned = new Map(this.#puts.map((put) => [keyOf(put.collection, put.id), put]));
    for (const [key, record] of new Map<string, { collection: string; id: string; json: string | Buffer }>([
      ...ours,
      ...planned,
    ])) {
      const owner = this.#rules.collections.get(record.collection)?.owner;
      if (owner === undefined || owner.collections.length === 0 || deleted.has(key)) continue;
      const id = owner.of(JSON.parse(record.json.toString()));
      if (id === null) continue;
      const isAnywhere = (collection: string): boolean =>
        [ours, theirs, planned].some((records) => records.has(keyOf(collection, id)));
      const ownerIn = owner.collections.find(isAnywhere) ?? certain(owner.collections[0]);
      const wanted = keyOf(ownerIn, id);
      if (deleted.has(wanted)) {
        deleted.delete(wanted);
        this.#counts.deleted -= 1;
        this.#counts.keptDespiteDeletion += 1;
      } else if (!ours.has(wanted) && !planned.has(wanted)) {
        const their = theirs.get(wanted);
        if (their !== undefined) {
          this.#counts.keptDespiteDeletion += 1;
          this.#admit(this.#rules.collections.get(ownerIn) ?? FIELDS, their);
          planned.set(wanted, certain(this.#puts.at(-1)));
        } else if (planned.has(key)) {
          this.#refuse(record.collection, record.id, JSON.parse(record.json.toString()));
          planned.delete(key);
        }
      }
    }
    this.#puts = [...planned.values()];
    // What was refused takes nothing away either.
    const refused = new Set(this.#refused.map(({ id }) => id));
    this.#deletions = this.#deletions.filter(
      ({ collection, id }) => deleted.has(keyOf(collection, id)) && !refused.has(id),
    );
  }

  #refuse(collection: string, id: string, value: unknown): void {
    this.#refused.push({ collection, id, name: nameOf(id, value) });
  }

  #both(rule: CollectionRule, our: IndexEntry, their: IndexEntry): void {
    const before = stateOf(our, this.#ours);
    const ruleOf = (field: string): FieldRule => rule.fields?.[field] ?? rule.others ?? 'shown';
    const merged = mergeRecords(before, stateOf(their, this.#theirs), this.#seen, ruleOf);
    const [was, is] = [valueOfFields(before.fields), valueOfFields(merged.fields)];
    // SECURITY: whose account a key belongs to says where it is sent.
    if (rule.isValid?.(is) === false || rule.owner?.of(was) !== rule.owner?.of(is)) {
      this.#refuse(our.collection, our.id, was);
      return;
    }
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
    const state = stateOf(their, this.#theirs);
    if (deletion !== undefined) {
      if (wasAllSeen(state, this.#seen.ours)) return;
      this.#counts.keptDespiteDeletion += 1;
    }
    this.#admit(rule, their);
  }

  #admit(rule: CollectionRule, their: IndexEntry): void {
    const { collection, id } = their;
    const state = stateOf(their, this.#theirs);
    const value = valueOfFields(state.fields);
    const owner = rule.owner?.of(value) ?? null;
    const present = this.#owners.get(id);
    // SECURITY: a key of this copy, listed or in the trash, is not brought again as that of another account.
    const isOwned = rule.owner === undefined || (owner !== null && (present ?? owner) === owner);
    if (rule.isValid?.(value) === false || !isOwned) {
      this.#refuse(collection, id, value);
      return;
    }
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
  const owners = [...present, ...plan.puts].filter(({ collection }) => ownsSecret(rules, collection));
  return new Set(owners.map(({ id }) => id));
}
