/** Locks the vault by itself, and says so shortly before. */
import { APP_ICON } from './first-window.ts';
import { startLockTriggers } from './lock-triggers.ts';
import { createLockWarning } from './lock-warning.ts';
import { wordsOf } from './notice-service.ts';
import type { Profile } from './settings.ts';
import type { MainWindow } from './window.ts';

type TriggerOptions = Parameters<typeof startLockTriggers>[0];

export function createAutoLock(
  options: {
    readonly profile: Profile;
    readonly mainWindow: Pick<MainWindow, 'isVisible' | 'show'>;
    readonly tellWindow: Parameters<typeof createLockWarning>[0]['tellWindow'];
  } & Pick<TriggerOptions, 'isUnlocked' | 'lock' | 'diagnose' | 'listenAfter'>,
): ReturnType<typeof startLockTriggers> {
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
    lock: options.lock,
    onWarning: warning.show,
    diagnose: options.diagnose,
    listenAfter: options.listenAfter,
  });
  return triggers;
}
