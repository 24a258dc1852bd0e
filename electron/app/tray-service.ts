/** The tray as the app runs it: what it shows follows the vault and the notices, what it offers goes to them. */
import { app } from 'electron';
import type { NavigationTarget } from '../../shared/ipc/desktop-channels.ts';
import type { MainMessages } from './messages.ts';
import type { NoticeCenter } from './notice-center.ts';
import { createTray } from './tray.ts';

/** What the tray speaks of, in days from now. */
const DUE_DAYS = 7;

export interface TrayService {
  /** False where the desktop has no tray; the app then works without one. */
  readonly exists: boolean;
  /** Shows the state of now. */
  update(): void;
  destroy(): void;
}

export function createTrayService(options: {
  readonly iconFolder: string;
  readonly notices: NoticeCenter;
  readonly isUnlocked: () => boolean;
  readonly words: () => MainMessages;
  readonly navigate: (target: NavigationTarget | null) => void;
  readonly lock: () => void;
  readonly diagnose: (thrown: unknown) => void;
}): TrayService {
  const { notices, navigate } = options;
  const tray = createTray(options.iconFolder, {
    open: () => {
      navigate(null);
    },
    lock: options.lock,
    scan: () => {
      navigate({ to: 'findings', keyId: null });
    },
    showDue: (keyId) => {
      navigate({ to: keyId === null ? 'overview' : 'keys', keyId });
    },
    remindTomorrow: () => {
      void notices.snooze(notices.due(DUE_DAYS).map(({ entry }) => entry.id)).catch(options.diagnose);
    },
    quit: () => {
      app.quit();
    },
  });
  return {
    exists: tray !== null,
    update() {
      const unlocked = options.isUnlocked();
      const due = notices
        .due(DUE_DAYS)
        .map(({ entry, days }) => ({ keyId: entry.keyId, name: entry.name, days }));
      const state = unlocked ? (due.length === 0 ? 'fine' : 'attention') : 'locked';
      tray?.update({ state, due, canLock: unlocked }, options.words());
    },
    destroy() {
      tray?.destroy();
    },
  };
}
