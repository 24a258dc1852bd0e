/** Points in time and durations as the command takes them. */
import { AppError } from '../../../shared/errors.ts';

const MINUTE_MS = 60_000;
const UNIT_MS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: 24 * 60 * MINUTE_MS,
  w: 7 * 24 * 60 * MINUTE_MS,
};
/** Ten thousand years are no sensible lifetime, and more than a date can hold. */
const LONGEST_MS = 100 * 366 * 24 * 60 * MINUTE_MS;

function invalid(field: string, message: string, hint: string): AppError {
  return new AppError({ code: 'invalid-input', message, hint, field });
}

/** `90d`, `12h`, `30m`, `2w` in milliseconds; null if it is no duration. */
function readDuration(text: string): number | null {
  const match = /^(\d{1,6})([mhdw])$/.exec(text.trim());
  if (match === null) return null;
  const milliseconds = Number(match[1]) * UNIT_MS[match[2]!]!;
  return milliseconds <= LONGEST_MS ? milliseconds : null;
}

/** @throws AppError `invalid-input` */
export function parseDuration(text: string, option: string): number {
  const milliseconds = readDuration(text);
  if (milliseconds !== null) return milliseconds;
  throw invalid(option, `--${option} needs a duration.`, 'For example 90d, 12h or 30m. Nothing was done.');
}

/**
 * A point in time: an RFC 3339 date-time, a bare date (which ends that day, local time), or a duration from `now`.
 * @throws AppError `invalid-input`
 */
export function parseWhen(
  text: string,
  option: string,
  now: Date,
  direction: 'future' | 'past' = 'future',
): Date {
  const wanted = text.trim();
  const duration = readDuration(wanted);
  if (duration !== null) return new Date(now.getTime() + (direction === 'future' ? duration : -duration));
  const date = readDate(wanted) ?? readDateTime(wanted);
  if (date !== null) return date;
  throw invalid(
    option,
    `--${option} needs a date or a duration.`,
    'For example 2027-01-31, 2027-01-31T18:00:00Z or 90d. Nothing was done.',
  );
}

function readDate(text: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const end = new Date(year, month - 1, day, 23, 59, 59, 999);
  // Date rolls over: the 30th of February would be a day in March.
  return end.getFullYear() === year && end.getMonth() === month - 1 && end.getDate() === day ? end : null;
}

function readDateTime(text: string): Date | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})[Tt ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(
      text,
    );
  if (match === null || readDate(match[1]!) === null) return null;
  const at = Date.parse(text.replace(' ', 'T').toUpperCase());
  return Number.isNaN(at) ? null : new Date(at);
}
