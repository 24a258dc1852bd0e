/** What locks the vault without being asked: idling, sleep, the system's lock screen, switching users. */
import { powerMonitor } from 'electron';
import type { LockTriggerState } from '../../shared/ipc/desktop-channels.ts';
import { createIdleSource, createIdleWatch } from './idle-watch.ts';
import { watchLockSignals, type LockSignals, type SystemLockReason } from './lock-signals.ts';
import { thisPlatform } from '../platform/this-platform.ts';

export interface LockTriggers {
  /** The vault was unlocked or locked. */
  restart(): void;
  /** A setting changed. */
  look(): void;
  /** Somebody asked to stay unlocked, by a click on the system's own notice. */
  stay(): void;
  /** The page says that somebody did: believed only while there is somebody. */
  stayForPage(): void;
  /** The app's own window was used. */
  used(): void;
  /** Which of them work on this system, now. */
  describe(): Promise<LockTriggerState>;
  stop(): void;
}

export interface LockTriggerOptions {
  readonly autoLockMinutes: () => number;
  readonly isUnlocked: () => boolean;
  readonly lock: (why: 'idle' | SystemLockReason) => void;
  readonly onWarning: (locksAt: Date | null) => void;
  readonly diagnose: (line: string) => void;
  /** The buses are not asked before: the first window comes first, and nothing is open yet that could be locked. */
  readonly listenAfter: Promise<void>;
}

export function startLockTriggers(
  options: LockTriggerOptions,
  platform: NodeJS.Platform = thisPlatform,
): LockTriggers {
  const linux = platform === 'linux';
  const source = createIdleSource({
    systemIdleSeconds: () => powerMonitor.getSystemIdleTime(),
    mayBeBlind: linux && process.env['XDG_SESSION_TYPE'] === 'wayland',
  });
  const idle = createIdleWatch({
    idleSeconds: source.seconds,
    limitSeconds: () => options.autoLockMinutes() * 60,
    isUnlocked: options.isUnlocked,
    onWarning: options.onWarning,
    onLock: () => {
      options.lock('idle');
    },
  });
  const listeners: readonly (readonly [event: string, why: SystemLockReason])[] = [
    ['suspend', 'suspend'],
    // These two fire on macOS and Windows only; on Linux the bus says it.
    ['lock-screen', 'lock-screen'],
    ['user-did-resign-active', 'user-switch'],
  ];
  const emitter = powerMonitor as NodeJS.EventEmitter;
  const stops = listeners.map(([event, why]) => {
    const listener = (): void => {
      options.lock(why);
    };
    emitter.on(event, listener);
    return () => emitter.off(event, listener);
  });
  const signals: Promise<LockSignals> | null = linux
    ? options.listenAfter.then(() => watchLockSignals({ onLock: options.lock, diagnose: options.diagnose }))
    : null;

  return {
    restart: idle.restart,
    look: idle.look,
    stay: idle.stay,
    stayForPage() {
      if (source.isSomebodyThere()) idle.stay();
    },
    used: source.used,
    async describe() {
      const found = signals === null ? null : await (await signals).sources();
      return {
        idle: source.measuredBy,
        // logind's word is all that announces sleep on Linux.
        sleep: found === null || found.login,
        lockScreen: found === null || found.session || found.screenSaver !== null,
        userSwitch: found === null || found.session,
      };
    },
    stop() {
      idle.stop();
      for (const stop of stops) stop();
      signals
        ?.then((watched) => {
          watched.stop();
        })
        .catch(() => undefined);
    },
  };
}
