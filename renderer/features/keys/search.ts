/** What can be typed above the list: words, and operators such as `status:expiring role:admin env:prod is:stale tag:erp
 * owner:ann connection:acme expires:<30d ends:2026-11-23..2026-11-29`. */
import type { KeySummary } from '../../../shared/domain.ts';
import { isStale, rotationDueAt, samePerson } from '../../../shared/key-care.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { inEnglish } from '../../../shared/messages/words.ts';
import { DAY_MS } from '../../../shared/times.ts';

export const OPERATORS = [
  'status',
  'role',
  'env',
  'is',
  'tag',
  'owner',
  'connection',
  'provider',
  'expires',
  'ends',
] as const;
export type Operator = (typeof OPERATORS)[number];

export interface SearchFilter {
  readonly operator: Operator;
  readonly value: string;
  readonly negated: boolean;
}

export interface SearchQuery {
  readonly words: readonly string[];
  readonly filters: readonly SearchFilter[];
}

/** An operator without its value yet. */
const UNFINISHED = new RegExp(`^-?(${OPERATORS.join('|')}):$`, 'i');
const TOKEN = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu;

function isOperator(name: string): name is Operator {
  return (OPERATORS as readonly string[]).includes(name);
}

/** Reads a query. What is no operator is a word, so that nothing typed is ever lost. */
export function parseSearch(text: string): SearchQuery {
  const words: string[] = [];
  const filters: SearchFilter[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const operator = (match[2] ?? '').toLowerCase();
    const value = (match[3] ?? match[4] ?? '').toLowerCase();
    if (operator !== '' && isOperator(operator)) {
      if (value !== '') filters.push({ operator, value, negated: match[1] === '-' });
    } else if (UNFINISHED.test(match[0])) {
      // Still being typed: filters nothing yet.
    } else {
      const word =
        match[3] !== undefined && operator === '' ? value : match[0].toLowerCase().replaceAll('"', '');
      if (word !== '') words.push(word);
    }
  }
  return { words, filters };
}

type KeyTest = (key: KeySummary) => boolean;

/** Its policy wants it rotated by now. */
function isRotationDue(key: KeySummary, now: number): boolean {
  const due = rotationDueAt(key);
  return due !== null && Date.parse(due) <= now;
}

const UNITS: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7, m: 30, y: 365 };

/** A date of a key as this computer's clock will show it; null for never. */
function hereAt({ clockAheadMs = 0 }: Pick<KeySummary, 'clockAheadMs'>, at: string | null): number | null {
  return at === null ? null : Date.parse(at) - clockAheadMs;
}

/** When a key stops, by this computer's clock: at its expiry or its planned revocation, whichever is first; null for never. */
export function endOf(key: Pick<KeySummary, 'expiresAt' | 'revokedAt' | 'clockAheadMs'>): number | null {
  const ends = [key.expiresAt, key.revokedAt].flatMap((at) => hereAt(key, at) ?? []);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** `<30d`, `>2w`, `30d` (within), `<2027-01-31`, `never`. Only dates to come: what is over is `status:expired`. */
function dateTest(value: string, now: number): (at: number | null) => boolean {
  if (value === 'never') return (at) => at === null;
  const match = /^([<>]?)=?(?:(\d+)([hdwmy])|(\d{4}-\d\d-\d\d))$/.exec(value);
  if (match === null) return () => false;
  const [, sign, amount, unit, day] = match;
  const limit =
    day === undefined
      ? now + Number(amount) * (UNITS[unit ?? 'd'] ?? 1) * DAY_MS
      : new Date(`${day}T00:00:00`).getTime();
  return (at) => at !== null && at >= now && (sign === '>' ? at > limit : at < limit);
}

/** `2026-11-23..2026-11-29`, both days included, or what `expires:` takes: keys that work, and stop then. */
function endTest(value: string, now: number): KeyTest {
  const range = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(value);
  if (range === null) {
    const matches = dateTest(value, now);
    return (key) => statusWorks(key.status) && matches(endOf(key));
  }
  const from = new Date(`${range[1] ?? ''}T00:00:00`).getTime();
  const last = new Date(`${range[2] ?? ''}T00:00:00`);
  const after = new Date(last.getFullYear(), last.getMonth(), last.getDate() + 1).getTime();
  return (key) => {
    if (!statusWorks(key.status)) return false;
    const end = endOf(key);
    return end !== null && end >= now && end >= from && end < after;
  };
}

function matchesIs(key: KeySummary, value: string, now: number): boolean {
  switch (value) {
    case 'stale':
      return isStale(key, now);
    case 'leaked':
      return key.leakCount > 0;
    case 'held':
      return key.secretHeld;
    case 'unheld':
      return !key.secretHeld;
    case 'unused':
      return key.lastUsedAt === null && key.provider.abilities.logs;
    case 'elsewhere':
      return key.origin === 'elsewhere';
    case 'admin':
      return key.roleType === 'admin';
    case 'documentation':
      return key.isDocumentationKey;
    case 'due':
      return isRotationDue(key, now);
    case 'owned':
      return key.care?.owner !== undefined && key.care.owner !== null;
    default:
      return false;
  }
}

/** As a saved view of an English reader, or the command, names it; empty where the key has a role. */
function kindInEnglish({ provider }: KeySummary): string {
  return provider.abilities.roles ? '' : inEnglish(provider.kindLabel).toLowerCase();
}

/** By what it is (`auxot`), or by the name a person gave the service. */
function matchesProvider({ provider }: KeySummary, value: string): boolean {
  return provider.id === value || provider.connectionName.toLowerCase() === value;
}

/** What one operator asks of a key: understood once for a query, not once for each key. */
export function filterTest(
  { operator, value }: SearchFilter,
  now: number,
  names: ReadonlyMap<string, string> | undefined,
): KeyTest {
  switch (operator) {
    case 'status':
      return value === 'works' ? (key) => statusWorks(key.status) : (key) => key.status === value;
    case 'role':
      return (key) =>
        (key.roleName ?? '').toLowerCase().includes(value) ||
        (key.roleType ?? '').toLowerCase() === value ||
        kindInEnglish(key).includes(value);
    case 'env': {
      const mode = value === 'production' ? 'prod' : value === 'sandbox' ? 'test' : value;
      return (key) => key.mode === mode;
    }
    case 'is':
      return (key) => matchesIs(key, value, now);
    case 'tag':
      return (key) => key.tags.some((tag) => tag.toLowerCase() === value);
    case 'owner':
      return (key) => {
        const owner = key.care?.owner ?? null;
        if (value === 'none') return owner === null;
        return owner !== null && (samePerson(owner, value) || owner.toLowerCase().includes(value));
      };
    case 'connection':
      return (key) =>
        (names?.get(key.connectionId) ?? key.provider.connectionName).toLowerCase().includes(value);
    case 'provider':
      return (key) => matchesProvider(key, value);
    case 'expires': {
      const matches = dateTest(value, now);
      return (key) => matches(hereAt(key, key.expiresAt));
    }
    case 'ends':
      return endTest(value, now);
  }
}

const haystacks = new WeakMap<KeySummary, string>();

/** Lower case once per key, not once per keystroke. */
function haystackOf(key: KeySummary): string {
  const known = haystacks.get(key);
  if (known !== undefined) return known;
  const { provider } = key;
  const service =
    // The name of an account is asked for by `connection:`.
    provider.abilities.lists ? [] : [provider.name, provider.connectionName];
  const made = [
    key.name,
    key.apiName,
    key.redacted,
    key.id,
    key.roleName ?? '',
    kindInEnglish(key),
    key.care?.owner ?? '',
    ...key.tags,
    ...service,
  ]
    .join('\n')
    .toLowerCase();
  haystacks.set(key, made);
  return made;
}

/** Reads keys for the first word that will be typed. */
export function prepareWords(keys: readonly KeySummary[]): void {
  for (const key of keys) haystackOf(key);
}

/** Whether a key has all of these words. */
export function wordsTest(words: readonly string[]): KeyTest {
  if (words.length === 0) return () => true;
  return (key) => {
    const haystack = haystackOf(key);
    return words.every((word) => haystack.includes(word));
  };
}

/** Of one key; the list has its own way to ask thousands. @param names of connections, by their id */
export function matchesSearch(
  key: KeySummary,
  { words, filters }: SearchQuery,
  now: number,
  names?: ReadonlyMap<string, string>,
): boolean {
  return (
    filters.every((filter) => filterTest(filter, now, names)(key) === !filter.negated) &&
    wordsTest(words)(key)
  );
}
