/** Puts notices on the desktop. */
import { Notification } from 'electron';
import { harmlessNotification } from './notification-text.ts';
import type { SpokenNotice } from './notice-words.ts';

export interface Notifier {
  isSupported(): boolean;
  show(notice: SpokenNotice): void;
  /** Takes everything away that is still shown. */
  close(): void;
}

export interface NotifierOptions {
  readonly iconPath: string;
  /** Whether the system reads markup in a body. Never rejects. */
  readonly bodyMarkup: () => Promise<boolean>;
  readonly snoozeLabel: () => string;
  readonly onOpen: (notice: SpokenNotice) => void;
  readonly onSnooze: (notice: SpokenNotice) => void;
}

export function createNotifier(options: NotifierOptions): Notifier {
  // A notification that nobody holds may be collected before it is clicked.
  const shown = new Set<Notification>();
  let before: Promise<void> = Promise.resolve();
  let closed = 0;
  const show = (notice: SpokenNotice, bodyMarkup: boolean): void => {
    const notification = new Notification({
      ...harmlessNotification(notice, bodyMarkup),
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
  };
  return {
    isSupported: () => Notification.isSupported(),
    show(notice) {
      const asked = closed;
      // One after the other, so that they come in the order in which they were given.
      before = before.then(async () => {
        const bodyMarkup = await options.bodyMarkup();
        if (asked === closed) show(notice, bodyMarkup);
      });
    },
    close() {
      closed += 1;
      for (const notification of shown) notification.close();
      shown.clear();
    },
  };
}
