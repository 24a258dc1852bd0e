/** Puts the parts of the app together once Electron is ready. */
import path from 'node:path';
import { app, nativeTheme, session, shell } from 'electron';
import type { AppState, EventName, EventPayload } from '../../shared/ipc-contract.ts';
import { ipcHandlers } from '../ipc/handlers.ts';
import { registerIpc, sendEvent } from '../ipc/wrapper.ts';
import { sandboxFolderOf, scanStateFolderOf } from '../paths.ts';
import type { BuildInfo } from './build-info.ts';
import { createSecretClipboard, systemClipboard } from './clipboard.ts';
import { serveContent } from './content-protocol.ts';
import { startLockTriggers } from './lock-triggers.ts';
import { createFileDialogs } from './file-dialogs.ts';
import { createKeychain } from './keychain.ts';
import { createKitPrinter } from './kit-printer.ts';
import type { Logger } from './logger.ts';
import { createNoticeService, wordsOf } from './notice-service.ts';
import { createSandboxController } from './sandbox-controller.ts';
import { createPageConnection } from './page-connection.ts';
import { createScanController } from './scan-controller.ts';
import { openExternal } from './open-external.ts';
import { servicePagesUrl } from './external-links.ts';
import { hardenSession } from './session-hardening.ts';
import type { Profile } from './settings.ts';
import { askBeforeProgram } from './program-question.ts';
import { createTargetKeeper } from './target-keeper.ts';
import { shownChanges } from './shown-changes.ts';
import { createTray } from './tray.ts';
import { createVaultController } from './vault-controller.ts';
import { createMainWindow } from './window.ts';

export interface Application {
  /** From now on a closed window is closed, not hidden. */
  allowClosing(): void;
  navigate(target: EventPayload<'app.navigate'> | null): void;
  shutdown(): Promise<void>;
}

export interface ApplicationOptions {
  readonly vaultFolder: string;
  readonly profile: Profile;
  readonly profileFolder: string;
  readonly logger: Logger;
  readonly build: BuildInfo;
}

/** What the tray speaks of, and what the settings list, in days from now. */
const DUE_DAYS = 7;
const LISTED_DAYS = 400;

export async function startApplication(options: ApplicationOptions): Promise<Application> {
  const { vaultFolder, profile, logger } = options;
  const iconFolder = path.join(__dirname, 'icons');
  let quitting = false;
  const targets = createTargetKeeper();

  const keychain = createKeychain();
  const keychainUsable = await keychain.available();
  nativeTheme.themeSource = profile.settings.theme;
  hardenSession(session.defaultSession);
  serveContent(session.defaultSession, path.join(__dirname, 'renderer'));

  const emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>): void => {
    const window = mainWindow.current();
    if (window !== null) sendEvent(window.webContents, name, payload);
  };

  const navigate = (target: EventPayload<'app.navigate'> | null): void => {
    mainWindow.show();
    if (target === null) return;
    // A link goes nowhere while the vault is locked; it is followed after unlocking.
    if (targets.keep(target)) emit('app.navigate', target);
  };

  const page = createPageConnection({
    currentWindow: () => mainWindow.current(),
    onPage: () => vault.attachPage(),
  });

  const mainWindow = createMainWindow({
    profile,
    title: 'Augno Vault',
    iconPath: path.join(iconFolder, 'app.png'),
    onMade: page.watch,
    onClose: (window) => {
      if (quitting || tray === null || !profile.settings.closeToTray) return false;
      window.hide();
      return true;
    },
  });

  const state = (): AppState => ({
    phase: vault.status.phase,
    vaultName: vault.status.name,
    vaultPath: vaultFolder,
    lastOpenedAt: profile.lastOpenedAt,
    nextTryAt: vault.status.nextTryAt,
    vaultProblem: vault.status.problem,
    version: options.build.version,
    platform: process.platform as AppState['platform'],
    development: options.build.development,
    hasTray: tray !== null,
    quickUnlock: keychainUsable ? (profile.quickUnlock ? 'on' : 'off') : 'unavailable',
    rollbackWarning: vault.status.rollbackWarning,
    settings: profile.settings,
  });

  const updateTray = (): void => {
    const unlocked = vault.status.phase === 'unlocked';
    const due = notices
      .due(DUE_DAYS)
      .map(({ entry, days }) => ({ keyId: entry.keyId, name: entry.name, days }));
    tray?.update(
      { state: unlocked ? (due.length === 0 ? 'fine' : 'attention') : 'locked', due, canLock: unlocked },
      wordsOf(profile),
    );
  };

  const secretClipboard = createSecretClipboard(systemClipboard, (payload) => {
    emit('clipboard.state', payload);
  });
  const logNotices = (thrown: unknown): void => {
    logger.error('notices', thrown);
  };
  const notices = createNoticeService({
    profile,
    profileFolder: options.profileFolder,
    keychain,
    iconPath: path.join(iconFolder, 'app.png'),
    call: (method, input) => vault.call(method, input),
    navigate: (target) => {
      navigate(target);
    },
    onDue: () => {
      updateTray();
    },
    diagnose: logNotices,
  });
  const refreshNotices = (): void => {
    void notices.refresh().catch(logNotices);
  };

  const sandbox = createSandboxController(sandboxFolderOf(vaultFolder), logger.warn);

  const vault = createVaultController({
    folder: vaultFolder,
    diagnose: logger.warn,
    keychain,
    page,
    resolveProxy: (origin) => session.defaultSession.resolveProxy(origin),
    onStatus: (status) => {
      if (status.phase === 'unlocked') {
        profile.setLastOpened(new Date().toISOString());
        refreshNotices();
      } else {
        targets.hold();
        notices.locked();
      }
      updateTray();
      emit('app.state-changed', state());
    },
    onChange: (collections) => {
      const known = shownChanges(collections);
      if (known.length > 0) emit('vault.changed', { collections: known });
      if (known.includes('keys') || known.includes('findings')) refreshNotices();
    },
    onLocking: async () => {
      scans.cancelAll();
      await secretClipboard.clearNow();
    },
    sandboxAddress: () => sandbox.address(),
  });

  const lock = async (): Promise<void> => {
    if (vault.status.phase !== 'unlocked') return;
    await vault.lock();
    // SECURITY: the renderer held names and, for moments, a secret. It goes with the keys.
    if (!quitting) mainWindow.replace();
  };

  const scans = createScanController({
    vault,
    stateFolder: scanStateFolderOf(vaultFolder),
    diagnose: logger.warn,
    onProgress: (payload) => {
      emit('scan.progress', payload);
    },
    onFinished: (payload) => {
      emit('scan.finished', payload);
    },
  });

  const dialogs = createFileDialogs(mainWindow.current);

  const tray = createTray(iconFolder, {
    open: () => {
      navigate(null);
    },
    lock: () => void lock(),
    scan: () => {
      navigate({ to: 'findings', keyId: null });
    },
    showDue: (keyId) => {
      navigate({ to: keyId === null ? 'overview' : 'keys', keyId });
    },
    remindTomorrow: () => {
      void notices.snooze(notices.due(DUE_DAYS).map(({ entry }) => entry.id)).catch(logNotices);
    },
    quit: () => {
      app.quit();
    },
  });

  registerIpc({
    isUnlocked: () => vault.status.phase === 'unlocked',
    isTrustedSender: mainWindow.isTrusted,
    onInternalError: (channel, thrown) => {
      logger.error(`call ${channel}`, thrown);
    },
    handlers: ipcHandlers({
      vault: {
        call: vault.call,
        quickUnlock: vault.quickUnlock,
        lock,
        acceptRollback: vault.acceptRollback,
        setQuickUnlock: async (enabled) => {
          await vault.call('process.set-quick-unlock', { enabled });
          profile.setQuickUnlock(enabled);
          emit('app.state-changed', state());
        },
      },
      sandbox,
      kit: createKitPrinter(dialogs),
      scans,
      app: {
        state,
        updateSettings: (changes) => {
          const settings = profile.updateSettings(changes);
          nativeTheme.themeSource = settings.theme;
          emit('app.state-changed', state());
          void notices.look().catch(logNotices);
          updateTray();
          return settings;
        },
        openExternal,
        openServicePages: async (url) => {
          await shell.openExternal(servicePagesUrl(url));
        },
        chooseFolder: dialogs.chooseFolder,
        chooseFile: dialogs.chooseFile,
        confirmProgram: (question) =>
          askBeforeProgram(mainWindow.current(), question, profile.settings.language),
        showFile: (file) => {
          shell.showItemInFolder(file);
        },
      },
      desktop: {
        takeTarget: targets.take,
        dueDates: () =>
          notices.dates(LISTED_DAYS).map(({ entry, snoozedUntil }) => ({ ...entry, snoozedUntil })),
        snooze: (ids, until) => notices.snooze(ids, until === null ? new Date(0) : new Date(until)),
      },
      clipboard: {
        copySecret: (secret, label) =>
          secretClipboard.copy(secret, label, profile.settings.clipboardClearSeconds),
        warning:
          process.platform === 'linux' && process.env['XDG_SESSION_TYPE'] === 'wayland'
            ? 'Under Wayland the clipboard can only be cleared while this window has the focus.'
            : null,
      },
    }),
  });

  const triggers = startLockTriggers({
    autoLockMinutes: () => profile.settings.autoLockMinutes,
    isUnlocked: () => vault.status.phase === 'unlocked',
    lock: () => void lock(),
  });

  await vault.refresh();
  void notices.startLocked().catch(logNotices);
  updateTray();
  mainWindow.show();

  return {
    allowClosing: () => {
      quitting = true;
    },
    navigate,
    async shutdown() {
      quitting = true;
      triggers.stop();
      notices.stop();
      await vault.shutdown();
      await sandbox.stop();
      tray?.destroy();
    },
  };
}
