/**
 * Locks after idling, and says so beforehand. Looks only when something can have come due: with ten idle seconds of five
 * minutes behind it, the next look is in four and a half minutes.
 */
import { realTimer } from './timer.ts';

export interface IdleWatchOptions {
  /** Seconds without input; see `effectiveIdleSeconds`. */
  readonly idleSeconds: () => number;
  readonly limitSeconds: () => number;
  readonly isUnlocked: () => boolean;
  /** When the vault will lock; null when the danger is over. */
  readonly onWarning: (locksAt: Date | null) => void;
  readonly onLock: () => void;
  readonly now?: () => number;
  readonly setTimer?: (work: () => void, milliseconds: number) => { cancel(): void };
}

export interface IdleWatch {
  /** The vault was unlocked or locked: idling begins anew. */
  restart(): void;
  /** The limit was changed: looks anew. */
  look(): void;
  /** Somebody asked to stay unlocked: idling begins anew, whatever the system says. */
  stay(): void;
  stop(): void;
}

/** How long before locking the warning comes, at the most half of the limit. */
const WARNING_SECONDS = 30;
/** While the warning stands, whether somebody came back is looked for this often. */
const WARNED_LOOK_MS = 1000;

export function createIdleWatch(options: IdleWatchOptions): IdleWatch {
  const now = options.now ?? ((): number => Date.now());
  const setTimer = options.setTimer ?? realTimer;
  let timer: { cancel(): void } | null = null;
  let warnedOf: number | null = null;
  /** When idling was last said to be over. */
  let activeAt = 0;

  const warn = (locksAt: number | null): void => {
    // Looks come a second apart and idle time is in whole seconds: a moment's difference is the same moment.
    if (locksAt === null ? warnedOf === null : warnedOf !== null && Math.abs(locksAt - warnedOf) < 1500)
      return;
    warnedOf = locksAt;
    options.onWarning(locksAt === null ? null : new Date(locksAt));
  };

  const look = (): void => {
    timer?.cancel();
    timer = null;
    if (!options.isUnlocked()) {
      warn(null);
      return;
    }
    const limit = options.limitSeconds();
    const sinceActive = Math.max(0, Math.floor((now() - activeAt) / 1000));
    const idle = Math.min(options.idleSeconds(), sinceActive);
    const warnFrom = limit - Math.min(WARNING_SECONDS, limit / 2);
    if (idle >= limit) {
      warn(null);
      options.onLock();
      return;
    }
    if (idle >= warnFrom) {
      warn(now() + (limit - idle) * 1000);
      timer = setTimer(look, WARNED_LOOK_MS);
      return;
    }
    warn(null);
    timer = setTimer(look, Math.max(WARNED_LOOK_MS, (warnFrom - idle) * 1000));
  };

  return {
    restart() {
      // Unlocking is use, even where it was done without keyboard or mouse.
      activeAt = now();
      look();
    },
    look,
    stay() {
      activeAt = now();
      look();
    },
    stop() {
      timer?.cancel();
      timer = null;
    },
  };
}

export interface IdleSource {
  seconds(): number;
  /** The app's own window was used. */
  used(): void;
  /** SECURITY: by the system's word or the window's input; a page that says so by itself is nobody. */
  isSomebodyThere(): boolean;
  readonly measuredBy: 'system' | 'window';
}

/** How long after the last input somebody still counts as there. */
const THERE_SECONDS = 10;

/**
 * What the system says, or where it never says anything but zero (some Wayland compositors), how long this app's own
 * window was not used.
 */
export function createIdleSource(options: {
  readonly systemIdleSeconds: () => number;
  /** The system may not know. */
  readonly mayBeBlind: boolean;
  readonly now?: () => number;
}): IdleSource {
  const now = options.now ?? ((): number => Date.now());
  let usedAt = now();
  let systemKnows = !options.mayBeBlind;
  return {
    seconds() {
      const system = options.systemIdleSeconds();
      if (system > 0) systemKnows = true;
      return systemKnows ? system : Math.floor((now() - usedAt) / 1000);
    },
    used() {
      usedAt = now();
    },
    isSomebodyThere() {
      const sinceUsed = (now() - usedAt) / 1000;
      return Math.min(sinceUsed, systemKnows ? options.systemIdleSeconds() : sinceUsed) <= THERE_SECONDS;
    },
    get measuredBy() {
      return systemKnows ? ('system' as const) : ('window' as const);
    },
  };
}
