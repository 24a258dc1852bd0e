import { useCallback, useState, useSyncExternalStore } from 'react';

/** One timer for all who want the time as often: a table has dozens of them, and rows come and go with every scroll. */
interface Clock {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => number;
}

function makeClock(everyMs: number): Clock {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: number | null = null;
  const tick = (): void => {
    now = Date.now();
    for (const listener of [...listeners]) listener();
  };
  /** A page that nobody sees does not tick, and catches up when it is seen again. */
  const follow = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    if (listeners.size === 0 || document.hidden) return;
    tick();
    timer = window.setInterval(tick, everyMs);
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        document.addEventListener('visibilitychange', follow);
        follow();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        document.removeEventListener('visibilitychange', follow);
        follow();
      };
    },
    read() {
      // Nobody has looked for a while: the first one gets the time as it is.
      if (listeners.size === 0 && Math.abs(Date.now() - now) >= everyMs) now = Date.now();
      return now;
    },
  };
}

const clocks = new Map<number, Clock>();

function clockOf(everyMs: number): Clock {
  const clock = clocks.get(everyMs) ?? makeClock(everyMs);
  clocks.set(everyMs, clock);
  return clock;
}

const still = (): (() => void) => () => undefined;

/** The time, read again every `everyMs`; null: no need, so nothing ticks. */
export function useNow(everyMs: number | null): number {
  const [since] = useState(() => Date.now());
  const clock = everyMs === null ? null : clockOf(everyMs);
  const read = useCallback(() => (clock === null ? since : clock.read()), [clock, since]);
  return useSyncExternalStore(clock === null ? still : clock.subscribe, read);
}
