/** Which notices are due: pure, so that a simulated year can be run through it. */
import type { ScheduledDate } from '../processes/protocol.ts';

/** Days before the date on which a notice is given; 0 is the day itself. */
export const NOTICE_DAYS: readonly number[] = [30, 14, 7, 3, 1, 0];
const DAY_MS = 86_400_000;

export interface Notice {
  /** Stable: the same notice for the same date is shown once, whatever happens in between. */
  readonly id: string;
  readonly keyId: string;
  readonly title: string;
  readonly body: string;
}

/** Whole local calendar days from `now` to `at`: a key that expires tomorrow at 00:10 expires "tomorrow" at 23:50 tonight. */
export function calendarDaysUntil(at: Date, now: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(at) - midnight(now)) / DAY_MS);
}

function when(days: number): string {
  if (days < 0) return days === -1 ? 'yesterday' : `${-days} days ago`;
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

/**
 * The notices to show now. For each key at most one: the nearest threshold that was passed and not shown yet, so that
 * a machine that slept through three of them gives one notice and not three.
 */
export function dueNotices(
  schedule: readonly ScheduledDate[],
  shown: ReadonlySet<string>,
  now: Date,
): { readonly notices: readonly Notice[]; readonly settled: readonly string[] } {
  const notices: Notice[] = [];
  const settled: string[] = [];
  for (const entry of schedule) {
    const days = calendarDaysUntil(new Date(entry.at), now);
    const over = Date.parse(entry.at) <= now.getTime();
    const idOf = (day: number | 'over'): string => `${entry.keyId}:${entry.kind}:${entry.at}:${day}`;
    const passed: (number | 'over')[] = NOTICE_DAYS.filter((day) => days <= day);
    if (over) passed.push('over');
    const current = passed.at(-1);
    if (current === undefined) continue;
    const fresh = passed.map(idOf).filter((id) => !shown.has(id));
    settled.push(...fresh);
    if (shown.has(idOf(current))) continue;
    const what = entry.kind === 'expiry' ? 'expires' : 'stops working';
    const past = entry.kind === 'expiry' ? 'expired' : 'stopped working';
    const mode = entry.mode === 'prod' ? 'Production' : 'Sandbox';
    notices.push({
      id: idOf(current),
      keyId: entry.keyId,
      title: over ? `${entry.name} ${past} ${when(days)}` : `${entry.name} ${what} ${when(days)}`,
      body: over
        ? `${mode} key ${entry.redacted}. Requests with this key are refused now.`
        : `${mode} key ${entry.redacted}. Rotate it before then, so that nothing stops.`,
    });
  }
  return { notices, settled };
}

/** Beyond this many at once they become one. */
const DIGEST_ABOVE = 3;

/** One notification for each notice, or a digest where several fall together. */
export function combineNotices(
  notices: readonly Notice[],
): readonly { readonly title: string; readonly body: string; readonly keyId: string | null }[] {
  if (notices.length <= DIGEST_ABOVE) return notices;
  return [
    {
      title: `${notices.length} keys need you`,
      body: notices
        .slice(0, 4)
        .map((notice) => notice.title)
        .join('\n'),
      keyId: null,
    },
  ];
}
