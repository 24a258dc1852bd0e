/** Copying a secret from anywhere: by a shortcut of the system's, off until it is chosen, from the tray, by a second start. */
import { app, globalShortcut } from 'electron';
import type { QuickShortcutState } from '../../shared/quick-shortcuts.ts';
import type { QuickCallbacks } from '../wire/protocol.ts';
import type { MethodHandlers } from '../wire/rpc.ts';
import { isWayland } from '../platform/desktop-system.ts';
import { shownLanguage } from './messages.ts';
import type { QuickWindow } from './quick-window.ts';
import type { Profile } from './settings.ts';
import type { VaultController } from './vault-controller.ts';

export interface QuickAccess {
  /** The vault's process was started: takes the shortcut, and opens the window where that was asked for before. */
  begin(): void;
  /** Opens the window; the shortcut once more closes it. */
  readonly toggle: () => void;
  /** What became of the shortcut that the settings name. */
  readonly shortcutState: () => QuickShortcutState;
  /** Takes the shortcut of the settings from the system, and gives the one of before back. */
  followSettings(): void;
  /** @param isAsking whether that process is still the vault's */
  methodsFor(isAsking: () => boolean): MethodHandlers<QuickCallbacks>;
  /** The vault locks, and what was shown of it goes. */
  close(): void;
}

export function createQuickAccess(options: {
  readonly profile: Pick<Profile, 'settings'>;
  readonly window: QuickWindow;
  /** Whether there is a vault that a person could open. */
  readonly isUsable: () => boolean;
  /** Gives the vault's process the port to the window. */
  readonly attach: VaultController['attachQuick'];
  readonly showApp: () => void;
  readonly copySecret: (keyId: string) => Promise<unknown>;
  readonly shortcuts?: Pick<typeof globalShortcut, 'register' | 'unregister'>;
  readonly systemHasShortcuts?: boolean;
}): QuickAccess {
  const { profile, window, shortcuts = globalShortcut, systemHasShortcuts = !isWayland } = options;
  let state: QuickShortcutState = 'off';
  let taken: string | null = null;
  /** How often it was opened: what was asked in one window closes no later one. */
  let opened = 0;
  let begun = false;
  /** Before there was a process that could fill it, as by a shortcut of the desktop's own that starts the app. */
  let wanted = false;

  const toggle = (): void => {
    if (!begun) {
      wanted = true;
      return;
    }
    if (window.isOpen) {
      window.close();
      return;
    }
    if (!options.isUsable()) {
      options.showApp();
      return;
    }
    opened += 1;
    window.show((port) => {
      options.attach(port, shownLanguage(profile.settings.language, app.getLocale()));
    });
  };

  const followSettings = (): void => {
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
  };

  return {
    begin() {
      followSettings();
      begun = true;
      if (wanted) toggle();
    },
    toggle,
    shortcutState: () => state,
    followSettings,
    methodsFor: (isAsking) => ({
      'main.copy-quick': async ({ keyId }) => {
        if (!isAsking()) return;
        const asking = opened;
        await options.copySecret(keyId);
        if (opened === asking) window.close();
      },
      'main.close-quick': () => {
        if (isAsking()) window.close();
      },
    }),
    close: window.close,
  };
}
