/** The tray as the app runs it: what it shows follows the vault and the notices, what it offers goes to them. */
import { app } from 'electron';
import type { NavigationTarget } from '../../shared/ipc/desktop-channels.ts';
import { ICON_FOLDER } from './first-window.ts';
import type { MainMessages } from './messages.ts';
import type { NoticeCenter } from './notice-center.ts';
import { createTray, trayState } from './tray.ts';
import { hasTrayHost } from './tray-host.ts';
import type { VaultController } from './vault-controller.ts';

/** What the tray speaks of, in days from now. */
const DUE_DAYS = 7;
/** How long a panel is waited for at login: ten seconds. */
const HOST_LOOKS = 20;
const HOST_LOOK_MS = 500;

export interface TrayService {
  /** False where the desktop shows no tray icons; the app then works without one. */
  readonly exists: boolean;
  /** Looks again: a panel may have come or gone. */
  look(): Promise<void>;
  /** At login the panel may come after the app: gives it a while. */
  awaitHost(): Promise<void>;
  /** Shows the state of now. */
  update(): void;
  destroy(): void;
}

export function createTrayService(options: {
  readonly notices: NoticeCenter;
  readonly vault: Pick<VaultController, 'status' | 'isUsable'>;
  readonly words: () => MainMessages;
  readonly navigate: (target: NavigationTarget | null) => void;
  readonly lock: () => void;
  readonly quickAccess: () => void;
  readonly scanAll: () => void;
  /** The desktop shows tray icons from now on, or no longer. */
  readonly onHostChange: () => void;
  readonly diagnose: (thrown: unknown) => void;
}): TrayService {
  const { vault, notices, navigate } = options;
  const tray = createTray(ICON_FOLDER, {
    open: () => {
      navigate(null);
    },
    quickAccess: options.quickAccess,
    lock: options.lock,
    scan: () => {
      options.scanAll();
      navigate({ to: 'findings', keyId: null });
    },
    showDue: (to, keyId) => {
      navigate({ to, keyId });
    },
    remindTomorrow: () => {
      void notices.snooze(notices.due(DUE_DAYS).map(({ entry }) => entry.id)).catch(options.diagnose);
    },
    quit: () => {
      app.quit();
    },
  });
  let hosted = false;
  const look = async (): Promise<void> => {
    const before = hosted;
    hosted = tray !== null && (await hasTrayHost());
    if (hosted !== before) options.onHostChange();
  };
  const isHosted = (): boolean => hosted;
  return {
    get exists() {
      return isHosted();
    },
    look,
    async awaitHost() {
      for (let looks = 0; looks < HOST_LOOKS; looks += 1) {
        await look();
        if (isHosted()) return;
        await new Promise((resolve) => setTimeout(resolve, HOST_LOOK_MS));
      }
    },
    update() {
      const { phase } = vault.status;
      const unlocked = phase === 'unlocked';
      const due = notices
        .due(DUE_DAYS)
        .map(({ entry, days }) =>
          entry.kind === 'review-due'
            ? { to: 'review' as const, keyId: null, name: options.words()['tray.review'], days }
            : { to: 'keys' as const, keyId: entry.keyId, name: entry.name, days },
        );
      const waiting = unlocked ? notices.waiting() : null;
      const state = trayState(phase, waiting, due.length > 0);
      tray?.update({ state, due, waiting, canLock: unlocked, canCopy: vault.isUsable }, options.words());
    },
    destroy() {
      tray?.destroy();
    },
  };
}
