import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mainMessages } from '../../../electron/app/messages.ts';
import { combine, sayDate, sayEvent } from '../../../electron/app/notice-words.ts';
import {
  calendarDaysUntil,
  dueNotices,
  inQuietHours,
  nextLook,
  tomorrowMorning,
  type NoticeMemory,
  type NoticeRules,
} from '../../../electron/app/notices.ts';
import type { ScheduledDate } from '../../../electron/wire/protocol.ts';
import type { KeyDate } from '../../../electron/keys/matters/scheduled-date.ts';

const DAY = 86_400_000;
const RULES: NoticeRules = { days: [30, 14, 7, 3, 1, 0], afterwards: true, quiet: null };
const english = mainMessages('en', 'en');

const entry = (at: Date, kind: KeyDate['kind'] = 'expiry', id = 'a1'): KeyDate => ({
  id,
  keyId: 'apke_1',
  name: 'ERP Sync',
  redacted: 'aug_sk_prod_****UCZu',
  mode: 'prod',
  kind,
  at: at.toISOString(),
});

/** Remembers as the app does. */
function memory() {
  const shown = new Set<string>();
  const snoozed = new Map<string, string>();
  const kept: NoticeMemory = { shown, snoozed };
  return {
    kept,
    snoozed,
    look: (schedule: readonly ScheduledDate[], now: Date, rules: NoticeRules = RULES) => {
      const { notices, settled } = dueNotices(schedule, kept, rules, now);
      for (const id of settled) shown.add(id);
      return notices;
    },
  };
}

describe('calendarDaysUntil', () => {
  it('counts local days, not spans of 24 hours', () => {
    expect(calendarDaysUntil(new Date(2026, 2, 12, 0, 10), new Date(2026, 2, 11, 23, 50))).toBe(1);
    expect(calendarDaysUntil(new Date(2026, 2, 12, 23, 50), new Date(2026, 2, 12, 0, 10))).toBe(0);
  });

  it('is not moved by a change to summer time', () => {
    expect(calendarDaysUntil(new Date(2026, 3, 10, 1), new Date(2026, 2, 11, 1))).toBe(30);
  });
});

describe('notices of a date', () => {
  it('come once each, whatever the machine sleeps through and however its clock jumps', () => {
    fc.assert(
      fc.property(
        // Mostly forward; now and then the clock is set back by up to ten days.
        fc.array(
          fc.oneof(
            { weight: 9, arbitrary: fc.integer({ min: 1, max: 60 * 24 * 3 }) },
            { weight: 1, arbitrary: fc.integer({ min: -60 * 24 * 10, max: 0 }) },
          ),
          { minLength: 5, maxLength: 400 },
        ),
        (gaps) => {
          const expiry = new Date(2026, 5, 15, 9, 30);
          const app = memory();
          const given: string[] = [];
          let now = new Date(2026, 3, 20).getTime();
          let latest = now;
          for (const minutes of gaps) {
            now += minutes * 60_000;
            latest = Math.max(latest, now);
            given.push(...app.look([entry(expiry)], new Date(now)).map(({ id }) => id));
          }
          expect(new Set(given).size).toBe(given.length);
          expect(given.includes('a1:over')).toBe(latest >= expiry.getTime());
        },
      ),
    );
  });

  it('come at every threshold when the machine is always awake', () => {
    const expiry = new Date(2026, 5, 15, 9, 30);
    const app = memory();
    const given: string[] = [];
    for (let at = expiry.getTime() - 40 * DAY; at < expiry.getTime() + DAY; at += 3_600_000) {
      given.push(...app.look([entry(expiry)], new Date(at)).map(({ id }) => id.split(':').at(-1)!));
    }
    expect(given).toEqual(['30', '14', '7', '3', '1', '0', 'over']);
  });

  it('come at the thresholds that were chosen, and no others', () => {
    const expiry = new Date(2026, 5, 15, 9, 30);
    const app = memory();
    const given: string[] = [];
    for (let at = expiry.getTime() - 70 * DAY; at < expiry.getTime() + DAY; at += 3_600_000) {
      const rules = { ...RULES, days: [60, 2], afterwards: false };
      given.push(...app.look([entry(expiry)], new Date(at), rules).map(({ id }) => id));
    }
    expect(given).toEqual(['a1:60', 'a1:2']);
  });

  it('are one and not six for a key that is first seen a day before', () => {
    const now = new Date(2026, 5, 14, 12);
    const app = memory();
    const [notice, ...others] = app.look([entry(new Date(2026, 5, 15, 9))], now);
    expect(others).toEqual([]);
    expect(sayDate(notice!, english).title).toBe('ERP Sync expires tomorrow');
    expect(app.look([entry(new Date(2026, 5, 15, 9))], now)).toEqual([]);
  });

  it('start anew when the date is moved, since that is another date', () => {
    const now = new Date(2026, 5, 14, 12);
    const app = memory();
    app.look([entry(new Date(2026, 5, 15, 9))], now);
    expect(app.look([entry(new Date(2026, 5, 16, 9), 'expiry', 'a2')], now)).toHaveLength(1);
  });

  it('wait for the end of quiet hours, also of those that go past midnight', () => {
    const quiet = { from: '22:00', until: '07:30' };
    const expiry = new Date(2026, 5, 15, 9);
    const app = memory();
    expect(app.look([entry(expiry)], new Date(2026, 5, 14, 23), { ...RULES, quiet })).toEqual([]);
    expect(app.look([entry(expiry)], new Date(2026, 5, 15, 7, 29), { ...RULES, quiet })).toEqual([]);
    expect(app.look([entry(expiry)], new Date(2026, 5, 15, 7, 30), { ...RULES, quiet })).toHaveLength(1);
    expect(inQuietHours({ from: '09:00', until: '10:00' }, new Date(2026, 5, 15, 9, 30))).toBe(true);
    expect(inQuietHours({ from: '09:00', until: '10:00' }, new Date(2026, 5, 15, 10))).toBe(false);
  });

  it('that are put off come once more at that time, and with the thresholds passed meanwhile as one', () => {
    const expiry = new Date(2026, 5, 15, 9);
    const app = memory();
    const started = new Date(2026, 5, 8, 12);
    expect(app.look([entry(expiry)], started)).toHaveLength(1);
    app.snoozed.set('a1', new Date(2026, 5, 12, 9).toISOString());
    const given: string[] = [];
    for (let at = started.getTime(); at < new Date(2026, 5, 13).getTime(); at += 3_600_000) {
      given.push(...app.look([entry(expiry)], new Date(at)).map(({ days }) => String(days)));
    }
    expect(given).toEqual(['3']);
  });
});

describe('nextLook', () => {
  it('names the moment at which the next notice is due, so that nothing has to look before', () => {
    const expiry = new Date(2026, 5, 15, 9, 30);
    const app = memory();
    let now = new Date(expiry.getTime() - 45 * DAY);
    const given: string[] = [];
    for (let looks = 0; looks < 20; looks += 1) {
      given.push(...app.look([entry(expiry)], now).map(({ id }) => id.split(':').at(-1)!));
      const next = nextLook([entry(expiry)], app.kept, RULES, now);
      if (next === null) break;
      now = next;
    }
    expect(given).toEqual(['30', '14', '7', '3', '1', '0', 'over']);
    expect(nextLook([entry(expiry)], app.kept, RULES, now)).toBeNull();
  });

  it('is the end of the quiet hours while they last', () => {
    const rules = { ...RULES, quiet: { from: '22:00', until: '07:00' } };
    const now = new Date(2026, 5, 14, 23);
    expect(
      nextLook([entry(new Date(2026, 5, 29))], { shown: new Set(), snoozed: new Map() }, rules, now),
    ).toEqual(new Date(2026, 5, 15, 0));
    expect(
      nextLook([entry(new Date(2026, 5, 14, 8))], { shown: new Set(), snoozed: new Map() }, rules, now),
    ).toEqual(new Date(2026, 5, 15, 7));
  });

  it('has a tomorrow morning, also on the day the clocks change', () => {
    expect(tomorrowMorning(new Date(2026, 2, 28, 23, 59))).toEqual(new Date(2026, 2, 29, 9));
  });
});

describe('the words', () => {
  const german = mainMessages('de', 'en');
  const at = (date: Date, now: Date, kind: KeyDate['kind']) => ({
    id: 'x',
    entry: entry(date, kind),
    days: calendarDaysUntil(date, now),
    over: date <= now,
  });
  const now = new Date(2026, 5, 14, 12);

  it('say of each kind what happens and when, in both languages', () => {
    const told = (kind: KeyDate['kind'], date: Date): readonly string[] =>
      [english, german].map((words) => sayDate(at(date, now, kind), words).title);
    expect(told('expiry', new Date(2026, 5, 13, 9))).toEqual([
      'ERP Sync expired yesterday',
      'ERP Sync ist gestern abgelaufen',
    ]);
    expect(told('revocation', new Date(2026, 5, 17, 9))).toEqual([
      'ERP Sync stops working in 3 days',
      'ERP Sync gilt in 3 Tagen nicht mehr',
    ]);
    expect(told('revocation', new Date(2026, 5, 12, 9))).toEqual([
      'ERP Sync stopped working 2 days ago',
      'ERP Sync gilt seit 2 Tagen nicht mehr',
    ]);
    expect(told('rotation-due', new Date(2026, 5, 14, 9))).toEqual([
      'ERP Sync is due for rotation today',
      'ERP Sync ist heute zu erneuern',
    ]);
  });

  it('follow the system where nothing was chosen', () => {
    expect(mainMessages('system', 'de-AT')).toBe(german);
    expect(mainMessages('system', 'fr')).toBe(english);
  });

  it('say how often a leak was found', () => {
    const leak = {
      id: 'event:1',
      kind: 'leak',
      keyId: null,
      name: 'ERP Sync',
      redacted: 'aug…',
      count: 3,
    } as const;
    expect(sayEvent(leak, english)).toMatchObject({
      title: 'ERP Sync was found in 3 places',
      target: { to: 'findings', keyId: null },
    });
  });

  it('become one where many fall together', () => {
    const spoken = (index: number) => ({
      ...sayDate(at(now, now, 'expiry'), english),
      title: `Key ${index}`,
    });
    expect(combine([1, 2, 3].map(spoken), english)).toHaveLength(3);
    const [digest, ...others] = combine([1, 2, 3, 4, 5].map(spoken), english);
    expect(others).toEqual([]);
    expect(digest).toMatchObject({
      title: '5 things need you',
      body: 'Key 1\nKey 2\nKey 3\nKey 4\nand 1 more',
      target: { to: 'overview', keyId: null },
    });
  });
});
