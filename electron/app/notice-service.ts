/** The notice center as the app runs it: with the vault's process, the settings, the keychain and the desktop. */
import path from 'node:path';
import { app, powerMonitor } from 'electron';
import type { EventPayload } from '../../shared/ipc-contract.ts';
import { APP_ICON } from './first-window.ts';
import type { Keychain } from './keychain.ts';
import { mainMessages, type MainMessages } from './messages.ts';
import { createNoticeCenter, type NoticeCenter } from './notice-center.ts';
import { serverReadsMarkup } from './notification-text.ts';
import { createNotifier } from './notifier.ts';
import { createSealedFile } from './sealed-file.ts';
import type { Profile } from './settings.ts';
import type { VaultController } from './vault-controller.ts';
import { isLinux } from '../platform/desktop-system.ts';
import { say } from '../../shared/messages/say.ts';

export interface NoticeServiceOptions {
  readonly profile: Profile;
  readonly profileFolder: string;
  readonly keychain: Keychain;
  readonly call: VaultController['call'];
  readonly navigate: (target: EventPayload<'app.navigate'>) => void;
  readonly onDue: () => void;
  /** What was kept for notices while locked could have been read by others, and was destroyed. */
  readonly onDestroyed: () => void;
  readonly diagnose: (thrown: unknown) => void;
}

export const SEALED_IN_PUBLIC = {
  message: say('app.what-notices-need-while-the-vault-is'),
  hint: say('app.no-secret-was-in-it-it-is'),
};

/** Main's words in the language of the interface as it is now. */
export function wordsOf(profile: Profile): MainMessages {
  return mainMessages(profile.settings.language, app.getLocale());
}

export function createNoticeService(options: NoticeServiceOptions): NoticeCenter {
  const { profile } = options;
  const notifier = createNotifier({
    iconPath: APP_ICON,
    bodyMarkup: () =>
      isLinux ? serverReadsMarkup(process.env['DBUS_SESSION_BUS_ADDRESS']) : Promise.resolve(false),
    snoozeLabel: () => wordsOf(profile)['notice.snooze'],
    onOpen: ({ target }) => {
      options.navigate(target);
    },
    onSnooze: ({ entryId }) => {
      if (entryId !== null) void center.snooze([entryId]).catch(options.diagnose);
    },
  });
  const center = createNoticeCenter({
    read: () => options.call('process.notices', undefined),
    remember: (told) => options.call('process.remember-notices', told),
    sealed: createSealedFile(
      path.join(options.profileFolder, 'notices.sealed'),
      options.keychain,
      options.onDestroyed,
    ),
    settings: () => {
      const { settings } = profile;
      return {
        enabled: settings.notifications && notifier.isSupported(),
        rules: {
          days: settings.noticeDays,
          afterwards: settings.noticeAfterwards,
          quiet: settings.quietHours,
        },
        locked: settings.lockedNotices,
      };
    },
    words: () => wordsOf(profile),
    show: (notice) => {
      notifier.show(notice);
    },
    onDue: options.onDue,
    diagnose: options.diagnose,
  });
  const look = (): void => {
    void center.look().catch(options.diagnose);
  };
  // What fell into the sleep is due now; a timer may have been held up by it.
  powerMonitor.on('resume', look);
  powerMonitor.on('unlock-screen', look);
  return {
    ...center,
    stop() {
      powerMonitor.off('resume', look);
      powerMonitor.off('unlock-screen', look);
      notifier.close();
      center.stop();
    },
  };
}
