/**
 * Which notices are due. Pure: the clock is given, so that a simulated year can be run through it.
 *
 * A notice is given once, whatever happens in between: its id is made of the date and the threshold, and what was given
 * is remembered. So a clock that is set back gives nothing twice, and one that is set forward gives what is due then.
 */
import type { QuietHours } from '../../shared/ipc/desktop-settings.ts';
import { DAY_MS } from '../../shared/times.ts';
import type { ScheduledDate } from '../wire/protocol.ts';

export const NOT_PUT_OFF = '';

/** A date to be spoken of, with or without the key it belongs to. */
export interface DatedEntry {
  readonly id: string;
  readonly at: string;
  /** Its own thresholds in place of those of the rules, `afterwards` included. */
  readonly days?: readonly number[] | undefined;
}

export interface NoticeRules {
  /** Days before the date on which a notice is given; 0 is the day itself. */
  readonly days: readonly number[];
  /** One more once the date is over. */
  readonly afterwards: boolean;
  readonly quiet: QuietHours | null;
}

export interface NoticeMemory {
  /** Ids of notices that were given, or passed over in favour of a later one. */
  readonly shown: ReadonlySet<string>;
  /** When a date is to be spoken of again, by the date's id; `NOT_PUT_OFF` for one that is not put off any more. */
  readonly snoozed: ReadonlyMap<string, string>;
}

export interface DueNotice<Entry extends DatedEntry> {
  readonly id: string;
  readonly entry: Entry;
  /** Whole local calendar days to the date; below zero once it is over. */
  readonly days: number;
  readonly over: boolean;
}

/** Whole local calendar days from `now` to `at`: a key that expires tomorrow at 00:10 expires "tomorrow" at 23:50 tonight. */
export function calendarDaysUntil(at: Date, now: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(at) - midnight(now)) / DAY_MS);
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

export function inQuietHours(quiet: QuietHours | null, now: Date): boolean {
  if (quiet === null) return false;
  const minutes = now.getHours() * 60 + now.getMinutes();
  const [from, until] = [minutesOf(quiet.from), minutesOf(quiet.until)];
  return from <= until ? minutes >= from && minutes < until : minutes >= from || minutes < until;
}

/** The ids of the thresholds that were passed, the furthest first. */
function passedIds(entry: DatedEntry, rules: NoticeRules, now: Date): readonly string[] {
  const at = new Date(entry.at);
  const days = calendarDaysUntil(at, now);
  const passed = [...new Set(entry.days ?? rules.days)]
    .toSorted((a, b) => b - a)
    .filter((day) => days <= day)
    .map((day) => `${entry.id}:${String(day)}`);
  return entry.days === undefined && rules.afterwards && at <= now ? [...passed, `${entry.id}:over`] : passed;
}

/**
 * The notices to give now. For each date at most one: the nearest threshold that was passed and not spoken of yet, so that
 * a machine that slept through three of them gives one notice and not three.
 * @returns `settled`: what is to be remembered before the notices are given
 */
export function dueNotices<Entry extends DatedEntry>(
  schedule: readonly Entry[],
  memory: NoticeMemory,
  rules: NoticeRules,
  now: Date,
): { readonly notices: readonly DueNotice<Entry>[]; readonly settled: readonly string[] } {
  const notices: DueNotice<Entry>[] = [];
  const settled: string[] = [];
  if (inQuietHours(rules.quiet, now)) return { notices, settled };
  for (const entry of schedule) {
    const snoozedUntil = memory.snoozed.get(entry.id) || undefined;
    if (snoozedUntil !== undefined && Date.parse(snoozedUntil) > now.getTime()) continue;
    const passed = passedIds(entry, rules, now);
    const again = snoozedUntil === undefined ? [] : [`${entry.id}:again:${snoozedUntil}`];
    const fresh = [...passed, ...again].filter((id) => !memory.shown.has(id));
    settled.push(...fresh);
    // The nearest counts: once it was spoken of, what lies further back is settled in silence.
    const told = [...again, ...passed.slice(-1)].find((id) => fresh.includes(id));
    if (told === undefined) continue;
    const at = new Date(entry.at);
    notices.push({ id: told, entry, days: calendarDaysUntil(at, now), over: at <= now });
  }
  return { notices, settled };
}

/** The next local moment at which the clock shows this, after `now`. */
function nextClockTime(clock: string, now: Date): Date {
  const minutes = minutesOf(clock);
  const next = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 0, minutes);
  if (next <= now) next.setDate(next.getDate() + 1);
  return next;
}

/** When it is worth looking again; null where nothing is coming. */
export function nextLook(
  schedule: readonly DatedEntry[],
  memory: NoticeMemory,
  rules: NoticeRules,
  now: Date,
): Date | null {
  const moments: number[] = [];
  for (const entry of schedule) {
    const at = new Date(entry.at);
    for (const day of entry.days ?? rules.days) {
      // Days begin at midnight where the user is, not every 24 hours.
      moments.push(new Date(at.getFullYear(), at.getMonth(), at.getDate() - day).getTime());
    }
    if (rules.afterwards) moments.push(at.getTime());
    const snoozedUntil = memory.snoozed.get(entry.id) || undefined;
    if (snoozedUntil !== undefined) moments.push(Date.parse(snoozedUntil));
  }
  if (rules.quiet !== null && schedule.length > 0 && inQuietHours(rules.quiet, now)) {
    moments.push(nextClockTime(rules.quiet.until, now).getTime());
  }
  const coming = moments.filter((moment) => moment > now.getTime());
  return coming.length === 0 ? null : new Date(Math.min(...coming));
}

/** Tomorrow morning, for "remind me tomorrow". */
export function tomorrowMorning(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9);
}

export interface DueEntry {
  readonly entry: ScheduledDate;
  readonly days: number;
  readonly snoozedUntil: string | null;
}

/** Nearest first. */
export function datesWithin(
  days: number,
  schedule: readonly ScheduledDate[],
  snoozed: ReadonlyMap<string, string>,
  now: Date,
): readonly DueEntry[] {
  return schedule
    .map((entry) => ({
      entry,
      days: calendarDaysUntil(new Date(entry.at), now),
      snoozedUntil: snoozed.get(entry.id) || null,
    }))
    .filter((entry) => entry.days <= days)
    .toSorted((a, b) => a.entry.at.localeCompare(b.entry.at));
}
