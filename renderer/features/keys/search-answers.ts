/** What a filter says of each key of a list: worked out once for the list and a minute, not at every letter. */
import type { KeySummary } from '../../../shared/domain.ts';
import { completionsOf } from './search-completion.ts';
import { filterTest, OPERATORS, parseSearch, prepareWords, type SearchFilter } from './search.ts';

/** One bit for each key. */
export type Answers = Uint8Array;

export function isSaid(answers: Answers, index: number): boolean {
  return (((answers[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
}

/** More than all that completions offer for a list. */
const MOST = 80;
const WORDS_AT_ONCE = 1000;

interface Known {
  readonly now: number;
  readonly names: ReadonlyMap<string, string> | undefined;
  readonly byFilter: Map<string, Answers>;
}
const lists = new WeakMap<readonly KeySummary[], Known>();

/** Whether a filter is negated is for the caller. @param names of connections, by their id */
export function answersOf(
  keys: readonly KeySummary[],
  filter: SearchFilter,
  now: number,
  names: ReadonlyMap<string, string> | undefined,
): Answers {
  let known = lists.get(keys);
  if (known === undefined || known.now !== now || known.names !== names) {
    known = { now, names, byFilter: new Map() };
    lists.set(keys, known);
  }
  const { byFilter } = known;
  const id = `${filter.operator}:${filter.value}`;
  const before = byFilter.get(id);
  if (before !== undefined) return before;
  const matches = filterTest(filter, now, names);
  const answers = new Uint8Array(Math.ceil(keys.length / 8));
  for (const [index, key] of keys.entries())
    if (matches(key)) answers[index >> 3] = (answers[index >> 3] ?? 0) | (1 << (index & 7));
  const [oldest] = byFilter.keys();
  if (byFilter.size >= MOST && oldest !== undefined) byFilter.delete(oldest);
  byFilter.set(id, answers);
  return answers;
}

/**
 * Works out what the next letters may ask, when there is time for it: one piece after each `next()`.
 * @param withFilters  what they say holds for a minute only, so that it is worth its time while somebody searches
 */
export function* prepareSearch(
  keys: readonly KeySummary[],
  now: number,
  names: ReadonlyMap<string, string>,
  withFilters: boolean,
): Generator<undefined, undefined> {
  for (let from = 0; from < keys.length; from += WORDS_AT_ONCE) {
    prepareWords(keys.slice(from, from + WORDS_AT_ONCE));
    yield;
  }
  if (!withFilters) return;
  for (const operator of OPERATORS)
    for (const { query } of completionsOf(`${operator}:`, keys, names))
      for (const filter of parseSearch(query).filters) {
        answersOf(keys, filter, now, names);
        yield;
      }
}
