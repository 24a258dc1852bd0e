import { describe, expect, it } from 'vitest';
import { createIdleSource, createIdleWatch } from '../../../electron/app/idle-watch.ts';

/** A person, a clock and the watch. */
function setup(limitSeconds = 300) {
  let now = 1_000_000_000;
  let lastInput = now;
  let unlocked = true;
  const timers = new Set<{ at: number; work: () => void }>();
  const warnings: (number | null)[] = [];
  let looks = 0;
  let locks = 0;
  const watch = createIdleWatch({
    idleSeconds: () => {
      looks += 1;
      return Math.floor((now - lastInput) / 1000);
    },
    limitSeconds: () => limitSeconds,
    isUnlocked: () => unlocked,
    onWarning: (at) => warnings.push(at === null ? null : Math.round((at.getTime() - now) / 1000)),
    onLock: () => {
      locks += 1;
      unlocked = false;
      watch.restart();
    },
    now: () => now,
    setTimer: (work, milliseconds) => {
      const timer = { at: now + milliseconds, work };
      timers.add(timer);
      return { cancel: () => timers.delete(timer) };
    },
  });
  return {
    watch,
    warnings,
    timers,
    looks: () => looks,
    locks: () => locks,
    input: () => {
      lastInput = now;
    },
    lock: () => {
      unlocked = false;
      watch.restart();
    },
    pass(seconds: number) {
      const until = now + seconds * 1000;
      for (;;) {
        const next = [...timers].toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > until) break;
        timers.delete(next);
        now = next.at;
        next.work();
      }
      now = until;
    },
  };
}

describe('idling', () => {
  it('is warned of half a minute before it locks, and locks', () => {
    const { watch, pass, warnings, locks } = setup();
    watch.restart();
    pass(269);
    expect(warnings).toEqual([]);
    pass(2);
    expect(warnings).toEqual([30]);
    pass(28);
    expect(locks()).toBe(0);
    pass(2);
    expect(locks()).toBe(1);
    expect(warnings).toEqual([30, null]);
  });

  it('that ends takes the warning back', () => {
    const { watch, pass, warnings, locks, input } = setup();
    watch.restart();
    pass(280);
    input();
    pass(2);
    expect(warnings).toEqual([30, null]);
    pass(265);
    expect(locks()).toBe(0);
  });

  it('begins anew when somebody says so, also where the system saw no input', () => {
    const { watch, pass, warnings, locks } = setup();
    watch.restart();
    pass(280);
    watch.stay();
    expect(warnings.at(-1)).toBeNull();
    pass(260);
    expect(locks()).toBe(0);
    pass(41);
    expect(locks()).toBe(1);
  });

  it('is warned of at half of a limit that is short', () => {
    const { watch, pass, warnings } = setup(20);
    watch.restart();
    pass(11);
    expect(warnings).toEqual([10]);
  });

  it('of before the vault was opened does not count', () => {
    const { watch, pass, locks } = setup(60);
    pass(3600);
    watch.restart();
    pass(20);
    expect(locks()).toBe(0);
  });

  it('is looked at a few times an hour while somebody works, and never while locked', () => {
    const { watch, pass, looks, timers, input, lock } = setup();
    watch.restart();
    for (let minutes = 0; minutes < 60; minutes += 1) {
      input();
      pass(60);
    }
    expect(looks()).toBeLessThanOrEqual(20);
    lock();
    expect(timers.size).toBe(0);
  });
});

describe('who measures it', () => {
  it('is this window where the system never says anything, until it does', () => {
    let now = 0;
    let system = 0;
    const source = createIdleSource({ systemIdleSeconds: () => system, mayBeBlind: true, now: () => now });
    now = 90_000;
    expect(source.seconds()).toBe(90);
    source.used();
    expect(source.seconds()).toBe(0);
    expect(source.measuredBy).toBe('window');
    system = 7;
    expect(source.seconds()).toBe(7);
    system = 0;
    now = 500_000;
    expect(source.seconds()).toBe(0);
    expect(source.measuredBy).toBe('system');
  });

  it('is the system where it is known to know', () => {
    const source = createIdleSource({ systemIdleSeconds: () => 0, mayBeBlind: false, now: () => 1e9 });
    expect(source.seconds()).toBe(0);
    expect(source.measuredBy).toBe('system');
  });
});

describe('whether somebody is there', () => {
  it('is the word of the system or of the window’s input, for ten seconds', () => {
    let at = 0;
    let system = 0;
    const source = createIdleSource({ systemIdleSeconds: () => system, mayBeBlind: false, now: () => at });
    expect(source.isSomebodyThere()).toBe(true);
    at += 11_000;
    system = 11;
    expect(source.isSomebodyThere()).toBe(false);
    source.used();
    expect(source.isSomebodyThere()).toBe(true);
    at += 60_000;
    expect(source.isSomebodyThere()).toBe(false);
    system = 3;
    expect(source.isSomebodyThere()).toBe(true);
  });

  it('is the window’s word alone where the system never says anything but zero', () => {
    let at = 0;
    const source = createIdleSource({ systemIdleSeconds: () => 0, mayBeBlind: true, now: () => at });
    at += 11_000;
    expect(source.isSomebodyThere()).toBe(false);
    source.used();
    expect(source.isSomebodyThere()).toBe(true);
  });
});
