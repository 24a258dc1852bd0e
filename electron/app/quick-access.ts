/** Copying a secret from anywhere: by a shortcut of the system's, off until it is chosen, from the tray, by a second start. */
import { app, globalShortcut } from 'electron';
import type { QuickShortcutState } from '../../shared/quick-shortcuts.ts';
import type { VaultProcessCallbacks } from '../wire/protocol.ts';
import type { QuickAttachment } from '../wire/quick-attachment.ts';
import type { MethodHandlers } from '../wire/rpc.ts';
import { isWayland } from '../platform/desktop-system.ts';
import { shownLanguage } from './messages.ts';
import type { QuickWindow } from './quick-window.ts';
import type { Profile } from './settings.ts';
import type { RunningProcess } from './utility-process.ts';

type Methods = Pick<VaultProcessCallbacks, 'main.copy-quick' | 'main.close-quick'>;
type Asking = () => Pick<RunningProcess<never>, 'hand'> | null;

export interface QuickAccess {
  /** Opens the window; the shortcut once more closes it. */
  readonly toggle: () => void;
  /** What became of the shortcut that the settings name. */
  readonly shortcutState: () => QuickShortcutState;
  /** Takes the shortcut of the settings from the system, and gives the one of before back. */
  followSettings(): void;
  /** @param asking the process that may ask; null once it is not the vault's any more */
  methodsFor(asking: Asking): MethodHandlers<Methods>;
  /** The vault locks, and what was shown of it goes. */
  close(): void;
}

export function createQuickAccess(options: {
  readonly profile: Pick<Profile, 'settings'>;
  readonly vaultFolder: string;
  readonly window: QuickWindow;
  /** Whether there is a vault that a person could open. */
  readonly isUsable: () => boolean;
  readonly showApp: () => void;
  readonly copySecret: (keyId: string) => Promise<unknown>;
  readonly shortcuts?: Pick<typeof globalShortcut, 'register' | 'unregister'>;
  readonly systemHasShortcuts?: boolean;
}): QuickAccess {
  const { profile, window, shortcuts = globalShortcut, systemHasShortcuts = !isWayland } = options;
  /** Of the process that was started last: it holds the vault, or will. */
  let vaultProcess: Asking = () => null;
  let state: QuickShortcutState = 'off';
  let taken: string | null = null;

  const toggle = (): void => {
    if (window.isOpen) {
      window.close();
      return;
    }
    if (!options.isUsable() || vaultProcess() === null) {
      options.showApp();
      return;
    }
    window.show((port) => {
      const language = shownLanguage(profile.settings.language, app.getLocale());
      vaultProcess()?.hand(
        { kind: 'attach-quick', folder: options.vaultFolder, language } satisfies QuickAttachment,
        port,
      );
    });
  };

  return {
    toggle,
    shortcutState: () => state,
    followSettings() {
      const { quickAccess } = profile.settings;
      if (taken === quickAccess) return;
      if (taken !== null) shortcuts.unregister(taken);
      taken = null;
      if (quickAccess === 'off') state = 'off';
      else if (!systemHasShortcuts) state = 'unsupported';
      else if (shortcuts.register(quickAccess, toggle)) {
        taken = quickAccess;
        state = 'works';
      } else state = 'taken';
    },
    methodsFor(asking) {
      vaultProcess = asking;
      return {
        'main.copy-quick': async ({ keyId }) => {
          if (asking() === null) return;
          await options.copySecret(keyId);
          window.close();
        },
        'main.close-quick': () => {
          if (asking() !== null) window.close();
        },
      };
    },
    close: window.close,
  };
}
