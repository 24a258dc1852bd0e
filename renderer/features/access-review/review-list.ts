/** Which keys of a review are shown, in which order, and how far each account is. Pure. */
import type { KeySummary } from '../../../shared/domain.ts';
import type { ReviewItem } from '../../../shared/ipc/upkeep-channels.ts';
import type { Said } from '../../../shared/messages/say.ts';
import { isStale, samePerson } from '../../../shared/key-care.ts';

/** An item with what the list of keys knows of it; null where the key left the vault. */
export interface ReviewEntry {
  readonly item: ReviewItem;
  readonly key: KeySummary | null;
}

export const REVIEW_COLUMNS = ['name', 'role', 'owner', 'lastUsed', 'decision'] as const;
export type ReviewColumn = (typeof REVIEW_COLUMNS)[number];
export const REVIEW_MARKS = ['undecided', 'unused', 'admin'] as const;
export type ReviewMark = (typeof REVIEW_MARKS)[number];

export interface ReviewFilter {
  readonly text: string;
  /** A connection's id; null: of all. */
  readonly connectionId: string | null;
  /** null: any role. */
  readonly role: string | null;
  /** null: anybody; empty: nobody. */
  readonly owner: string | null;
  readonly marks: ReadonlySet<ReviewMark>;
}

export interface ReviewSort {
  readonly column: ReviewColumn;
  readonly descending: boolean;
}

export const NO_FILTER: ReviewFilter = {
  text: '',
  connectionId: null,
  role: null,
  owner: null,
  marks: new Set(),
};

/** Each with its role, or what it is, in the reader's words: the list is sorted and filtered by them. */
export function reviewEntries(
  items: readonly ReviewItem[],
  keys: readonly KeySummary[],
  sentence: (said: Said) => string,
): readonly ReviewEntry[] {
  const keyById = new Map(keys.map((key) => [key.id, key]));
  return items.map((item) => {
    const key = keyById.get(item.keyId) ?? null;
    const kind = key === null || key.provider.abilities.roles ? item.kind : key.provider.kindLabel;
    return { item: kind === undefined ? item : { ...item, roleName: sentence(kind) }, key };
  });
}

function carries({ item, key }: ReviewEntry, mark: ReviewMark, now: number): boolean {
  switch (mark) {
    case 'undecided':
      return item.decision === null && !item.gone;
    case 'unused':
      return key !== null && isStale(key, now);
    case 'admin':
      return key?.roleType === 'admin';
  }
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const DECISION_ORDER = [null, 'revoke', 'narrow', 'rotate', 'keep'];

/** What is not known comes last. */
function compareText(left: string | null, right: string | null): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return collator.compare(left, right);
}

function compareBy(column: ReviewColumn, { item: left }: ReviewEntry, { item: right }: ReviewEntry): number {
  switch (column) {
    case 'name':
      return collator.compare(left.name, right.name);
    case 'role':
      return compareText(left.roleName, right.roleName);
    case 'owner':
      return compareText(left.owner, right.owner);
    case 'lastUsed':
      // Never used comes first: it is what a review looks for.
      return (
        (left.lastUsedAt === null ? 0 : Date.parse(left.lastUsedAt)) -
        (right.lastUsedAt === null ? 0 : Date.parse(right.lastUsedAt))
      );
    case 'decision':
      return DECISION_ORDER.indexOf(left.decision) - DECISION_ORDER.indexOf(right.decision);
  }
}

/** @param now in milliseconds, by this computer's clock */
export function shownEntries(
  entries: readonly ReviewEntry[],
  filter: ReviewFilter,
  { column, descending }: ReviewSort,
  now: number,
): readonly ReviewEntry[] {
  const words = filter.text.toLowerCase().split(/\s+/u).filter(Boolean);
  const marks = [...filter.marks];
  const shown = entries.filter((entry) => {
    const { item, key } = entry;
    if (filter.connectionId !== null && key?.connectionId !== filter.connectionId) return false;
    if (filter.role !== null && item.roleName !== filter.role) return false;
    if (filter.owner === '' && item.owner !== null) return false;
    if (filter.owner && (item.owner === null || !samePerson(item.owner, filter.owner))) return false;
    if (!marks.every((mark) => carries(entry, mark, now))) return false;
    if (words.length === 0) return true;
    const text = `${item.name} ${item.redacted} ${item.roleName ?? ''} ${item.owner ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const sign = descending ? -1 : 1;
  return shown.toSorted(
    (left, right) =>
      sign * compareBy(column, left, right) ||
      collator.compare(left.item.name, right.item.name) ||
      left.item.keyId.localeCompare(right.item.keyId),
  );
}

export interface AccountProgress {
  readonly connectionId: string;
  readonly name: string;
  readonly mode: KeySummary['mode'];
  readonly decided: number;
  readonly count: number;
}

/** Without keys that stopped working: there is nothing to decide about them. */
export function progressByAccount(entries: readonly ReviewEntry[]): readonly AccountProgress[] {
  const accounts = new Map<string, AccountProgress>();
  for (const { item, key } of entries) {
    if (item.gone || key === null) continue;
    const before = accounts.get(key.connectionId);
    accounts.set(key.connectionId, {
      connectionId: key.connectionId,
      name: key.provider.connectionName,
      mode: key.mode,
      decided: (before?.decided ?? 0) + Number(item.decision !== null),
      count: (before?.count ?? 0) + 1,
    });
  }
  return [...accounts.values()].toSorted((left, right) => collator.compare(left.name, right.name));
}

/** Roles and owners that occur, in the order of the alphabet. */
export function occurring(entries: readonly ReviewEntry[], field: 'roleName' | 'owner'): readonly string[] {
  return [...new Set(entries.flatMap(({ item }) => item[field] ?? []))].toSorted(collator.compare);
}
