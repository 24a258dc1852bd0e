import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { parseDuration, parseWhen } from '../../../electron/cli/augno/when.ts';

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
  ])('reads %s', (text, expected) => {
    expect(parseWhen(text, 'expires', NOW).toISOString()).toBe(expected);
  });

  it('counts a duration backwards where the past is meant', () => {
    expect(parseWhen('1d', 'since', NOW, 'past').toISOString()).toBe('2026-11-20T10:00:00.000Z');
  });

  it.each([
    '',
    'tomorrow',
    '2027-02-30',
    '2027-13-01',
    '2027-02-30T00:00:00Z',
    '2027-01-31T24:00:00Z',
    '2027-01-31T18:00:00',
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
