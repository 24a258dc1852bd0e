/** Puts the parts of the app together once Electron is ready. */
import { app, nativeTheme, session, shell } from 'electron';
import type { AppState, EventName, EventPayload } from '../../shared/ipc-contract.ts';
import { ipcHandlers } from './handlers/handlers.ts';
import { assertFits } from './handlers/grant-handlers.ts';
import { registerIpc, sendEvent } from '../wire/wrapper.ts';
import { sandboxFolderOf, scanStateFolderOf } from '../platform/paths.ts';
import { createAboutService } from './about-service.ts';
import type { BuildInfo } from './build-info.ts';
import { clearsOnlyFocused, createCopyService } from './copy-service.ts';
import { createDesktopService } from './desktop-service.ts';
import { startLockTriggers } from './lock-triggers.ts';
import { createLockWarning } from './lock-warning.ts';
import type { LoginStart } from './login-start.ts';
import { checkEditorProgram, createEditorService } from './editor-service.ts';
import { createGrantDesk } from './grant-desk.ts';
import { createFileDialogs } from './file-dialogs.ts';
import { APP_ICON, ICON_FOLDER, type FirstWindow } from './first-window.ts';
import { createKeychain } from './keychain.ts';
import { createKitPrinter } from './kit-printer.ts';
import type { Logger } from './logger.ts';
import { appState } from './app-state.ts';
import { createNoticeService, SEALED_IN_PUBLIC, wordsOf } from './notice-service.ts';
import { createSandboxController } from './sandbox-controller.ts';
import { createScanService } from './scan-service.ts';
import { createPageRecovery } from './page-recovery.ts';
import { followProcesses } from './process-log.ts';
import { openExternal } from './open-external.ts';
import { servicePagesUrl } from './external-links.ts';
import { SYSTEM_PROXY_PARTITION } from './session-hardening.ts';
import type { Profile } from './settings.ts';
import { askAboutAddresses } from './address-question.ts';
import { createQuestions } from './questions.ts';
import { createQuestionService } from './question-service.ts';
import { followTextMenus } from './text-menu.ts';
import { createTargetKeeper } from './target-keeper.ts';
import { requireFeedAddress } from './update-manifest.ts';
import { MATTER_COLLECTIONS, shownChanges } from './shown-changes.ts';
import { createTrayService } from './tray-service.ts';
import { createVaultController } from './vault-controller.ts';

export interface Application {
  /** From now on a closed window is closed, not hidden. */
  allowClosing(): void;
  navigate(target: EventPayload<'app.navigate'> | null): void;
  shutdown(): Promise<void>;
}

export interface ApplicationOptions {
  /** Already loading its page: nothing may be waited for until its calls can be answered. */
  readonly window: FirstWindow;
  readonly vaultFolder: string;
  readonly profile: Profile;
  readonly profileFolder: string;
  readonly logger: Logger;
  readonly build: BuildInfo;
  readonly loginStart: LoginStart;
  /** Without a window, where there is a tray. */
  readonly startHidden: boolean;
}

export function startApplication(options: ApplicationOptions): Application {
  const { vaultFolder, profile, logger, loginStart } = options;
  const { mainWindow, page } = options.window;
  let quitting = false;
  let begun = false;
  const targets = createTargetKeeper();
  const keychain = createKeychain();
  // Asking may take a keyring's time. Until it has answered, what worked before is taken to work.
  let keychainUsable = profile.quickUnlock;

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

  /** How many pages there were: what one was given is not another's. */
  let pages = 0;
  options.window.follow({
    onPage: () => {
      pages += 1;
      // The first page is connected once it is painted.
      if (begun) vault.attachPage();
    },
    onClose: (window) => {
      if (quitting || !tray.exists || !profile.settings.closeToTray) return false;
      window.hide();
      if (profile.settings.lockOnClose) lockSoon();
      return true;
    },
    onFocus: () => {
      copies.retry();
      inBackground('tray', tray.look());
    },
    onFailed: (why) => {
      recovery.failed(why);
    },
    onInput: () => triggers.used(),
  });

  const state = (): AppState =>
    appState({ status: vault.status, profile, vaultFolder, build: options.build, tray, keychainUsable });

  /** What nobody waits for: its failure is its own, and ends nothing else. */
  const inBackground = (what: string, work: Promise<unknown>): void => {
    work.catch((thrown: unknown) => {
      logger.error(what, thrown);
    });
  };
  const logNotices = (thrown: unknown): void => {
    logger.error('notices', thrown);
  };
  followTextMenus(() => wordsOf(profile));
  const notices = createNoticeService({
    profile,
    profileFolder: options.profileFolder,
    keychain,
    iconPath: APP_ICON,
    call: (method, input) => vault.call(method, input),
    navigate,
    onDue: () => tray.update(),
    onDestroyed: () => vault.note(SEALED_IN_PUBLIC),
    diagnose: logNotices,
  });
  const refreshNotices = (): void => void notices.refresh().catch(logNotices);
  const sandbox = createSandboxController({
    folder: sandboxFolderOf(vaultFolder),
    diagnose: logger.warn,
    onRestarted: () => {
      if (vault.status.phase !== 'unlocked') return;
      // Its connections take up the new address and the new keys.
      inBackground('sandbox', vault.call('connections.sync', { connectionId: null }));
    },
  });

  const questions = createQuestions(mainWindow.current);
  const asking = createQuestionService({ profile, iconPath: APP_ICON, mainWindow, questions });
  const vault = createVaultController({
    folder: vaultFolder,
    diagnose: logger.warn,
    keychain,
    page,
    questions: asking,
    resolveProxy: (origin) => session.fromPartition(SYSTEM_PROXY_PARTITION).resolveProxy(origin),
    onStatus: (status) => {
      if (status.phase === 'unlocked') {
        recovery.worked();
        profile.setLastOpened(new Date().toISOString());
        refreshNotices();
        scans.look();
      } else {
        targets.hold();
        notices.locked();
      }
      triggers.restart();
      tray.update();
      emit('app.state-changed', state());
    },
    onQuickUnlock: (enabled) => {
      if (enabled !== profile.quickUnlock) profile.setQuickUnlock(enabled);
    },
    onChange: (collections) => {
      const known = shownChanges(collections);
      if (known.length > 0) emit('vault.changed', { collections: known });
      if (known.some((name) => MATTER_COLLECTIONS.has(name))) refreshNotices();
      if (known.includes('sources')) scans.look();
    },
    onSelectionEnded: () => copies.selectionEnded(),
    // SECURITY: the page held names and, for moments, a secret; a kit that is being printed shows the recovery key.
    dropPage: () => {
      if (!quitting) mainWindow.replace();
      kit.stop();
    },
    lockingSteps: [
      { name: 'clipboard', run: () => copies.clear() },
      { name: 'scans', run: () => scans.stop() },
    ],
    askAboutPlace: (place) => grants.askAboutPlace(place),
    sandboxAddress: () => sandbox.address(),
  });

  const copies = createCopyService({
    vault,
    seconds: () => profile.settings.clipboardClearSeconds,
    onState: (payload) => emit('clipboard.state', payload),
    isFocused: () => mainWindow.current()?.isFocused() ?? false,
  });

  const lock = async (): Promise<void> => {
    await vault.lock();
  };
  const lockSoon = (): void => void lock();
  const recovery = createPageRecovery({
    lock: (because) => void vault.lock(because),
    load: () => {
      if (!quitting) mainWindow.replace();
    },
    ask: () => {
      const words = wordsOf(profile);
      return questions.ask({
        tone: 'warning',
        message: words['page.failed'],
        detail: words['page.failed-detail'],
        no: words['page.failed-quit'],
        yes: words['page.failed-again'],
      });
    },
    quit: () => {
      app.quit();
    },
    diagnose: (what, thrown) => {
      logger.error(what, thrown);
    },
  });
  followProcesses(logger.warn);

  const scans = createScanService({
    vault,
    stateFolder: scanStateFolderOf(vaultFolder),
    emit,
    warn: logger.warn,
    error: logger.error,
  });

  const dialogs = createFileDialogs(questions);
  const kit = createKitPrinter(dialogs);
  const grants = createGrantDesk({
    questions,
    dialogs,
    words: () => wordsOf(profile),
    page: () => pages,
    call: vault.call,
    hand: vault.grant,
    checkEditor: checkEditorProgram,
    checkFeed: (address) => requireFeedAddress(address, !options.build.release),
  });
  const editors = createEditorService(profile, grants.askAboutEditor);
  const tray = createTrayService({
    iconFolder: ICON_FOLDER,
    notices,
    isUnlocked: () => vault.status.phase === 'unlocked',
    words: () => wordsOf(profile),
    navigate,
    lock: lockSoon,
    scanAll: () => {
      inBackground('scans', scans.scanAll());
    },
    onHostChange: () => {
      emit('app.state-changed', state());
    },
    diagnose: logNotices,
  });

  const warning = createLockWarning({
    iconPath: APP_ICON,
    words: () => wordsOf(profile),
    isWindowVisible: mainWindow.isVisible,
    tellWindow: (locksAt) => {
      emit('lock.warning', { locksAt });
    },
    onClick: () => {
      triggers.stay();
      mainWindow.show();
    },
  });
  const triggers = startLockTriggers({
    autoLockMinutes: () => profile.settings.autoLockMinutes,
    isUnlocked: () => vault.status.phase === 'unlocked',
    lock: lockSoon,
    onWarning: warning.show,
    diagnose: logger.warn,
    listenAfter: options.startHidden ? Promise.resolve() : mainWindow.painted,
  });

  const allowClosing = (): void => void (quitting = true);
  const about = createAboutService({
    build: options.build,
    profile,
    emit,
    logger,
    lock,
    allowClosing,
    askAboutFeed: grants.askAboutFeed,
  });

  registerIpc({
    isUnlocked: () => vault.status.phase === 'unlocked',
    isTrustedSender: mainWindow.isTrusted,
    onDrop: (purpose, file) => {
      assertFits(vault.status.phase, purpose);
      return grants.dropped(purpose, file);
    },
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
      grants,
      sandbox,
      kit,
      scans,
      app: {
        state,
        confirmWeakening: (changes) => asking.weakening(profile.settings, changes),
        updateSettings: (changes) => {
          const settings = profile.updateSettings(changes);
          nativeTheme.themeSource = settings.theme;
          emit('app.state-changed', state());
          void notices.look().catch(logNotices);
          tray.update();
          triggers.look();
          mainWindow.applySettings();
          about.reconsider(changes);
          return settings;
        },
        openExternal: (url) => openExternal(url, grants.askAboutLink),
        setUpdateFeed: (updateFeed) => {
          profile.agree('feed', updateFeed);
          profile.updateSettings({ updateFeed });
          emit('app.state-changed', state());
          about.reconsider({ updateFeed });
        },
        openServicePages: (url) => shell.openExternal(servicePagesUrl(url)),
        exportList: async (name, extension, list) => {
          const filters = [{ name: extension.toUpperCase(), extensions: [extension] }];
          const file = await dialogs.chooseTarget(name, filters);
          if (file !== null) await vault.call('process.export', { list, file });
          return file;
        },
        editors: editors.editors,
        openInEditor: editors.openInEditor,
        confirmAddresses: (asked) => askAboutAddresses(questions, asked, profile.settings.language),
        showFile: (file) => shell.showItemInFolder(file),
      },
      about,
      editor: editors.editor,
      desktop: createDesktopService({ targets, notices, triggers, keychain, loginStart, questions: asking }),
      clipboard: {
        copySecret: copies.copySecret,
        warning: clearsOnlyFocused ? wordsOf(profile)['clipboard.only-focused'] : null,
      },
    }),
  });

  /** What the first paint does not wait for: the vault's process, the keyring, the tray, what is due. */
  const begin = async (): Promise<void> => {
    if (quitting) return;
    begun = true;
    const [, , usable] = await Promise.all([
      vault.refresh(),
      options.startHidden ? tray.awaitHost() : tray.look(),
      keychain.available(),
    ]);
    keychainUsable = usable;
    emit('app.state-changed', state());
    void notices.startLocked().catch(logNotices);
    tray.update();
    // At login it waits in the tray; where there is none, nobody would find it.
    if (options.startHidden && !tray.exists) mainWindow.show();
  };
  inBackground('start', options.startHidden ? begin() : mainWindow.painted.then(begin));

  return {
    allowClosing,
    navigate,
    async shutdown() {
      quitting = true;
      // SECURITY: before anything that could throw, and waited for whatever becomes of the rest.
      const ended = vault.shutdown();
      try {
        about.stop();
        triggers.stop();
        notices.stop();
        tray.destroy();
      } finally {
        await Promise.all([ended, sandbox.stop()]);
      }
    },
  };
}
