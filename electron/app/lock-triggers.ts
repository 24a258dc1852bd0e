/** What locks the vault without being asked: idling, sleep, the system's lock screen, switching users. */
import { powerMonitor } from 'electron';

export interface LockTriggers {
  stop(): void;
}

/** The system's idle time is asked this often; coarse, so that the processor can rest. */
const CHECK_INTERVAL_MS = 10_000;

export function startLockTriggers(options: {
  readonly autoLockMinutes: () => number;
  readonly isUnlocked: () => boolean;
  readonly lock: (why: 'idle' | 'suspend' | 'lock-screen' | 'user-switch') => void;
}): LockTriggers {
  const timer = setInterval(() => {
    if (options.isUnlocked() && powerMonitor.getSystemIdleTime() >= options.autoLockMinutes() * 60) {
      options.lock('idle');
    }
  }, CHECK_INTERVAL_MS);
  const onSuspend = (): void => {
    options.lock('suspend');
  };
  const onLockScreen = (): void => {
    options.lock('lock-screen');
  };
  const onUserSwitch = (): void => {
    options.lock('user-switch');
  };
  powerMonitor.on('suspend', onSuspend);
  // These two fire on macOS and Windows only.
  powerMonitor.on('lock-screen', onLockScreen);
  powerMonitor.on('user-did-resign-active', onUserSwitch);
  return {
    stop() {
      clearInterval(timer);
      powerMonitor.off('suspend', onSuspend);
      powerMonitor.off('lock-screen', onLockScreen);
      powerMonitor.off('user-did-resign-active', onUserSwitch);
    },
  };
}
