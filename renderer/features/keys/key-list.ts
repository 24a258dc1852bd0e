/** Which keys the list shows, in which order. Pure, so that it can be measured and tested without a window. */
import { ACCOUNTS } from '../../../shared/accounts-view.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { parseSearch, searchTest } from './search.ts';
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

/** The last answer: what is typed next mostly adds a letter, and then only the keys that were shown need another look. */
let lastFilter: {
  readonly keys: readonly KeySummary[];
  readonly view: ListView;
  readonly shown: readonly KeySummary[];
} | null = null;

/** Words alone, the second with more letters at the end: it finds nothing that the first did not. */
function narrows(before: ListView, after: ListView): boolean {
  return before.tab === after.tab && after.search.startsWith(before.search) && !/[:"]/.test(after.search);
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
  const [first] = queries.filter((query) => query !== null);
  if (first === undefined) return completions.map(() => null);
  const matchesBefore = searchTest({ ...first, filters: first.filters.slice(0, -1) }, now, names);
  const tests = queries.map((query) =>
    query === null ? null : searchTest({ words: [], filters: query.filters.slice(-1) }, now, names),
  );
  const shown = first.filters.some(({ operator }) => operator === 'status') ? 'all' : tab;
  const known = keys.filter((key) => inTab(key, shown) && matchesBefore(key));
  const hits = tests.map((test): number | null => {
    if (test === null) return null;
    let count = 0;
    for (const key of known) if (test(key)) count += 1;
    return count;
  });
  return hits;
}

/** Keeps the order of `keys`: sort first, then filter at every keystroke. @param names of connections, by their id */
export function filterKeys(
  keys: readonly KeySummary[],
  view: ListView,
  now: number,
  names?: ReadonlyMap<string, string>,
): readonly KeySummary[] {
  const query = parseSearch(view.search);
  // Who asks for a status means it, whatever tab is in front.
  const tab = query.filters.some((filter) => filter.operator === 'status') ? 'all' : view.tab;
  const matches = searchTest(query, now, names);
  const known = lastFilter?.keys === keys && narrows(lastFilter.view, view) ? lastFilter.shown : keys;
  const found = known.filter((key) => inTab(key, tab) && matches(key));
  // The same list as before is the same array, and nothing is drawn again.
  const shown = found.length === known.length && known !== keys ? known : found;
  lastFilter = { keys, view, shown };
  return shown;
}
