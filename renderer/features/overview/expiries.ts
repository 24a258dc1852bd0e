/** Which keys end when, by themselves and by the week. Pure. */
import type { KeySummary } from '../../../shared/domain.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { endOf } from '../keys/search.ts';

export interface UpcomingExpiry {
  readonly key: KeySummary;
  /** By this computer's clock. */
  readonly at: number;
}

/** Keys that work today and end within `days`, soonest first; but for those that end with a session. */
export function upcomingExpiries(
  keys: readonly KeySummary[],
  now: number,
  days: number,
): readonly UpcomingExpiry[] {
  return keys
    .filter((key) => statusWorks(key.status) && key.isOfSession !== true)
    .flatMap((key) => {
      const at = endOf(key);
      return at !== null && at > now && at <= now + days * DAY_MS ? [{ key, at }] : [];
    })
    .toSorted((left, right) => left.at - right.at);
}

export interface ExpiryWeek {
  /** Midnight of its Monday, where the user is. */
  readonly start: Date;
  /** Its Sunday. */
  readonly lastDay: Date;
  readonly production: number;
  readonly sandbox: number;
}

/** Every week from the present one on until `days` are over, empty ones included. */
export function expiryWeeks(
  upcoming: readonly UpcomingExpiry[],
  now: number,
  days: number,
): readonly ExpiryWeek[] {
  const today = new Date(now);
  const sinceMonday = (today.getDay() + 6) % 7;
  const monday = (week: number): Date =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - sinceMonday + week * 7);
  const weeks: ExpiryWeek[] = [];
  for (let week = 0; monday(week).getTime() <= now + days * DAY_MS; week += 1) {
    const [start, next] = [monday(week), monday(week + 1)];
    const inside = upcoming.filter(({ at }) => at >= start.getTime() && at < next.getTime());
    const production = inside.filter(({ key }) => key.mode === 'prod').length;
    weeks.push({
      start,
      lastDay: new Date(next.getFullYear(), next.getMonth(), next.getDate() - 1),
      production,
      sandbox: inside.length - production,
    });
  }
  return weeks;
}

/** What the list of keys is searched for, to show those of a week. */
export function searchForWeek({ start, lastDay }: Pick<ExpiryWeek, 'start' | 'lastDay'>): string {
  const day = (at: Date): string =>
    [at.getFullYear(), at.getMonth() + 1, at.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
  return `ends:${day(start)}..${day(lastDay)}`;
}
