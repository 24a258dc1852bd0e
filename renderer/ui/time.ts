/** How times are said: relative near now, absolute further away. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/times.ts';

export interface RelativeParts {
  readonly value: number;
  readonly unit: 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';
}

/** Whole local calendar days: a key that ends tomorrow at ten past midnight ends "tomorrow" tonight, as the desktop's notice says. */
function calendarDays(at: Date, now: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(at) - midnight(now)) / DAY_MS);
}

/** The unit a person would use: calendar days from a day on, else whole units, rounded towards now. */
export function relativeParts(at: Date, now: Date): RelativeParts {
  const difference = at.getTime() - now.getTime();
  const distance = Math.abs(difference);
  const whole = (unit: number): number => Math.trunc(difference / unit) || 0;
  if (distance < MINUTE_MS) return { value: whole(1000), unit: 'second' };
  if (distance < HOUR_MS) return { value: whole(MINUTE_MS), unit: 'minute' };
  if (distance < DAY_MS) return { value: whole(HOUR_MS), unit: 'hour' };
  // “In 2 months” may be 60 days or 90; nobody plans a rotation by that.
  if (distance <= 120 * DAY_MS) return { value: calendarDays(at, now), unit: 'day' };
  if (distance < 730 * DAY_MS) return { value: whole(30.44 * DAY_MS), unit: 'month' };
  return { value: whole(365.25 * DAY_MS), unit: 'year' };
}

/** Making a formatter takes a hundred times as long as using it. */
function kept<Formatter>(
  make: (locale: string, variant: string | undefined) => Formatter,
): (locale: string, variant: string | undefined) => Formatter {
  const made = new Map<string, Formatter>();
  return (locale, variant) => {
    const name = `${locale} ${variant ?? ''}`;
    const known = made.get(name) ?? make(locale, variant);
    made.set(name, known);
    return known;
  };
}

const relativeFormatter = kept(
  (locale, style) =>
    new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: style === 'short' ? 'short' : 'long' }),
);
const absoluteFormatter = kept(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, {
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
      timeZone,
    }),
);
const dayFormatter = kept(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric', timeZone }),
);

export function formatRelative(
  at: Date,
  now: Date,
  locale: string,
  style: 'long' | 'short' = 'long',
): string {
  const { value, unit } = relativeParts(at, now);
  const formatter = relativeFormatter(locale, style);
  return unit === 'second' ? formatter.format(0, 'second') : formatter.format(value, unit);
}

/** Rows come back with every letter of a search, and each says two dates whole. */
const MOST_SAID = 5000;
const said = new Map<string, string>();

/** In the user's own zone, with its name. */
export function formatAbsolute(at: Date, locale: string, timeZone?: string): string {
  const id = `${String(at.getTime())} ${locale} ${timeZone ?? ''}`;
  const known = said.get(id);
  if (known !== undefined) return known;
  const text = absoluteFormatter(locale, timeZone).format(at);
  if (said.size >= MOST_SAID) said.clear();
  said.set(id, text);
  return text;
}

export function formatDay(at: Date, locale: string, timeZone?: string): string {
  return dayFormatter(locale, timeZone).format(at);
}

/** Whole seconds left until `at`, never negative. */
export function secondsUntil(at: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));
}

/** A bare date ends that day in the user's own zone. */
export function endOfLocalDay(date: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const end = new Date(year, month - 1, day, 23, 59, 59);
  return end.getFullYear() === year && end.getMonth() === month - 1 && end.getDate() === day ? end : null;
}
