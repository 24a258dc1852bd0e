/** Locks the vault by itself, and says so shortly before. */
import { APP_ICON } from './first-window.ts';
import { startLockTriggers, type LockTriggers } from './lock-triggers.ts';
import { createLockWarning } from './lock-warning.ts';
import { wordsOf } from './notice-service.ts';
import type { Profile } from './settings.ts';
import type { MainWindow } from './window.ts';

type TriggerOptions = Parameters<typeof startLockTriggers>[0];

interface AutoLock extends LockTriggers {
  /** What locked the vault the last time, where it was no person; null while it is open. */
  lockedBecause(): Parameters<TriggerOptions['lock']>[0] | null;
}

export function createAutoLock(
  options: {
    readonly profile: Profile;
    readonly mainWindow: Pick<MainWindow, 'isVisible' | 'show'>;
    readonly tellWindow: Parameters<typeof createLockWarning>[0]['tellWindow'];
    readonly lock: () => void;
    readonly closeQuick: () => void;
  } & Pick<TriggerOptions, 'isUnlocked' | 'diagnose' | 'listenAfter'>,
): AutoLock {
  let lockedBecause: ReturnType<AutoLock['lockedBecause']> = null;
  const { profile, mainWindow } = options;
  const warning = createLockWarning({
    iconPath: APP_ICON,
    words: () => wordsOf(profile),
    isWindowVisible: mainWindow.isVisible,
    tellWindow: options.tellWindow,
    onClick: () => {
      triggers.stay();
      mainWindow.show();
    },
  });
  const triggers = startLockTriggers({
    autoLockMinutes: () => profile.settings.autoLockMinutes,
    isUnlocked: options.isUnlocked,
    lock: (why) => {
      // One that was locked already stays locked for the reason of then.
      if (options.isUnlocked()) lockedBecause = why;
      options.lock();
      // SECURITY: also while the vault is locked: half a password may stand in it.
      options.closeQuick();
    },
    onWarning: warning.show,
    diagnose: options.diagnose,
    listenAfter: options.listenAfter,
  });
  return {
    ...triggers,
    restart() {
      if (options.isUnlocked()) lockedBecause = null;
      triggers.restart();
    },
    lockedBecause: () => lockedBecause,
  };
}
