/**
 * Two states of one record become one: field by field, by who has seen whose write. Knows no file and no key, and gives the
 * same whichever of the two comes first, but for trusted fields, where this copy's value stays in use.
 */
import {
  compareStamps,
  isBase,
  isEqual,
  isSame,
  stampOf,
  type Alternative,
  type RecordStamps,
  type Stamp,
} from '../stamps.ts';
import type { FieldRule } from './types.ts';
import { certain } from '../../../shared/certain.ts';

export interface RecordState {
  readonly fields: ReadonlyMap<string, unknown>;
  readonly stamps: RecordStamps;
}

export type Seen = ReadonlyMap<string, number>;

export function hasSeen(seen: Seen, stamp: Stamp): boolean {
  return isBase(stamp) || (seen.get(stamp.copy) ?? -1) >= stamp.counter;
}

/** The present value first, then the edits of other copies that nobody has decided about. */
function registerOf({ fields, stamps }: RecordState, field: string): readonly Alternative[] {
  return [{ value: fields.get(field), ...stampOf(stamps, field) }, ...(stamps.others.get(field) ?? [])];
}

function fieldNames(...states: readonly RecordState[]): ReadonlySet<string> {
  return new Set(
    states.flatMap(({ fields, stamps }) => [
      ...fields.keys(),
      ...stamps.fields.keys(),
      ...stamps.others.keys(),
    ]),
  );
}

const isIn = (register: readonly Alternative[], one: Alternative): boolean =>
  register.some((other) => isSame(other, one) && isEqual(other.value, one.value));

const textOf = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

/** Equal values are one, with the later stamp; the later first. */
function tidied(values: readonly Alternative[]): readonly Alternative[] {
  const sorted = values.toSorted(
    (left, right) => compareStamps(left, right) || (textOf(left.value) < textOf(right.value) ? 1 : -1),
  );
  return sorted.filter(
    (one, index) => sorted.findIndex((other) => isEqual(other.value, one.value)) === index,
  );
}

export interface Sides {
  readonly ours: Seen;
  readonly theirs: Seen;
}

function mergeRegisters(
  ours: readonly Alternative[],
  theirs: readonly Alternative[],
  seen: Sides,
  rule: FieldRule,
): readonly Alternative[] {
  const kept = [
    ...ours.filter((one) => isIn(theirs, one) || !hasSeen(seen.theirs, one)),
    ...theirs.filter((one) => !isIn(ours, one) && !hasSeen(seen.ours, one)),
  ];
  // Each says it replaced the other, or neither says when it was written: nothing tells which is older, so both stay.
  const values = tidied(kept.length === 0 ? [...ours, ...theirs] : kept);
  switch (rule) {
    case 'shown':
      return values;
    case 'quiet':
      return values.slice(0, 1);
    case 'trusted': {
      // SECURITY: what a key is sent to, and what vouches for somebody, changes by a person's word here and by nothing else.
      const present = certain(ours[0]);
      const same = values.find((one) => isEqual(one.value, present.value));
      return [same ?? present, ...values.filter((one) => !isEqual(one.value, present.value))];
    }
  }
}

export interface MergedRecord extends RecordState {
  /** Fields of which more than one value is kept. */
  readonly differing: readonly string[];
}

export function mergeRecords(
  ours: RecordState,
  theirs: RecordState,
  seen: Sides,
  ruleOf: (field: string) => FieldRule,
): MergedRecord {
  const values = new Map<string, unknown>();
  const fields = new Map<string, Stamp>();
  const others = new Map<string, readonly Alternative[]>();
  const differing: string[] = [];
  // In the order in which the record has them here, so that nothing seems changed that is not.
  for (const name of fieldNames(ours, theirs)) {
    const [present, ...rest] = mergeRegisters(
      registerOf(ours, name),
      registerOf(theirs, name),
      seen,
      ruleOf(name),
    );
    const { copy, counter, value } = certain(present);
    if (value !== undefined) values.set(name, value);
    fields.set(name, { copy, counter });
    if (rest.length === 0) continue;
    others.set(name, rest);
    differing.push(name);
  }
  const restStamp = tidiedRest(ours.stamps.rest, theirs.stamps.rest);
  return { fields: values, stamps: { fields, rest: restStamp, others }, differing };
}

/** Every field is named by now; what is not was in neither, and was not taken away by anybody. */
function tidiedRest(ours: Stamp, theirs: Stamp): Stamp {
  return compareStamps(ours, theirs) <= 0 ? ours : theirs;
}

/** Whether whoever deleted a record had seen all that is in it. */
export function wasAllSeen(state: RecordState, seen: Seen): boolean {
  return [...fieldNames(state)].every((name) => registerOf(state, name).every((one) => hasSeen(seen, one)));
}

/** Stamps of a state, named so that two states that mean the same are equal. */
export function isSameState(left: RecordState, right: RecordState): boolean {
  const names = fieldNames(left, right);
  return [...names].every((name) => {
    const one = registerOf(left, name);
    const other = registerOf(right, name);
    return (
      one.length === other.length &&
      one.every(
        (value, at) => isSame(value, certain(other[at])) && isEqual(value.value, certain(other[at]).value),
      )
    );
  });
}
