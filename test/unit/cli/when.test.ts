import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { parseCommandLine } from '../../../electron/cli/global-options.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { parseDuration, parseWhen } from '../../../electron/cli/when.ts';

const NOW = new Date('2026-11-21T10:00:00.000Z');

describe('WHEN', () => {
  it('takes a bare date as the end of that day, local time', () => {
    const at = parseWhen('2027-01-31', 'expires', NOW);
    expect([at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes()]).toEqual([
      2027, 0, 31, 23, 59,
    ]);
  });

  it.each([
    ['2027-01-31T18:00:00Z', '2027-01-31T18:00:00.000Z'],
    ['2027-01-31t18:00:00z', '2027-01-31T18:00:00.000Z'],
    ['2027-01-31T18:00:00.250+02:00', '2027-01-31T16:00:00.250Z'],
    ['90d', '2027-02-19T10:00:00.000Z'],
    ['12h', '2026-11-21T22:00:00.000Z'],
    ['30m', '2026-11-21T10:30:00.000Z'],
    ['2w', '2026-12-05T10:00:00.000Z'],
    ['90D', '2027-02-19T10:00:00.000Z'],
    ['2W', '2026-12-05T10:00:00.000Z'],
    ['+1d', '2026-11-22T10:00:00.000Z'],
    ['2027-01-31T18:00Z', '2027-01-31T18:00:00.000Z'],
    ['2027-01-31 18:00:00+02:00', '2027-01-31T16:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseWhen(text, 'expires', NOW).toISOString()).toBe(expected);
  });

  it.each(['2027-01-31T18:00', '2027-01-31 18:00', '2027-01-31T18:00:00', '2027-01-31T18:00:00.0'])(
    'takes %j, a time without a zone, for local time',
    (text) => {
      expect(parseWhen(text, 'expires', NOW)).toEqual(new Date(2027, 0, 31, 18));
    },
  );

  it('counts backwards where the past is meant, with a sign or without, and from the start of a day', () => {
    for (const text of ['1d', '-1d', '24h', '-24H']) {
      expect(parseWhen(text, 'since', NOW, 'past').toISOString()).toBe('2026-11-20T10:00:00.000Z');
    }
    expect(parseWhen('2026-11-01', 'since', NOW, 'past')).toEqual(new Date(2026, 10, 1));
  });

  it('takes a negative duration behind an option for its value', () => {
    expect(parseCommandLine(['audit', '--since', '-1d', '--limit', '5']).rest).toEqual([
      'audit',
      '--since=-1d',
      '--limit',
      '5',
    ]);
    expect(parseCommandLine(['run', '--', 'x', '--n', '-1']).rest).toEqual(['run', '--', 'x', '--n', '-1']);
  });

  it.each([
    ['-1d', /is in the past/],
    ['30M', /minutes or months/],
    ['tomorrow', /--expires needs a date or a duration; “tomorrow” is none/],
    ['999999999w', /more than a hundred years/],
  ])('says in its own words what is wrong with %j', (text, words) => {
    expect(() => parseWhen(text, 'expires', NOW)).toThrow(words);
  });

  it('does not repeat a key that was pasted by mistake', () => {
    const key = generateKey('test');
    expect(() => parseWhen(key, 'expires', NOW)).toThrow(/needs a date/);
    expect(() => parseWhen(key, 'expires', NOW)).not.toThrow(new RegExp(key.slice(12, 20)));
  });

  it.each([
    '',
    'tomorrow',
    '2027-02-30',
    '2027-13-01',
    '2027-02-30T00:00:00Z',
    '2027-01-31T24:00:00Z',
    '90',
    '-1d',
    '1.5d',
    '99999999d',
    '1y',
  ])('refuses %j', (text) => {
    expect(() => parseWhen(text, 'expires', NOW)).toThrow(AppError);
  });

  it('reads durations', () => {
    expect(parseDuration('7d', 'overlap')).toBe(7 * 86_400_000);
    expect(() => parseDuration('2027-01-31', 'overlap')).toThrow(AppError);
  });
});
