/** Shows the notices that are due, once each, and keeps looking as long as the vault is open. */
import { Notification } from 'electron';
import type { ScheduledDate } from '../processes/protocol.ts';
import { combineNotices, dueNotices } from './notices.ts';
import type { Profile } from './settings.ts';

export interface Notifier {
  /** Looks at once, and from then on every hour and when told. */
  update(schedule: readonly ScheduledDate[]): void;
  clear(): void;
}

/** Often enough for a date to be noticed on its day, rare enough to let the machine sleep. */
const CHECK_INTERVAL_MS = 3_600_000;

export function createNotifier(options: {
  readonly profile: Profile;
  readonly iconPath: string;
  readonly onOpen: (keyId: string | null) => void;
  readonly now?: () => Date;
}): Notifier {
  const now = options.now ?? ((): Date => new Date());
  let schedule: readonly ScheduledDate[] = [];
  let timer: NodeJS.Timeout | null = null;
  // A notification that nobody holds may be collected before it is clicked.
  const shown = new Set<Notification>();

  const check = (): void => {
    if (!options.profile.settings.notifications || !Notification.isSupported()) return;
    const { notices, settled } = dueNotices(schedule, options.profile.shownNotices, now());
    if (settled.length > 0) options.profile.addShownNotices(settled);
    for (const { title, body, keyId } of combineNotices(notices)) {
      const notification = new Notification({ title, body, icon: options.iconPath, silent: true });
      shown.add(notification);
      notification.on('click', () => {
        options.onOpen(keyId);
      });
      notification.on('close', () => {
        shown.delete(notification);
      });
      notification.show();
    }
  };

  return {
    update(next) {
      schedule = next;
      check();
      timer ??= setInterval(check, CHECK_INTERVAL_MS);
    },
    clear() {
      schedule = [];
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
}
