/** Answers the page's calls to main, over the parts of the app. */
import { app, nativeTheme, shell } from 'electron';
import type { AppState } from '../../shared/ipc-contract.ts';
import { askAboutAddresses } from './address-question.ts';
import { shownLanguage } from './messages.ts';
import { wordsOf } from './notice-service.ts';
import type { Desks } from './desks.ts';
import { assertFits } from './handlers/grant-handlers.ts';
import { ipcHandlers } from './handlers/handlers.ts';
import { registerIpc } from '../wire/wrapper.ts';
import type { Logger } from './logger.ts';
import { askAndMove } from './move-service.ts';
import type { MainWindow } from './window.ts';
import { servicePagesUrl } from './external-links.ts';
import type { IpcServices } from './handlers/services.ts';
import { openExternal } from './open-external.ts';
import type { Profile } from './settings.ts';
import type { VaultController } from './vault-controller.ts';

type SettingChanges = Parameters<IpcServices['app']['updateSettings']>[0];

export interface PageCallParts {
  readonly vault: VaultController;
  readonly profile: Profile;
  readonly mainWindow: Pick<MainWindow, 'isTrusted'>;
  readonly logger: Logger;
  readonly lock: () => Promise<void>;
  readonly state: () => AppState;
  readonly showState: () => void;
  readonly desks: Desks;
  readonly services: Omit<IpcServices, 'vault' | 'app' | 'grants' | 'kit' | 'editor'>;
  /** Whoever goes by a setting looks at it again. */
  readonly onSettings: (changes: SettingChanges) => void;
}

export function servePageCalls(parts: PageCallParts): void {
  const { vault, logger } = parts;
  const { grants, kit, editors } = parts.desks;
  registerIpc({
    isUnlocked: () => vault.status.phase === 'unlocked',
    isTrustedSender: parts.mainWindow.isTrusted,
    onDrop: (purpose, file) => {
      assertFits(vault.status.phase, purpose);
      return grants.dropped(purpose, file);
    },
    onInternalError: (channel, thrown) => {
      logger.error(`call ${channel}`, thrown);
    },
    handlers: ipcHandlers({
      ...parts.services,
      ...{ grants, kit },
      editor: editors.editor,
      vault: vaultFor(parts),
      app: appFor(parts),
    }),
  });
}

function vaultFor({ vault, profile, lock, showState }: PageCallParts): IpcServices['vault'] {
  return {
    call: vault.call,
    quickUnlock: vault.quickUnlock,
    lock,
    acceptRollback: vault.acceptRollback,
    setQuickUnlock: async (enabled) => {
      await vault.call('process.set-quick-unlock', { enabled });
      profile.setQuickUnlock(enabled);
      showState();
    },
  };
}

function appFor(parts: PageCallParts): IpcServices['app'] {
  const { profile, state, showState, onSettings } = parts;
  const { grants, editors, asking, dialogs, questions } = parts.desks;
  return {
    state,
    confirmWeakening: (changes) => asking.weakening(profile.settings, changes),
    updateSettings: (changes) => {
      const settings = profile.updateSettings(changes);
      nativeTheme.themeSource = settings.theme;
      showState();
      onSettings(changes);
      return settings;
    },
    openExternal: (url) => openExternal(url, grants.askAboutLink),
    setUpdateFeed: (updateFeed) => {
      profile.agree('feed', updateFeed);
      profile.updateSettings({ updateFeed });
      showState();
      onSettings({ updateFeed });
    },
    openServicePages: (url) => shell.openExternal(servicePagesUrl(url)),
    language: () => shownLanguage(profile.settings.language, app.getLocale()),
    exportList: async (name, extension, list) => {
      const filters = [{ name: extension.toUpperCase(), extensions: [extension] }];
      const file = await dialogs.chooseTarget(name, filters);
      if (file !== null) await parts.vault.call('process.export', { list, file });
      return file;
    },
    editors: editors.editors,
    openInEditor: editors.openInEditor,
    confirmAddresses: (asked) => askAboutAddresses(questions, asked, wordsOf(profile)),
    moveVault: () =>
      askAndMove({
        ...{ vaultFolder: state().vaultPath, dialogs, questions },
        words: () => wordsOf(profile),
        lock: parts.lock,
      }),
    showFile: (file) => shell.showItemInFolder(file),
  };
}
