/** The figures and lists of the overview: weeks of expiries, requests by day. */
import { describe, expect, it } from 'vitest';
import {
  expiryWeeks,
  searchForWeek,
  upcomingExpiries,
} from '../../../renderer/features/overview/expiries.ts';
import { scaleTop, usageOf } from '../../../renderer/features/overview/usage.ts';
import { matchesSearch, parseSearch } from '../../../renderer/features/keys/search.ts';
import { dayStarts } from '../../../shared/day-starts.ts';
import type { AccountUsage } from '../../../shared/ipc/attention-channels.ts';
import { makeKey } from './factory.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const days = (count: number): string => new Date(NOW + count * 86_400_000).toISOString();

describe('weeks of expiries', () => {
  const keys = [
    makeKey(NOW, { id: 'a', status: 'expiring', expiresAt: days(1) }),
    makeKey(NOW, { id: 'b', mode: 'test', expiresAt: days(10) }),
    makeKey(NOW, { id: 'c', status: 'revoking', expiresAt: days(80), revokedAt: days(10) }),
    makeKey(NOW, { id: 'd', expiresAt: days(100) }),
    makeKey(NOW, { id: 'e', status: 'revoked', expiresAt: days(10) }),
  ];

  it('begin on Mondays, leave none out, and count each key where it stops', () => {
    const weeks = expiryWeeks(upcomingExpiries(keys, NOW, 90), NOW, 90);
    expect(weeks.every(({ start }) => start.getDay() === 1)).toBe(true);
    expect(weeks.length).toBeGreaterThanOrEqual(13);
    expect(weeks[0]).toMatchObject({ production: 1, sandbox: 0 });
    expect(weeks[2]).toMatchObject({ production: 1, sandbox: 1 });
    const count = (span: number): number =>
      expiryWeeks(upcomingExpiries(keys, NOW, span), NOW, span).reduce(
        (sum, week) => sum + week.production + week.sandbox,
        0,
      );
    expect(count(90)).toBe(3);
    expect(count(180)).toBe(4);
  });

  it('lead to a search that finds just their keys', () => {
    const weeks = expiryWeeks(upcomingExpiries(keys, NOW, 90), NOW, 90);
    const found = (index: number): readonly string[] =>
      keys
        .filter((key) => matchesSearch(key, parseSearch(searchForWeek(weeks[index]!)), NOW))
        .map(({ id }) => id);
    expect(found(0)).toEqual(['a']);
    expect(found(1)).toEqual([]);
    expect(found(2)).toEqual(['b', 'c']);
  });

  it('are found by a span, too', () => {
    const ends = (search: string): readonly string[] =>
      keys.filter((key) => matchesSearch(key, parseSearch(search), NOW)).map(({ id }) => id);
    expect(ends('ends:<2w')).toEqual(['a', 'b', 'c']);
    expect(ends('ends:>12w')).toEqual(['d']);
    expect(ends('ends:never')).toEqual([]);
    expect(ends('ends:2026-11-20..nonsense')).toEqual([]);
  });
});

describe('requests by day', () => {
  const dayBefore = (count: number): string =>
    new Date(dayStarts(new Date(NOW), count + 1)[0]!).toISOString();
  const account = (changes: Partial<AccountUsage>): AccountUsage => ({
    connectionId: 'c1',
    readAt: days(0),
    readBackTo: days(-60),
    complete: true,
    error: null,
    unread: { count: 0, names: [] },
    days: [
      { keyId: 'a', day: dayBefore(0), ok: 4, refused: 1, failed: 0 },
      { keyId: 'b', day: dayBefore(0), ok: 10, refused: 0, failed: 2 },
      { keyId: 'a', day: dayBefore(20), ok: 1, refused: 0, failed: 0 },
      { keyId: 'a', day: dayBefore(81), ok: 99, refused: 0, failed: 0 },
    ],
    ...changes,
  });

  it('are summed over keys, or of one key, for thirty days', () => {
    const all = usageOf([account({})], new Date(NOW), null);
    expect(all.days).toHaveLength(30);
    expect(all.days.at(-1)).toMatchObject({ ok: 14, refused: 1, failed: 2, known: true });
    expect(all.total).toBe(18);
    expect(all.keys.map(({ keyId, total }) => [keyId, total])).toEqual([
      ['b', 12],
      ['a', 6],
    ]);
    const one = usageOf([account({})], new Date(NOW), 'a');
    expect(one.days.at(-1)).toMatchObject({ ok: 4, refused: 1, failed: 0 });
    expect(one.keys).toEqual(all.keys);
  });

  it('say which days were not read', () => {
    const readBackTo = days(-10);
    const { days: shown } = usageOf([account({ readBackTo, complete: false })], new Date(NOW), null);
    expect(shown.filter(({ known }) => known)).toHaveLength(10);
    expect(shown[0]?.known).toBe(false);
    expect(usageOf([account({ readBackTo: null })], new Date(NOW), null).days.at(-1)?.known).toBe(false);
  });

  it('get a round scale', () => {
    expect([0, 3, 7, 12, 41, 100, 999, 1001].map(scaleTop)).toEqual([4, 4, 10, 20, 50, 100, 1000, 2000]);
  });
});
