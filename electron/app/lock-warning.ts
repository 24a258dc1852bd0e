/** Tells that the vault locks soon: in the window where somebody may see it, on the desktop where the window is hidden. */
import { Notification } from 'electron';
import type { MainMessages } from './messages.ts';

export interface LockWarning {
  /** Null: the danger is over. */
  show(locksAt: Date | null): void;
}

export function createLockWarning(options: {
  readonly iconPath: string;
  readonly words: () => MainMessages;
  readonly isWindowVisible: () => boolean;
  readonly tellWindow: (locksAt: string | null) => void;
  /** Clicking it is as good as using the app. */
  readonly onClick: () => void;
}): LockWarning {
  let shown: Notification | null = null;
  return {
    show(locksAt) {
      shown?.close();
      shown = null;
      options.tellWindow(locksAt?.toISOString() ?? null);
      if (locksAt === null || options.isWindowVisible() || !Notification.isSupported()) return;
      const words = options.words();
      const seconds = Math.max(1, Math.round((locksAt.getTime() - Date.now()) / 1000));
      shown = new Notification({
        title: words['notice.locks-soon'],
        body: words['notice.locks-soon-body'](seconds),
        icon: options.iconPath,
        silent: true,
      });
      shown.on('click', options.onClick);
      shown.show();
    },
  };
}
