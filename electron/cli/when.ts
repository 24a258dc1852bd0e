/**
 * Points in time and durations, the one reader for the whole command. Every sentence is ours: none repeats what Node says,
 * and none repeats what was typed where that could be a key.
 */
import { AppError } from '../../shared/errors.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { redactEvidenceIn } from '../../shared/evidence.ts';
import { redactKeysIn } from '../../shared/key-format.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/times.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
};
/** Ten thousand years are no sensible lifetime, and more than a date can hold. */
const LONGEST_MS = 100 * 366 * DAY_MS;
const LONGEST_SHOWN = 40;

const FORMS = say('command.for-example-2027-01-31-2027-01');

function invalid(field: string, message: Said, hint: Said): AppError {
  return new AppError({
    code: 'invalid-input',
    message,
    hint: say('command.hint-nothing-was-done', { hint }),
    field,
  });
}

function shown(text: string): string {
  return `“${terminalLine(redactEvidenceIn(redactKeysIn(text))).slice(0, LONGEST_SHOWN)}”`;
}

/** `90d`, `12h`, `30m`, `2w`, in either case and with a sign; in milliseconds. Null if it is no duration. */
function readDuration(text: string, option: string): number | null {
  const match = /^([+-]?)(\d{1,9})([mhdw])$/i.exec(text.trim());
  if (match === null) return null;
  if (match[3] === 'M') {
    throw invalid(
      option,
      say('command.option-text-could-be-minutes-or-months', { option, text: shown(text) }),
      say('command.write-matchm-for-minutes-for-months-count', { match: certain(match[2]) }),
    );
  }
  const milliseconds = Number(match[2]) * certain(UNIT_MS[certain(match[3]).toLowerCase()]);
  if (milliseconds > LONGEST_MS) {
    throw invalid(
      option,
      say('command.option-text-is-more-than-a-hundred', { option, text: shown(text) }),
      say('command.choose-a-shorter-time'),
    );
  }
  return match[1] === '-' ? -milliseconds : milliseconds;
}

/** @throws AppError `invalid-input` */
export function parseDuration(text: string, option: string): number {
  const milliseconds = readDuration(text, option);
  if (milliseconds !== null && milliseconds >= 0) return milliseconds;
  throw invalid(
    option,
    milliseconds === null
      ? say('command.option-needs-a-duration-text-is-none', { option, text: shown(text) })
      : say('command.option-cant-be-less-than-nothing', { option }),
    say('command.for-example-90d-2w-12h-or-30m'),
  );
}

/**
 * A point in time: a date-time with or without a zone (then local time), a bare date, or a duration from `now`. Where the
 * future is meant a bare date ends that day, where the past is meant it begins it; there `7d` and `-7d` are the same.
 * @throws AppError `invalid-input`
 */
export function parseWhen(
  text: string,
  option: string,
  now: Date,
  direction: 'future' | 'past' = 'future',
): Date {
  const wanted = text.trim();
  const duration = readDuration(wanted, option);
  if (duration !== null) {
    if (direction === 'past') return new Date(now.getTime() - Math.abs(duration));
    if (duration >= 0) return new Date(now.getTime() + duration);
    throw invalid(option, say('command.option-text-is-in-the-past', { option, text: shown(text) }), FORMS);
  }
  const date = readDate(wanted, direction) ?? readDateTime(wanted);
  if (date !== null) return date;
  throw invalid(
    option,
    say('command.option-needs-a-date-or-a-duration', { option, text: shown(text) }),
    FORMS,
  );
}

function readDate(text: string, direction: 'future' | 'past'): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date =
    direction === 'future' ? new Date(year, month - 1, day, 23, 59, 59, 999) : new Date(year, month - 1, day);
  // Date rolls over: the 30th of February would be a day in March.
  return date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day ? date : null;
}

function readDateTime(text: string): Date | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})[Tt ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/.exec(
      text,
    );
  if (match === null || readDate(certain(match[1]), 'past') === null) return null;
  // Without a zone JavaScript takes it for local time.
  const at = Date.parse(`${certain(match[1])}T${certain(match[2])}${(match[3] ?? '').toUpperCase()}`);
  return Number.isNaN(at) ? null : new Date(at);
}
