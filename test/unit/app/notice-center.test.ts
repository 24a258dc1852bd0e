/** A simulated year of the app: used, locked, asleep, restarted, its clock set wrong. Every notice comes exactly once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScheduledDate } from '../../../electron/wire/protocol.ts';
import { date, DAY, HOUR, machine, START } from '../../fixtures/app/machine.ts';
import type { KeyDate } from '../../../electron/keys/matters/scheduled-date.ts';

const isOfKey = (entry: ScheduledDate): entry is KeyDate => entry.kind !== 'review-due';

const THRESHOLDS = ['in 30 days', 'in 14 days', 'in 7 days', 'in 3 days', 'tomorrow', 'today', 'expired'];
const thresholdOf = (title: string): string =>
  [...THRESHOLDS].reverse().find((part) => title.includes(part)) ?? title;

describe('a year', () => {
  it('with the vault open all the time gives each notice of each key, on its day', async () => {
    const world = machine();
    for (let index = 0; index < 12; index += 1) {
      world.schedule.push(
        date(`Key ${String.fromCharCode(65 + index)}`, START + (40 + index * 27) * DAY + 3 * HOUR),
      );
    }
    await world.start();
    await world.unlock();
    for (let day = 0; day < 365; day += 1) {
      await world.pass(DAY);
      await world.unlock();
    }
    for (const { name } of world.schedule
      .filter(isOfKey)
      .filter(({ at }) => Date.parse(at) < START + 364 * DAY)) {
      expect(world.notices.filter((title) => title.startsWith(name)).map(thresholdOf)).toEqual(THRESHOLDS);
    }
  });

  it('locked, with leave to name keys: the same, from the sealed schedule, across restarts', async () => {
    const world = machine({ locked: 'named' });
    world.schedule.push(date('ERP Sync', START + 100 * DAY + HOUR));
    await world.start();
    await world.unlock();
    world.lock();
    for (let day = 0; day < 120; day += 1) {
      await world.pass(DAY);
      if (day % 5 === 0) await world.start();
    }
    expect(world.notices.map(thresholdOf)).toEqual(THRESHOLDS);
    await world.unlock();
    await world.pass(10 * DAY);
    expect(world.notices).toHaveLength(THRESHOLDS.length);
  });

  it('a look before the sealed schedule was read puts nothing in its place', async () => {
    const world = machine({ locked: 'named' });
    world.schedule.push(date('ERP Sync', START + 20 * DAY));
    await world.start();
    await world.unlock();
    world.notices.length = 0;
    await world.start({ wokenFirst: true });
    await world.pass(15 * DAY);
    expect(world.notices.map(thresholdOf)).toEqual(['in 14 days', 'in 7 days']);
  });

  it('locked, without leave: says that there is something, and no name, and keeps nothing on disk', async () => {
    const world = machine({ locked: 'unnamed' });
    world.schedule.push(date('ERP Sync', START + 20 * DAY));
    await world.start();
    await world.unlock();
    world.notices.length = 0;
    world.lock();
    await world.pass(15 * DAY);
    expect(world.notices).toEqual(['Something needs you soon', 'Something needs you soon']);
    expect(world.disk.sealed).toBeNull();
    // What was said without a name is not said again with one.
    await world.unlock();
    expect(world.notices).toHaveLength(2);
    await world.pass(4 * DAY);
    expect(world.notices.slice(2).map(thresholdOf)).toEqual(['in 3 days', 'tomorrow']);
  });

  it('locked, with nothing to be said: says nothing, and then what is still due', async () => {
    const world = machine({ locked: 'none' });
    world.schedule.push(date('ERP Sync', START + 20 * DAY));
    await world.start();
    await world.unlock();
    world.notices.length = 0;
    world.lock();
    await world.pass(15 * DAY);
    expect(world.notices).toEqual([]);
    expect(world.timers.size).toBe(0);
    await world.unlock();
    expect(world.notices).toEqual(['ERP Sync expires in 5 days']);
  });

  it('of anything at all gives nothing twice and misses no end', async () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ kind: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 80 }) }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('sleep' as const),
          hours: fc.integer({ min: 1, max: 300 }),
        }),
      },
      { weight: 2, arbitrary: fc.constant({ kind: 'lock' as const, hours: 0 }) },
      { weight: 3, arbitrary: fc.constant({ kind: 'unlock' as const, hours: 0 }) },
      { weight: 2, arbitrary: fc.constant({ kind: 'restart' as const, hours: 0 }) },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('clock' as const),
          hours: fc.integer({ min: -72, max: 72 }),
        }),
      },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 20, maxLength: 120 }),
        fc.array(fc.integer({ min: 1, max: 360 }), { minLength: 1, maxLength: 3 }),
        async (steps, days) => {
          const world = machine();
          for (const [index, day] of days.entries()) {
            world.schedule.push(date(`Key ${String(index)}`, START + day * DAY + index * HOUR));
          }
          await world.start();
          await world.unlock();
          for (const { kind, hours } of steps) {
            if (kind === 'pass') await world.pass(hours * HOUR);
            else if (kind === 'sleep') await world.sleep(hours * HOUR);
            else if (kind === 'lock') world.lock();
            else if (kind === 'unlock') await world.unlock();
            else if (kind === 'clock') world.setClock(hours * HOUR);
            else await world.start();
          }
          await world.unlock();
          await world.pass(2 * HOUR);
          // At most one notice of a key for each threshold; titles differ where thresholds do, but not the other way round.
          for (const { name, at } of world.schedule.filter(isOfKey)) {
            const given = world.notices.filter((title) => title.startsWith(name));
            expect(given.length).toBeLessThanOrEqual(THRESHOLDS.length);
            expect(new Set(given).size).toBe(given.length);
            const ended = Date.parse(at);
            if (ended < world.now() && ended > world.now() - 13 * DAY) {
              expect(given.filter((title) => title.includes('expired'))).toHaveLength(1);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('notices', () => {
  it('of what happened come once, also after a restart, and together with others as a digest', async () => {
    const world = machine();
    await world.start();
    await world.unlock();
    world.happen({ kind: 'leak', keyId: 'apke_1', name: 'ERP Sync', redacted: 'aug…', count: 2 });
    await world.unlock();
    await world.start();
    await world.unlock();
    expect(world.notices).toEqual(['ERP Sync was found in 2 places']);
    for (const name of ['A', 'B', 'C', 'D']) {
      world.happen({ kind: 'appeared', keyId: null, name, redacted: 'aug…', count: 1 });
    }
    await world.unlock();
    expect(world.notices.slice(1)).toEqual(['4 things need you']);
  });

  it('wait through the quiet hours and then come together', async () => {
    const world = machine({ rules: { quiet: { from: '07:00', until: '10:00' } } });
    for (const name of ['A', 'B', 'C', 'D']) world.schedule.push(date(name, START + 3 * DAY));
    await world.start();
    await world.unlock();
    world.happen({ kind: 'revoked-elsewhere', keyId: 'apke_A', name: 'A', redacted: 'aug…', count: 1 });
    await world.unlock();
    await world.pass(HOUR);
    expect(world.notices).toEqual([]);
    await world.pass(1.5 * HOUR);
    expect(world.notices).toEqual(['5 things need you']);
  });

  it('that were put off come the next morning, and not twice', async () => {
    const world = machine();
    world.schedule.push(date('ERP Sync', START + 3 * DAY));
    await world.start();
    await world.unlock();
    expect(world.notices).toEqual(['ERP Sync expires in 3 days']);
    await world.snooze(['id-ERP Sync']);
    await world.start();
    await world.unlock();
    await world.pass(23 * HOUR);
    expect(world.notices).toHaveLength(1);
    await world.pass(3 * HOUR);
    expect(world.notices).toEqual(['ERP Sync expires in 3 days', 'ERP Sync expires in 2 days']);
    await world.pass(10 * HOUR);
    expect(world.notices).toHaveLength(2);
  });

  it('that are no longer put off are not repeated, and go on as usual', async () => {
    const world = machine();
    world.schedule.push(date('ERP Sync', START + 3 * DAY));
    await world.start();
    await world.unlock();
    await world.snooze(['id-ERP Sync']);
    await world.snooze(['id-ERP Sync'], null);
    await world.start();
    await world.unlock();
    expect(world.notices).toEqual(['ERP Sync expires in 3 days']);
    await world.pass(2 * DAY);
    expect(world.notices.slice(1)).toEqual(['ERP Sync expires tomorrow']);
  });

  it.each([
    ['named', ['An access review is due today']],
    ['unnamed', ['Something needs you soon']],
    ['none', []],
  ] as const)('speak of the next access review once, on its day; locked: %s', async (locked, told) => {
    const world = machine({ locked });
    const at = new Date(START + 20 * DAY).toISOString();
    world.schedule.push({ id: 'r', kind: 'review-due', at, days: [0] });
    await world.start();
    await world.unlock();
    world.lock();
    await world.pass(19 * DAY);
    expect(world.notices).toEqual([]);
    if (locked === 'named') await world.start();
    await world.pass(3 * DAY);
    expect(world.notices).toEqual(told);
  });

  it('survive that a lock is told of twice', async () => {
    const world = machine({ locked: 'unnamed' });
    world.schedule.push(date('ERP Sync', START + 5 * DAY));
    await world.start();
    await world.unlock();
    world.lock();
    world.lock();
    await world.pass(2 * DAY);
    expect(world.notices).toEqual(['ERP Sync expires in 5 days', 'Something needs you soon']);
  });

  it('wake the machine at most once an hour, and not at all where nothing is coming', async () => {
    const world = machine();
    await world.start();
    await world.unlock();
    expect(world.timers.size).toBe(0);
    world.schedule.push(date('ERP Sync', START + 300 * DAY));
    await world.unlock();
    let looks = 0;
    for (let minutes = 0; minutes < 60 * 24; minutes += 1) {
      const before = [...world.timers][0];
      await world.pass(60_000);
      if ([...world.timers][0] !== before) looks += 1;
      expect(world.timers.size).toBe(1);
    }
    expect(looks).toBeLessThanOrEqual(24);
  });
});

describe('a failure', () => {
  it('of reading, once, keeps nothing from being said: it is read again by itself', async () => {
    const world = machine({ mayFail: true });
    world.schedule.push(date('ERP Sync', START + 20 * DAY));
    world.faults.add('read');
    await world.start();
    await expect(world.unlock()).rejects.toThrow();
    expect(world.notices).toEqual([]);
    await world.pass(HOUR);
    expect(world.notices).toEqual(['ERP Sync expires in 20 days']);
  });

  it('of reading is not followed by another try once the vault is locked', async () => {
    const world = machine({ mayFail: true });
    world.faults.add('read');
    await world.start();
    await expect(world.unlock()).rejects.toThrow();
    world.lock();
    expect(world.timers.size).toBe(0);
  });

  it.each(['show', 'remember'] as const)('of: %s, once, costs at most that notice', async (what) => {
    const world = machine({ mayFail: true });
    world.schedule.push(date('ERP Sync', START + 20 * DAY));
    await world.start();
    await world.unlock();
    world.notices.length = 0;
    world.faults.add(what);
    await world.pass(19 * DAY + HOUR);
    expect(world.diagnosed).toHaveLength(1);
    expect(world.notices.map(thresholdOf)).toEqual(
      ['in 14 days', 'in 7 days', 'in 3 days', 'tomorrow'].slice(what === 'show' ? 1 : 0),
    );
  });
});
