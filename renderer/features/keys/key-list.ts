/** Which keys the list shows, in which order. Pure, so that it can be measured and tested without a window. */
import { ACCOUNTS } from '../../../shared/accounts-view.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { parseSearch, wordsTest, type SearchQuery } from './search.ts';
import { answersOf, isSaid } from './search-answers.ts';
import type { Completion } from './search-completion.ts';

export const TABS = ['active', 'expiring', 'expired', 'revoked', 'leaked', 'all'] as const;
export type Tab = (typeof TABS)[number];

export const SORT_COLUMNS = ['name', 'status', 'redacted', 'role', 'lastUsed', 'expires'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];
/** Those that a person may leave out. */
export const OPTIONAL_COLUMNS = ['redacted', 'role', 'lastUsed', 'expires'] as const;
export type OptionalColumn = (typeof OPTIONAL_COLUMNS)[number];
export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** As Augno's own filter has it, `active` is every key that works; an operation of unknown outcome belongs there too. */
function inTab(key: KeySummary, tab: Tab): boolean {
  switch (tab) {
    case 'active':
      return key.status !== 'expired' && key.status !== 'revoked';
    case 'expiring':
      return key.status === 'expiring';
    case 'expired':
      return key.status === 'expired';
    case 'revoked':
      return key.status === 'revoked' || key.status === 'revoking';
    case 'leaked':
      return key.leakCount > 0;
    case 'all':
      return true;
  }
}

/** Who comes back to the list asks for what was worked out already, and thousands of keys take their time. */
function keepLast<Given extends readonly unknown[], Made>(
  make: (...given: Given) => Made,
): (...given: Given) => Made {
  let last: { readonly given: Given; readonly made: Made } | null = null;
  return (...given) => {
    if (last?.given.every((one, index) => one === given[index]) !== true)
      last = { given, made: make(...given) };
    return last.made;
  };
}

/** Of one account or service. @param provider `ACCOUNTS`, or the id of another service's connection; null: all */
export const keysInScope = keepLast(
  (
    keys: readonly KeySummary[],
    connectionId: string | null,
    provider: string | null,
  ): readonly KeySummary[] => {
    if (connectionId === null && provider === null) return keys;
    const ofProvider = (key: KeySummary): boolean =>
      provider === ACCOUNTS ? key.provider.abilities.lists : key.connectionId === provider;
    return keys.filter(
      (key) =>
        (connectionId === null || key.connectionId === connectionId) &&
        (provider === null || ofProvider(key)),
    );
  },
);

export const countTabs = keepLast((keys: readonly KeySummary[]): Readonly<Record<Tab, number>> => {
  const counts: Record<Tab, number> = { active: 0, expiring: 0, expired: 0, revoked: 0, leaked: 0, all: 0 };
  for (const key of keys) for (const tab of TABS) if (inTab(key, tab)) counts[tab] += 1;
  return counts;
});

const STATUS_ORDER = ['unresolved', 'expiring', 'revoking', 'active', 'expired', 'revoked'];
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function compareDates(left: string | null, right: string | null): number {
  // What has no date comes last whichever way one sorts up.
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return Date.parse(left) - Date.parse(right);
}

function compareBy(column: SortColumn, left: KeySummary, right: KeySummary): number {
  switch (column) {
    case 'name':
      return collator.compare(left.name, right.name);
    case 'status':
      return STATUS_ORDER.indexOf(left.status) - STATUS_ORDER.indexOf(right.status);
    case 'redacted':
      return collator.compare(left.redacted, right.redacted);
    case 'role':
      return collator.compare(left.roleName ?? '', right.roleName ?? '');
    case 'lastUsed':
      return compareDates(left.lastUsedAt, right.lastUsedAt);
    case 'expires':
      return compareDates(left.expiresAt, right.expiresAt);
  }
}

export const sortKeys = keepLast((keys: readonly KeySummary[], sort: Sort): readonly KeySummary[] => {
  const direction = sort.descending ? -1 : 1;
  return keys.toSorted(
    (left, right) =>
      direction * compareBy(sort.column, left, right) ||
      (left.id < right.id ? -1 : left.id > right.id ? 1 : 0),
  );
});

export interface ListView {
  readonly tab: Tab;
  readonly search: string;
}

interface Question {
  readonly keys: readonly KeySummary[];
  readonly query: SearchQuery;
  readonly tab: Tab;
  readonly now: number;
  /** Of connections, by their id. */
  readonly names: ReadonlyMap<string, string> | undefined;
}

/** Who asks for a status means it, whatever tab is in front. */
function tabOf({ filters }: SearchQuery, tab: Tab): Tab {
  return filters.some(({ operator }) => operator === 'status') ? 'all' : tab;
}

/** Where the keys stand that are asked for. @param within where to look; null: everywhere */
function placesOf(
  { keys, query, tab, now, names }: Question,
  within: readonly number[] | null,
): readonly number[] {
  const filters = query.filters.map((filter) => ({
    answers: answersOf(keys, filter, now, names),
    wanted: !filter.negated,
  }));
  const hasWords = wordsTest(query.words);
  const places: number[] = [];
  const look = (place: number, key: KeySummary | undefined): void => {
    if (key === undefined) return;
    for (const { answers, wanted } of filters) if (isSaid(answers, place) !== wanted) return;
    if (inTab(key, tab) && hasWords(key)) places.push(place);
  };
  if (within === null) for (let place = 0; place < keys.length; place += 1) look(place, keys[place]);
  else for (const place of within) look(place, keys[place]);
  return places;
}

/** The last answer: what is typed next mostly adds a letter, and then only the keys that were shown need another look. */
let lastFilter: {
  readonly question: Question;
  /** Null: everywhere. */
  readonly places: readonly number[] | null;
  readonly shown: readonly KeySummary[];
} | null = null;

/** Whether the second finds nothing that the first did not. */
function narrows(before: Question, after: Question): boolean {
  if (before.keys !== after.keys || (before.tab !== after.tab && before.tab !== 'all')) return false;
  const { words, filters } = before.query;
  // What a filter says may change with the time and the names.
  if (filters.length > 0 && (before.now !== after.now || before.names !== after.names)) return false;
  return (
    words.every((word) => after.query.words.some((longer) => longer.includes(word))) &&
    filters.every((filter) =>
      after.query.filters.some(
        ({ operator, value, negated }) =>
          operator === filter.operator && value === filter.value && negated === filter.negated,
      ),
    )
  );
}

/**
 * How many keys each of these completions would find, where it is whole. They differ in their last filter only, so what
 * is typed before it is asked once of each key.
 */
export function countHits(
  completions: readonly Completion[],
  keys: readonly KeySummary[],
  tab: Tab,
  now: number,
  names?: ReadonlyMap<string, string>,
): readonly (number | null)[] {
  const queries = completions.map(({ whole, query }) => (whole ? parseSearch(query) : null));
  const first = queries.find((query) => query !== null);
  if (first === undefined) return completions.map(() => null);
  const before = { ...first, filters: first.filters.slice(0, -1) };
  const known = placesOf({ keys, query: before, tab: tabOf(first, tab), now, names }, null);
  return queries.map((query) => {
    const last = query?.filters.at(-1);
    if (last === undefined) return null;
    const answers = answersOf(keys, last, now, names);
    let count = 0;
    for (const place of known) if (isSaid(answers, place) !== last.negated) count += 1;
    return count;
  });
}

/** Keeps the order of `keys`: sort first, then filter at every keystroke. @param names of connections, by their id */
export function filterKeys(
  keys: readonly KeySummary[],
  view: ListView,
  now: number,
  names?: ReadonlyMap<string, string>,
): readonly KeySummary[] {
  const query = parseSearch(view.search);
  const question: Question = { keys, query, tab: tabOf(query, view.tab), now, names };
  const known = lastFilter !== null && narrows(lastFilter.question, question) ? lastFilter : null;
  const places = placesOf(question, known?.places ?? null);
  // The same list as before is the same array, and nothing is drawn again.
  const shown =
    places.length === keys.length
      ? keys
      : places.length === known?.shown.length
        ? known.shown
        : places.flatMap((place) => keys[place] ?? []);
  lastFilter = { question, places: shown === keys ? null : places, shown };
  return shown;
}
