/** What a key by itself gives cause for, most urgent first. Pure. */
import type { KeySummary } from '../../../shared/domain.ts';
import { isReplaced, isStale, rotationDueAt } from '../../../shared/key-care.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import type { Matter } from '../../../shared/matters.ts';
import { DAY_MS } from '../../../shared/times.ts';

/** A key that was made a week ago and has seen no request was probably not needed, or not installed. */
const NEVER_USED_AFTER_DAYS = 7;
const MADE_ELSEWHERE_DAYS = 7;

type KeyMatter = Pick<Matter, 'kind' | 'urgency' | 'count' | 'state' | 'since' | 'step'>;

interface About {
  /** Somebody knows that it was made elsewhere. */
  readonly madeElsewhereKnown: boolean;
  /** Of its oldest open finding. */
  readonly leakedSince: string | null;
  /** It has just been made in place of another key, and that rotation goes on. */
  readonly isReplacement: boolean;
}

/** What cannot wait, and dates. */
function pressing(
  key: KeySummary,
  now: number,
  production: number,
  { leakedSince, isReplacement }: About,
): KeyMatter[] {
  const matters: KeyMatter[] = [];
  // Nobody is told to rotate what was just rotated: there, the rotation is what goes on.
  const replaced = isReplaced(key);
  if (key.leakCount > 0 && statusWorks(key.status)) {
    matters.push({
      kind: 'leaked',
      urgency: 2 + production,
      count: key.leakCount,
      state: String(key.leakCount),
      since: leakedSince,
      step: replaced ? 'continue-rotation' : 'rotate-leaked',
    });
  }
  if (key.repair !== null) {
    const urgency = 3 + production;
    matters.push({
      kind: 'repair',
      urgency,
      count: 1,
      state: key.repair.id,
      since: null,
      step: 'look-at-key',
    });
  }
  // The documentation's own key is explained where it stands, not nagged about; a session's key ends with it.
  if (key.isDocumentationKey || key.isOfSession === true) return matters;
  if (key.status === 'expiring' && key.expiresAt !== null) {
    const days = Math.max(0, Math.floor((Date.parse(key.expiresAt) - now) / DAY_MS));
    matters.push({
      kind: 'expiring',
      urgency: 20 + days + production / 10,
      count: days,
      state: key.expiresAt,
      since: null,
      step: replaced || isReplacement ? 'continue-rotation' : 'rotate',
    });
  }
  const due = rotationDueAt(key);
  if (due !== null && Date.parse(due) <= now && !isReplacement) {
    const days = Math.floor((now - Date.parse(due)) / DAY_MS);
    const urgency = 45 + production;
    matters.push({ kind: 'rotation-due', urgency, count: days, state: due, since: due, step: 'rotate' });
  }
  return matters;
}

export function mattersOfKey(key: KeySummary, now: number, about: About): readonly KeyMatter[] {
  const production = key.mode === 'prod' ? 0 : 5;
  if (key.status === 'unresolved') {
    const state = key.repair?.id ?? '';
    return [
      { kind: 'unresolved', urgency: production, count: 1, state, since: key.createdAt, step: 'look-at-key' },
    ];
  }
  const matters = pressing(key, now, production, about);
  const quiet = key.isConnectionKey || key.status !== 'active' || !key.provider.abilities.logs;
  if (quiet || key.isDocumentationKey || key.isOfSession === true) return matters;
  if (
    !about.madeElsewhereKnown &&
    key.origin === 'elsewhere' &&
    now - Date.parse(key.createdAt) < MADE_ELSEWHERE_DAYS * DAY_MS
  ) {
    matters.push({
      kind: 'made-elsewhere',
      urgency: 60 + production,
      count: 1,
      state: key.createdAt,
      since: key.createdAt,
      step: 'who-was-it',
    });
  }
  const unused = key.lastUsedAt === null;
  const since = key.lastUsedAt ?? key.createdAt;
  if (isStale(key, now)) {
    const kind = unused ? 'never-used' : 'stale';
    matters.push({ kind, urgency: 80, count: 1, state: key.lastUsedAt ?? '', since, step: 'look-at-key' });
  } else if (unused && now - Date.parse(key.createdAt) >= NEVER_USED_AFTER_DAYS * DAY_MS) {
    matters.push({ kind: 'never-used', urgency: 90, count: 1, state: '', since, step: 'look-at-key' });
  }
  if (key.mode === 'prod' && key.roleType === 'admin') {
    matters.push({
      kind: 'over-privileged',
      urgency: 95,
      count: 1,
      state: key.roleId ?? '',
      since: key.createdAt,
      step: 'look-at-key',
    });
  }
  return matters;
}
