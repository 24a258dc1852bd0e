/** What a key by itself gives cause for, most urgent first. Pure. */
import type { KeySummary } from '../../../shared/domain.ts';
import { rotationDueAt } from '../../../shared/key-care.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { isStale } from '../keys/search.ts';
import type { AttentionItem } from './attention-types.ts';

const DAY_MS = 86_400_000;
/** A key that was made a week ago and has seen no request was probably not needed, or not installed. */
const NEVER_USED_AFTER_DAYS = 7;
const MADE_ELSEWHERE_DAYS = 7;

type Matter = Pick<AttentionItem, 'kind' | 'urgency' | 'count' | 'state'>;

/** What cannot wait, and dates. */
function pressing(key: KeySummary, now: number, production: number): Matter[] {
  const matters: Matter[] = [];
  if (key.leakCount > 0 && statusWorks(key.status)) {
    matters.push({
      kind: 'leaked',
      urgency: 2 + production,
      count: key.leakCount,
      state: String(key.leakCount),
    });
  }
  if (key.repair !== null)
    matters.push({ kind: 'repair', urgency: 3 + production, count: 1, state: key.repair });
  // The documentation's own key is explained where it stands, not nagged about.
  if (key.isDocumentationKey) return matters;
  if (key.status === 'expiring' && key.expiresAt !== null) {
    const days = Math.max(0, Math.floor((Date.parse(key.expiresAt) - now) / DAY_MS));
    const urgency = 20 + days + production / 10;
    matters.push({ kind: 'expiring', urgency, count: days, state: key.expiresAt });
  }
  const due = statusWorks(key.status) ? (key.provider?.rotateBy ?? rotationDueAt(key)) : null;
  if (due !== null && Date.parse(due) <= now) {
    const days = Math.floor((now - Date.parse(due)) / DAY_MS);
    matters.push({ kind: 'rotation-due', urgency: 45 + production, count: days, state: due });
  }
  return matters;
}

/** @param known somebody knows that it was made elsewhere */
export function mattersOf(key: KeySummary, now: number, known: boolean): readonly Matter[] {
  const production = key.mode === 'prod' ? 0 : 5;
  if (key.status === 'unresolved') {
    return [{ kind: 'unresolved', urgency: production, count: 1, state: key.repair ?? '' }];
  }
  const matters = pressing(key, now, production);
  // Of a key of another service nobody knows when it was used.
  const quiet = key.isConnectionKey || key.status !== 'active' || key.provider !== undefined;
  if (quiet || key.isDocumentationKey) return matters;
  if (
    !known &&
    key.origin === 'elsewhere' &&
    now - Date.parse(key.createdAt) < MADE_ELSEWHERE_DAYS * DAY_MS
  ) {
    matters.push({ kind: 'made-elsewhere', urgency: 60 + production, count: 1, state: key.createdAt });
  }
  const unused = key.lastUsedAt === null;
  if (isStale(key, now)) {
    matters.push({
      kind: unused ? 'never-used' : 'stale',
      urgency: 80,
      count: 1,
      state: key.lastUsedAt ?? '',
    });
  } else if (unused && now - Date.parse(key.createdAt) >= NEVER_USED_AFTER_DAYS * DAY_MS) {
    matters.push({ kind: 'never-used', urgency: 90, count: 1, state: '' });
  }
  if (key.mode === 'prod' && key.roleType === 'admin') {
    matters.push({ kind: 'over-privileged', urgency: 95, count: 1, state: key.roleId ?? '' });
  }
  return matters;
}
