/** Composes the app and nothing else. */
import { app } from 'electron';
import { readBuildInfo } from './app/build-info.ts';
import type { Application } from './app/application.ts';
import { vaultOption } from './app/command-line.ts';
import { registerContentScheme } from './app/content-protocol.ts';
import { deepLinkIn, LINK_SCHEME, parseDeepLink } from './app/deep-links.ts';
import { openFirstWindow } from './app/first-window.ts';
import { createLoginStart, HIDDEN_OPTION } from './app/login-start.ts';
import type { Logger } from './app/logger.ts';
import { hardenApp } from './app/session-hardening.ts';
import { refusedSwitches } from './app/refused-switches.ts';
import { openProfile, usableProfileFolder } from './app/settings.ts';
import { preventCoreDumps } from './platform/core-dumps.ts';
import { FAULT_EXIT_CODE } from './platform/end-on-fault.ts';
import { profileFolderOf, resolveVaultFolder, vaultArguments } from './platform/paths.ts';

const build = readBuildInfo(app.getAppPath(), process.versions.electron);
const refused = build.release ? refusedSwitches(process.argv) : [];
if (refused.length > 0) process.stderr.write(`Augno Vault does not start with --${refused.join(', --')}.\n`);
preventCoreDumps();

const vaultFolder = resolveVaultFolder(vaultOption(process.argv));
const profileFolder = usableProfileFolder(profileFolderOf(vaultFolder), app.getPath('temp'));

app.setName('Augno Vault');
app.setAppUserModelId('com.augno.vault');
// Chromium's own files belong to the vault they were made for; this also makes the single instance one per vault.
app.setPath('userData', profileFolder);
app.setPath('crashDumps', profileFolder);
registerContentScheme();
hardenApp(app);

if (refused.length > 0 || !app.requestSingleInstanceLock()) {
  app.exit(refused.length > 0 ? 2 : 0);
} else {
  let application: Application | null = null;
  let shutdown: Promise<void> | null = null;
  const profile = openProfile(profileFolder);
  // What follows is read while the window's own process starts.
  let loadingLogger: Promise<Logger> | null = null;
  const loadLogger = (): Promise<Logger> =>
    (loadingLogger ??= import('./app/logger.ts').then(({ createLogger }) => createLogger(profileFolder)));

  let faulty = false;
  let quitting = false;
  const endByFault = (thrown: unknown): void => {
    // What fails while it ends changes nothing any more.
    if (faulty) return;
    faulty = true;
    const ending = (shutdown ??= application?.shutdown() ?? Promise.resolve());
    import('./app/main-fault.ts')
      .then(({ endAfterFault }) => endAfterFault({ thrown, profile, loadLogger, ending, quitting }))
      .catch(() => {
        app.exit(FAULT_EXIT_CODE);
      });
  };
  process.on('uncaughtException', endByFault);
  process.on('unhandledRejection', endByFault);
  app.on('second-instance', (_event, commandLine) => {
    application?.navigate(deepLinkIn(commandLine));
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    application?.navigate(parseDeepLink(url));
  });
  app.on('activate', () => {
    application?.navigate(null);
  });
  app.on('window-all-closed', () => {
    if (!faulty) app.quit();
  });
  app.on('before-quit', () => {
    quitting = true;
    application?.allowClosing();
  });
  app.on('will-quit', (event) => {
    if (application === null || shutdown !== null) return;
    // The vault finishes the write under way and wipes its keys before the app goes.
    event.preventDefault();
    shutdown = application.shutdown().finally(() => {
      application = null;
      // Not before this event is over: until then Electron takes itself to be quitting, and a second call does nothing. Where
      // there was nothing to end, that left a process without a window, which held the vault for itself.
      setImmediate(() => {
        app.quit();
      });
    });
  });
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);

  void app.whenReady().then(async () => {
    const startHidden = process.argv.includes(HIDDEN_OPTION) || app.getLoginItemSettings().wasOpenedAtLogin;
    const window = openFirstWindow({ profile, hidden: startHidden });
    const { startApplication } = await import('./app/application.ts');
    application = startApplication({
      window,
      vaultFolder,
      profile,
      profileFolder,
      loginStart: createLoginStart(vaultArguments(vaultFolder)),
      startHidden,
      logger: await loadLogger(),
      build,
    });
    // Told to before there was anything to tell.
    if (quitting) application.allowClosing();
    const target = deepLinkIn(process.argv);
    if (target !== null) application.navigate(target);
  });
}
