/** Query strings: what an operation takes, and what is said about the rest. */
import { parseTimestamp } from '../state/clock.ts';
import { Problem } from './problem.ts';

export type QueryField =
  | { readonly kind: 'text' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'integer'; readonly minimum: number; readonly maximum?: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'texts' }
  | { readonly kind: 'choices'; readonly values: readonly string[] }
  | { readonly kind: 'integers'; readonly minimum: number; readonly maximum: number };

/** By name without brackets. */
export type QuerySpec = Readonly<Record<string, QueryField>>;

export const PAGE_FIELDS = {
  limit: { kind: 'integer', minimum: 1, maximum: 1000 },
  cursor: { kind: 'text' },
} as const satisfies QuerySpec;

export class QueryValues {
  readonly #lists: ReadonlyMap<string, readonly string[]>;
  readonly includes: ReadonlySet<string>;

  constructor(lists: ReadonlyMap<string, readonly string[]>, includes: ReadonlySet<string>) {
    this.#lists = lists;
    this.includes = includes;
  }

  text(name: string): string | null {
    const values = this.#lists.get(name);
    return values?.[values.length - 1] ?? null;
  }

  integer(name: string): number | null {
    const value = this.text(name);
    return value === null ? null : Number(value);
  }

  /** Milliseconds since 1970. */
  date(name: string): number | null {
    const value = this.text(name);
    return value === null ? null : parseTimestamp(value);
  }

  /** null where the parameter was not given: no filter. */
  set(name: string): ReadonlySet<string> | null {
    const values = this.#lists.get(name);
    return values === undefined || values.length === 0 ? null : new Set(values);
  }
}

function isList(field: QueryField): boolean {
  return field.kind === 'texts' || field.kind === 'choices' || field.kind === 'integers';
}

function invalid(name: string, why: string): Problem {
  return new Problem(400, 'parameter_invalid', `The query parameter ${name} ${why}.`, { param: name });
}

function checkInteger(name: string, value: string, minimum: number, maximum: number): void {
  if (!/^-?\d{1,15}$/.test(value)) throw invalid(name, 'must be a whole number');
  const number = Number(value);
  if (number < minimum || number > maximum) {
    throw invalid(
      name,
      maximum === Infinity ? `must be at least ${minimum}` : `must be between ${minimum} and ${maximum}`,
    );
  }
}

function check(name: string, field: QueryField, value: string): void {
  switch (field.kind) {
    case 'text':
    case 'texts':
      return;
    case 'choice':
    case 'choices':
      if (!field.values.includes(value)) throw invalid(name, `must be one of: ${field.values.join(', ')}`);
      return;
    case 'integer':
      checkInteger(name, value, field.minimum, field.maximum ?? Infinity);
      return;
    case 'integers':
      checkInteger(name, value, field.minimum, field.maximum);
      return;
    case 'date':
      if (parseTimestamp(value) === null) throw invalid(name, 'must be an RFC 3339 date-time');
      return;
  }
}

/** `key=a`, `key[]=a` (both repeatable) and `key=a,b` all give [a, b]. */
function split(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '');
}

function readIncludes(values: readonly string[], allowed: readonly string[]): Set<string> {
  const includes = new Set<string>();
  for (const value of values) {
    if (!allowed.includes(value)) {
      throw new Problem(
        400,
        'parameter_invalid',
        allowed.length === 0
          ? 'This endpoint has nothing to include.'
          : `Unknown value in include[]. Known here: ${allowed.join(', ')}.`,
        { param: 'include[]' },
      );
    }
    // `role.permissions` implies `role`.
    const parts = value.split('.');
    parts.forEach((_, index) => includes.add(parts.slice(0, index + 1).join('.')));
  }
  return includes;
}

/**
 * @throws Problem `parameter_unknown`, `parameter_invalid`
 */
export function readQuery(
  search: URLSearchParams,
  spec: QuerySpec,
  allowedIncludes: readonly string[],
  ignoresUnknown = false,
): QueryValues {
  const lists = new Map<string, string[]>();
  const includes: string[] = [];
  let includeGiven = false;
  for (const [rawName, value] of search) {
    const name = rawName.endsWith('[]') ? rawName.slice(0, -2) : rawName;
    if (name === 'include') {
      includeGiven = true;
      includes.push(...split([value]));
      continue;
    }
    const field = Object.hasOwn(spec, name) ? spec[name] : undefined;
    if (field === undefined && ignoresUnknown) continue;
    if (field === undefined || (rawName.endsWith('[]') && !isList(field))) {
      throw new Problem(400, 'parameter_unknown', `Unknown query parameter: ${rawName.slice(0, 100)}.`, {
        param: rawName.slice(0, 100),
      });
    }
    const label = isList(field) ? `${name}[]` : name;
    const values = isList(field) ? split([value]) : [value];
    for (const one of values) check(label, field, one);
    // An empty scalar counts as not given, as in `?cursor=`.
    lists.set(name, [...(lists.get(name) ?? []), ...values.filter((one) => one !== '')]);
  }
  if (includeGiven && allowedIncludes.length === 0) readIncludes(['?'], []);
  return new QueryValues(lists, readIncludes(includes, allowedIncludes));
}
