/** The figures and lists of the overview: what is put off, weeks of expiries, requests by day. */
import { describe, expect, it } from 'vitest';
import { attentionOf } from '../../../renderer/features/overview/attention.ts';
import {
  mayWaitForChange,
  type AttentionInput,
} from '../../../renderer/features/overview/attention-types.ts';
import {
  expiryWeeks,
  searchForWeek,
  upcomingExpiries,
} from '../../../renderer/features/overview/expiries.ts';
import { untilOf, waitsForChange } from '../../../renderer/features/overview/put-off.ts';
import { scaleTop, usageOf } from '../../../renderer/features/overview/usage.ts';
import { matchesSearch, parseSearch } from '../../../renderer/features/keys/search.ts';
import type { AccountUsage, PutOff } from '../../../shared/ipc/attention-channels.ts';
import { makeKey } from './factory.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const days = (count: number): string => new Date(NOW + count * 86_400_000).toISOString();
const nothing: AttentionInput = { keys: [], connections: [], findings: [], rotations: [] };

describe('what is put off', () => {
  const stale = makeKey(NOW, { id: 'apke_stale', lastUsedAt: days(-120) });
  const record = (changes: Partial<PutOff>): PutOff => ({
    id: 'stale:apke_stale',
    kind: 'stale',
    state: days(-120),
    until: null,
    name: 'ERP Sync',
    mode: 'prod',
    keyId: 'apke_stale',
    putOffAt: days(0),
    ...changes,
  });
  const shown = (input: Partial<AttentionInput>): readonly string[] =>
    attentionOf({ ...nothing, ...input }, NOW).items.map(({ id }) => id);

  it('is left out until its time, and is in a list of its own', () => {
    const until = days(1);
    const { items, putOff } = attentionOf({ ...nothing, keys: [stale], putOffs: [record({ until })] }, NOW);
    expect(items).toEqual([]);
    expect(putOff).toMatchObject([{ item: { id: 'stale:apke_stale' }, until }]);
    expect(shown({ keys: [stale], putOffs: [record({ until: days(-1) })] })).toEqual(['stale:apke_stale']);
  });

  it('comes back when it changes', () => {
    expect(shown({ keys: [stale], putOffs: [record({})] })).toEqual([]);
    expect(shown({ keys: [stale], putOffs: [record({ state: 'as it was before' })] })).toEqual([
      'stale:apke_stale',
    ]);
  });

  it('hides one matter of a key, not the others', () => {
    const leaked = { ...stale, leakCount: 1 };
    expect(shown({ keys: [leaked] })).toEqual(['leaked:apke_stale']);
    const putOffs = [record({ id: 'leaked:apke_stale', kind: 'leaked', until: days(1) })];
    expect(shown({ keys: [leaked], putOffs })).toEqual(['stale:apke_stale']);
  });

  it('is the notices’ own memory for dates', () => {
    const key = makeKey(NOW, { id: 'apke_soon', status: 'expiring', expiresAt: days(3) });
    const date = { id: 'd1', subjectId: key.id, kind: 'expiry' as const, at: days(3), putOffUntil: days(1) };
    expect(shown({ keys: [key], dates: [date] })).toEqual([]);
    expect(shown({ keys: [key], dates: [{ ...date, putOffUntil: null }] })).toEqual(['expiring:apke_soon']);
    // The date of another matter of that key does not count.
    expect(shown({ keys: [key], dates: [{ ...date, kind: 'rotation-due' }] })).toEqual([
      'expiring:apke_soon',
    ]);
    const [item] = attentionOf(
      { ...nothing, keys: [key], dates: [{ ...date, putOffUntil: null }] },
      NOW,
    ).items;
    expect(untilOf(item!, 'change', new Date(NOW))).toBe(date.at);
    expect(waitsForChange(item!, date.at)).toBe(true);
    expect(waitsForChange(item!, untilOf(item!, 'day', new Date(NOW)))).toBe(false);
  });

  it('may not be for good where waiting does harm', () => {
    const leaked = attentionOf({ ...nothing, keys: [makeKey(NOW, { leakCount: 1 })] }, NOW).items[0]!;
    expect(mayWaitForChange(leaked)).toBe(false);
    expect(mayWaitForChange(attentionOf({ ...nothing, keys: [stale] }, NOW).items[0]!)).toBe(true);
  });
});

describe('what others did', () => {
  const revoked = makeKey(NOW, { id: 'apke_r', status: 'revoked', revokedAt: days(-1) });
  it('waits until somebody knows about it', () => {
    const elsewhere = [{ keyId: 'apke_r', kind: 'revoked' as const, seenAt: days(-1), sequence: 7 }];
    const { items } = attentionOf({ ...nothing, keys: [revoked], elsewhere }, NOW);
    expect(items).toMatchObject([{ kind: 'elsewhere', elsewhere: 'revoked', urgency: 11 }]);
    const made = makeKey(NOW, { origin: 'elsewhere', createdAt: days(-2) });
    const kinds = (known: readonly string[]): readonly string[] =>
      attentionOf({ ...nothing, keys: [made], knownElsewhere: new Set(known) }, NOW).items.map(
        ({ kind }) => kind,
      );
    expect(kinds([])).toEqual(['made-elsewhere']);
    expect(kinds([made.id])).toEqual([]);
  });
});

describe('an access review', () => {
  const review = (changes: object) => ({
    id: 'r1',
    startedAt: days(-100),
    finishedAt: days(-99),
    nextAt: days(-1),
    items: [],
    ...changes,
  });
  const kinds = (changes: object): readonly unknown[] =>
    attentionOf({ ...nothing, reviews: [review(changes)] }, NOW).items.map(({ dueAt, decided }) => [
      dueAt,
      decided,
    ]);
  it('waits when it is due or under way', () => {
    expect(kinds({})).toEqual([[days(-1), undefined]]);
    expect(kinds({ nextAt: days(1) })).toEqual([]);
    expect(kinds({ nextAt: null })).toEqual([]);
    expect(kinds({ finishedAt: null })).toEqual([[undefined, 0]]);
  });
});

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
  const account = (changes: Partial<AccountUsage>): AccountUsage => ({
    connectionId: 'c1',
    readAt: days(0),
    readBackTo: days(-60),
    complete: true,
    error: null,
    days: [
      { keyId: 'a', day: '2026-11-21', ok: 4, refused: 1, failed: 0 },
      { keyId: 'b', day: '2026-11-21', ok: 10, refused: 0, failed: 2 },
      { keyId: 'a', day: '2026-11-01', ok: 1, refused: 0, failed: 0 },
      { keyId: 'a', day: '2026-09-01', ok: 99, refused: 0, failed: 0 },
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
