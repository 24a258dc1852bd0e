/**
 * Which copy of the vault last wrote each field of a record. Two files that were one file once are folded together by it:
 * a value that the other side has seen and replaced is older, a value that it has never seen is an edit of its own.
 */

/**
 * `copy`: eight random bytes, hex, made anew by each opening that writes: nobody can know whether the file it opened has
 * been copied since, so no two openings ever share an id. `counter`: the generation that wrote it. No clock is asked.
 */
export interface Stamp {
  readonly copy: string;
  readonly counter: number;
}

/**
 * What was written before there were stamps: by no copy of a name. Its counter is the generation that wrote it, where that
 * is known: two files that had one history up to there have both seen it.
 */
export const BASE: Stamp = { copy: '', counter: 0 };

export function isBase(stamp: Stamp): boolean {
  return stamp.copy === BASE.copy;
}

/** A value that another copy gave the field, kept beside the present one until a person chooses. */
export interface Alternative extends Stamp {
  /** Undefined: that copy took the field away. */
  readonly value: unknown;
}

export interface RecordStamps {
  readonly fields: ReadonlyMap<string, Stamp>;
  /** Of every field that is not named. */
  readonly rest: Stamp;
  readonly others: ReadonlyMap<string, readonly Alternative[]>;
}

export const UNSTAMPED: RecordStamps = { fields: new Map(), rest: BASE, others: new Map() };

export function isSame(left: Stamp, right: Stamp): boolean {
  return left.copy === right.copy && (isBase(left) || left.counter === right.counter);
}

/** Any order will do, as long as every copy has the same one: the later write first. */
export function compareStamps(left: Stamp, right: Stamp): number {
  return right.counter - left.counter || (left.copy < right.copy ? 1 : left.copy > right.copy ? -1 : 0);
}

export function stampOf(stamps: RecordStamps, field: string): Stamp {
  return stamps.fields.get(field) ?? stamps.rest;
}

/** The field that stands for a value as a whole, where it is no object. */
const WHOLE = '';

/** A value by its fields. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? new Map(Object.entries(value)) : new Map([[WHOLE, value]]);
}

export function valueOfFields(fields: ReadonlyMap<string, unknown>): unknown {
  return fields.size === 1 && fields.has(WHOLE) ? fields.get(WHOLE) : Object.fromEntries(fields);
}

export function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

type StoredStamps = readonly [string, number, readonly string[] | null];
interface Stored {
  readonly f: readonly StoredStamps[];
  readonly o?: readonly (readonly [string, string, number, ...unknown[]])[];
}

/** As it stands in the record's row; empty where there is nothing to say. */
export function encodeStamps({ fields, rest, others }: RecordStamps): string {
  const groups = new Map<string, { stamp: Stamp; names: string[] }>();
  for (const [name, stamp] of fields) {
    if (isSame(stamp, rest)) continue;
    const key = `${stamp.copy}/${String(stamp.counter)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { stamp, names: [name] });
    else group.names.push(name);
  }
  const f: StoredStamps[] = [...groups.values()].map(({ stamp, names }) => [
    stamp.copy,
    stamp.counter,
    names,
  ]);
  if (!isBase(rest) || rest.counter > 0) f.push([rest.copy, rest.counter, null]);
  const o = [...others].flatMap(([name, alternatives]) =>
    alternatives.map(({ copy, counter, value }): [string, string, number, ...unknown[]] => [
      name,
      copy,
      counter,
      ...(value === undefined ? [] : [value]),
    ]),
  );
  if (f.length === 0 && o.length === 0) return '';
  return JSON.stringify(o.length === 0 ? { f } : { f, o });
}

/** Authenticated and written by this file alone: the form is not checked once more. */
export function decodeStamps(text: string): RecordStamps {
  if (text === '') return UNSTAMPED;
  const { f, o = [] } = JSON.parse(text) as Stored;
  const fields = new Map<string, Stamp>();
  let rest = BASE;
  for (const [copy, counter, names] of f) {
    if (names === null) rest = { copy, counter };
    else for (const name of names) fields.set(name, { copy, counter });
  }
  const others = new Map<string, Alternative[]>();
  for (const [name, copy, counter, value] of o) {
    others.set(name, [...(others.get(name) ?? []), { copy, counter, value }]);
  }
  return { fields, rest, others };
}

/** The stamp of what a row holds that has none. */
export function baseOf(row: { readonly stamps: RecordStamps; readonly changed: number }): Stamp {
  const { fields, rest } = row.stamps;
  const known = isBase(rest) && rest.counter > 0;
  return known || fields.size > 0 ? rest : { ...BASE, counter: row.changed };
}

/** The stamps of a record that `stamp` writes over what was there. Edits of other copies stay until a person chooses. */
export function stampWrite(
  before: { readonly json: string; readonly stamps: RecordStamps; readonly changed: number } | null,
  json: string,
  stamp: Stamp,
): RecordStamps {
  if (before === null) return { fields: new Map(), rest: stamp, others: new Map() };
  const was = fieldsOf(JSON.parse(before.json));
  const is = fieldsOf(JSON.parse(json));
  const fields = new Map(before.stamps.fields);
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    if (was.has(name) !== is.has(name) || !isEqual(was.get(name), is.get(name))) fields.set(name, stamp);
  }
  const { rest } = before.stamps;
  // The row is written anew, its other fields are not: when they were has to be kept now.
  return { ...before.stamps, fields, rest: isSame(rest, BASE) ? baseOf(before) : rest };
}
