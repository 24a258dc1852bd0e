/** Puts the parts of the app together once Electron is ready. */
import { app, session } from 'electron';
import type { AppState, EventPayload } from '../../shared/ipc-contract.ts';
import { sandboxFolderOf, scanStateFolderOf } from '../platform/paths.ts';
import { createAboutService } from './about-service.ts';
import type { BuildInfo } from './build-info.ts';
import { clearsOnlyFocused, createCopyService } from './copy-service.ts';
import { createDesktopService } from './desktop-service.ts';
import type { LoginStart } from './login-start.ts';
import type { FirstWindow } from './first-window.ts';
import { createKeychain } from './keychain.ts';
import { backgroundWork, type Logger } from './logger.ts';
import { appState } from './app-state.ts';
import { createNoticeService, SEALED_IN_PUBLIC, wordsOf } from './notice-service.ts';
import { createSandboxController } from './sandbox-controller.ts';
import { createScanService } from './scan-service.ts';
import { servePageCalls } from './page-calls.ts';
import { createAutoLock } from './auto-lock.ts';
import { askAboutFailedPage, createPageRecovery } from './page-recovery.ts';
import { followProcesses } from './process-log.ts';
import { SYSTEM_PROXY_PARTITION } from './session-hardening.ts';
import type { Profile } from './settings.ts';
import { createPageEvents } from './page-events.ts';
import { createDesks } from './desks.ts';
import type { MainMessages } from './messages.ts';
import { followMenus } from './text-menu.ts';
import { createTargetKeeper } from './target-keeper.ts';
import { MATTER_COLLECTIONS, shownChanges } from './shown-changes.ts';
import { createTrayService } from './tray-service.ts';
import { createVaultController } from './vault-controller.ts';
import type { VaultStatus } from './vault-status.ts';

export interface Application {
  /** From now on a closed window is closed, not hidden. */
  allowClosing(): void;
  navigate(target: EventPayload<'app.navigate'> | null): void;
  /** Opens the small window in which a key is copied. */
  quickAccess(): void;
  /** The last one went, which may have been quick access while the app waits in the tray. */
  windowsClosed(): void;
  shutdown(): Promise<void>;
}

export interface ApplicationOptions {
  /** Already loading its page: nothing may be waited for until its calls can be answered. */
  readonly window: FirstWindow;
  readonly vaultFolder: string;
  /** What became of it before, for a person to read once it is open. */
  readonly note?: VaultStatus['notes'][number];
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
  /** The app's own window was closed for good. */
  let leaving = false;
  let begun = false;
  const targets = createTargetKeeper();
  const keychain = createKeychain();
  // Asking may take a keyring's time. Until it has answered, what worked before is taken to work.
  let keychainUsable = profile.quickUnlock;

  const { emit, navigate } = createPageEvents(mainWindow, targets);

  /** How many pages there were: what one was given is not another's. */
  let pages = 0;
  options.window.follow({
    onPage: () => {
      pages += 1;
      // The first page is connected once it is painted.
      if (begun) vault.attachPage();
    },
    onClose: (window) => {
      leaving = quitting || !tray.exists || !profile.settings.closeToTray;
      if (leaving) return false;
      window.hide();
      if (profile.settings.lockOnClose) lockSoon();
      return true;
    },
    onFocus: () => {
      copies.retry();
      inBackground('tray', tray.look());
    },
    onFailed: (why) => recovery.failed(why),
    onInput: () => triggers.used(),
  });

  const state = (): AppState =>
    appState({
      ...{ status: vault.status, profile, vaultFolder, build: options.build, tray, keychainUsable },
      lockedBecause: triggers.lockedBecause(),
    });
  const showState = (): void => emit('app.state-changed', state());

  const inBackground = backgroundWork(logger);
  const logNotices = (thrown: unknown): void => logger.error('notices', thrown);
  const words = (): MainMessages => wordsOf(profile);
  const menus = followMenus(words, () => navigate({ to: 'help', keyId: null }));
  const notices = createNoticeService({
    profile,
    profileFolder: options.profileFolder,
    keychain,
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

  const desks = createDesks({
    profile,
    mainWindow,
    page: () => pages,
    build: options.build,
    vault: { call: (method, input) => vault.call(method, input), grant: (given) => vault.grant(given) },
    quick: {
      isUsable: () => vault.isUsable,
      attach: (port, language) => vault.attachQuick(port, language),
      showApp: () => navigate(null),
      copySecret: (keyId) => copies.copySecret(keyId),
      onInput: () => triggers.used(),
    },
  });
  const { grants, quick } = desks;
  const vault = createVaultController({
    folder: vaultFolder,
    diagnose: logger.warn,
    keychain,
    page,
    questions: desks.asking,
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
      showState();
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
      desks.kit.stop();
    },
    lockingSteps: [
      { name: 'clipboard', run: () => copies.clear() },
      { name: 'scans', run: () => scans.stop() },
    ],
    askAboutPlace: (place) => grants.askAboutPlace(place),
    sandboxAddress: () => sandbox.address(),
  });

  if (options.note !== undefined) vault.note(options.note);
  const copies = createCopyService({
    vault,
    seconds: () => profile.settings.clipboardClearSeconds,
    onState: (payload) => emit('clipboard.state', payload),
    isFocused: () => mainWindow.current()?.isFocused() ?? false,
  });

  const lock = async (): Promise<void> => void (await vault.lock());
  const lockSoon = (): void => void lock();
  const recovery = createPageRecovery({
    lock: (because) => void vault.lock(because),
    load: () => {
      if (!quitting) mainWindow.replace();
    },
    ask: () => askAboutFailedPage(desks.questions, words()),
    quit: () => app.quit(),
    diagnose: logger.error,
  });
  followProcesses(logger.warn);

  const scans = createScanService({ vault, emit, ...logger, stateFolder: scanStateFolderOf(vaultFolder) });

  const tray = createTrayService({
    ...{ vault, notices, words, navigate, lock: lockSoon, quickAccess: quick.toggle },
    scanAll: () => inBackground('scans', scans.scanAll()),
    onHostChange: showState,
    diagnose: logNotices,
  });

  const triggers = createAutoLock({
    profile,
    mainWindow,
    isUnlocked: () => vault.status.phase === 'unlocked',
    ...{ lock: lockSoon, closeQuick: quick.close },
    tellWindow: (locksAt) => emit('lock.warning', { locksAt }),
    diagnose: logger.warn,
    listenAfter: options.startHidden ? Promise.resolve() : mainWindow.painted,
  });

  const allowClosing = (): void => void (quitting = true);
  const about = createAboutService({
    ...{ build: options.build, profile, emit, logger, lock, allowClosing },
    askAboutFeed: grants.askAboutFeed,
  });

  servePageCalls({
    ...{ vault, profile, mainWindow, logger, lock, state, showState, desks },
    services: {
      sandbox,
      scans,
      about,
      desktop: createDesktopService({
        ...{ targets, notices, triggers, keychain, loginStart, quick },
        questions: desks.asking,
      }),
      clipboard: {
        copySecret: copies.copySecret,
        warning: clearsOnlyFocused ? words()['clipboard.only-focused'] : null,
      },
    },
    onSettings: (changes) => {
      void notices.look().catch(logNotices);
      menus.update();
      tray.update();
      triggers.look();
      mainWindow.applySettings();
      about.reconsider(changes);
      quick.followSettings();
    },
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
    showState();
    void notices.startLocked().catch(logNotices);
    tray.update();
    quick.begin();
    // At login it waits in the tray; where there is none, nobody would find it.
    if (options.startHidden && !tray.exists) mainWindow.show();
  };
  inBackground('start', options.startHidden ? begin() : mainWindow.painted.then(begin));

  return {
    allowClosing,
    navigate,
    quickAccess: quick.toggle,
    windowsClosed: () => {
      if (leaving || !tray.exists) app.quit();
    },
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
