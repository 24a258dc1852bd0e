/** Puts notices on the desktop. */
import { Notification } from 'electron';
import type { SpokenNotice } from './notice-words.ts';

export interface Notifier {
  isSupported(): boolean;
  show(notice: SpokenNotice): void;
  /** Takes everything away that is still shown. */
  close(): void;
}

export interface NotifierOptions {
  readonly iconPath: string;
  readonly snoozeLabel: () => string;
  readonly onOpen: (notice: SpokenNotice) => void;
  readonly onSnooze: (notice: SpokenNotice) => void;
}

export function createNotifier(options: NotifierOptions): Notifier {
  // A notification that nobody holds may be collected before it is clicked.
  const shown = new Set<Notification>();
  return {
    isSupported: () => Notification.isSupported(),
    show(notice) {
      const notification = new Notification({
        title: notice.title,
        body: notice.body,
        icon: options.iconPath,
        silent: true,
        // Ignored where the system's notifications have no buttons; there the tray's menu and the settings offer the same.
        ...(notice.entryId === null ? {} : { actions: [{ type: 'button', text: options.snoozeLabel() }] }),
      });
      shown.add(notification);
      notification.on('click', () => {
        options.onOpen(notice);
      });
      notification.on('action', () => {
        options.onSnooze(notice);
      });
      notification.on('close', () => {
        shown.delete(notification);
      });
      notification.show();
    },
    close() {
      for (const notification of shown) notification.close();
      shown.clear();
    },
  };
}
