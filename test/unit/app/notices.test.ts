import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDaysUntil, combineNotices, dueNotices, NOTICE_DAYS } from '../../../electron/app/notices.ts';
import type { ScheduledDate } from '../../../electron/processes/protocol.ts';

const DAY = 86_400_000;
const entry = (at: Date, kind: ScheduledDate['kind'] = 'expiry'): ScheduledDate => ({
  keyId: 'apke_1',
  name: 'ERP Sync',
  redacted: 'aug_sk_prod_****UCZu',
  mode: 'prod',
  kind,
  at: at.toISOString(),
});

describe('calendarDaysUntil', () => {
  it('counts local days, not spans of 24 hours', () => {
    expect(calendarDaysUntil(new Date(2026, 2, 12, 0, 10), new Date(2026, 2, 11, 23, 50))).toBe(1);
    expect(calendarDaysUntil(new Date(2026, 2, 12, 23, 50), new Date(2026, 2, 12, 0, 10))).toBe(0);
  });

  it('is not moved by a change to summer time', () => {
    expect(calendarDaysUntil(new Date(2026, 3, 10, 1), new Date(2026, 2, 11, 1))).toBe(30);
  });
});

describe('a year of notices', () => {
  it('gives each notice exactly once, whatever the machine sleeps through', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 * 24 }), { minLength: 5, maxLength: 400 }),
        (gaps) => {
          const expiry = new Date(2026, 5, 15, 9, 30);
          const shown = new Set<string>();
          const given: string[] = [];
          let now = new Date(2026, 3, 20).getTime();
          for (const minutes of gaps) {
            now += minutes * 60_000;
            const { notices, settled } = dueNotices([entry(expiry)], shown, new Date(now));
            for (const notice of notices) given.push(notice.id);
            for (const id of settled) shown.add(id);
          }
          expect(new Set(given).size).toBe(given.length);
          if (now >= expiry.getTime()) expect(given.at(-1)).toMatch(/:over$/);
        },
      ),
    );
  });

  it('gives every threshold when the machine is always awake', () => {
    const expiry = new Date(2026, 5, 15, 9, 30);
    const shown = new Set<string>();
    const given: string[] = [];
    for (let at = expiry.getTime() - 40 * DAY; at < expiry.getTime() + DAY; at += 3_600_000) {
      const { notices, settled } = dueNotices([entry(expiry)], shown, new Date(at));
      for (const notice of notices) given.push(notice.id.split(':').at(-1)!);
      for (const id of settled) shown.add(id);
    }
    expect(given).toEqual([...NOTICE_DAYS.map(String), 'over']);
  });

  it('gives one notice, not six, for a key that is first seen a day before', () => {
    const now = new Date(2026, 5, 14, 12);
    const { notices, settled } = dueNotices([entry(new Date(2026, 5, 15, 9))], new Set(), now);
    expect(notices).toHaveLength(1);
    expect(notices[0]!.title).toBe('ERP Sync expires tomorrow');
    expect(settled).toHaveLength(5);
  });

  it('starts anew when the date is moved', () => {
    const now = new Date(2026, 5, 14, 12);
    const first = dueNotices([entry(new Date(2026, 5, 15, 9))], new Set(), now);
    const moved = dueNotices([entry(new Date(2026, 5, 16, 9))], new Set(first.settled), now);
    expect(moved.notices).toHaveLength(1);
  });

  it('says of a scheduled revocation that the key stops, and of a past date that it is over', () => {
    const now = new Date(2026, 5, 14, 12);
    expect(
      dueNotices([entry(new Date(2026, 5, 17, 9), 'revocation')], new Set(), now).notices[0]!.title,
    ).toBe('ERP Sync stops working in 3 days');
    expect(dueNotices([entry(new Date(2026, 5, 13, 9))], new Set(), now).notices[0]!.title).toBe(
      'ERP Sync expired yesterday',
    );
  });
});

describe('combineNotices', () => {
  const notice = (id: number) => ({ id: String(id), keyId: `apke_${id}`, title: `Key ${id}`, body: '' });

  it('shows a few one by one and many as one', () => {
    expect(combineNotices([1, 2, 3].map(notice))).toHaveLength(3);
    const digest = combineNotices([1, 2, 3, 4, 5].map(notice));
    expect(digest).toEqual([{ title: '5 keys need you', body: 'Key 1\nKey 2\nKey 3\nKey 4', keyId: null }]);
  });
});
