/**
 * Composes the app and nothing else. What main does is in `app/`: begin with `app/application.ts`, which reads like a table of
 * contents. Main holds no key and no open vault; it reaches the processes over `wire/`.
 */
import { app } from 'electron';
import { readBuildInfo } from './app/build-info.ts';
import { moveOption, vaultOption } from './app/command-line.ts';
import { registerContentScheme } from './app/content-protocol.ts';
import { deepLinkIn, LINK_SCHEME } from './app/deep-links.ts';
import { openFirstWindow } from './app/first-window.ts';
import { createLoginStart, HIDDEN_OPTION } from './app/login-start.ts';
import { followLife } from './app/life.ts';
import type { MovedAtStart } from './app/move-at-start.ts';
import { hardenApp } from './app/session-hardening.ts';
import { refusedSwitches } from './app/refused-switches.ts';
import { openProfile, usableProfileFolder } from './app/settings.ts';
import { preventCoreDumps } from './platform/core-dumps.ts';
import { resolveVaultFolder, settleProfileFolder, vaultArguments } from './platform/paths.ts';
import { settleMoves } from './vault/move/settle.ts';
import { QUICK_ACCESS_OPTION } from '../shared/quick-shortcuts.ts';

const build = readBuildInfo(app.getAppPath(), process.versions.electron);
const refused = build.release ? refusedSwitches(process.argv) : [];
if (refused.length > 0) process.stderr.write(`Augno Vault does not start with --${refused.join(', --')}.\n`);
preventCoreDumps();

const found = settleMoves(resolveVaultFolder(vaultOption(process.argv)));
const moveTo = moveOption(process.argv);
// Loaded for this alone; it is done before the event loop goes on, and so before Chromium looks for its profile.
if (moveTo === undefined) start({ vaultFolder: found });
else
  void import('./app/move-at-start.ts').then(({ moveAtStart }) => {
    start(moveAtStart(found, moveTo));
  });

function start({ vaultFolder, note }: Pick<MovedAtStart, 'vaultFolder'> & Partial<MovedAtStart>): void {
  const profileFolder = usableProfileFolder(settleProfileFolder(vaultFolder), app.getPath('temp'));

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
    const profile = openProfile(profileFolder);
    const life = followLife(app, profile, profileFolder);
    // A development package is gone some day, and what it entered would stay.
    if (build.release) app.setAsDefaultProtocolClient(LINK_SCHEME);

    void app.whenReady().then(async () => {
      const startHidden = process.argv.includes(HIDDEN_OPTION) || app.getLoginItemSettings().wasOpenedAtLogin;
      const window = openFirstWindow({ profile, hidden: startHidden });
      const { startApplication } = await import('./app/application.ts');
      const application = startApplication({
        window,
        vaultFolder,
        ...(note === undefined ? {} : { note }),
        profile,
        profileFolder,
        loginStart: createLoginStart(vaultArguments(vaultFolder)),
        startHidden,
        logger: await life.loadLogger(),
        build,
      });
      life.begin(application);
      const target = deepLinkIn(process.argv);
      if (target !== null) application.navigate(target);
      if (process.argv.includes(QUICK_ACCESS_OPTION)) application.quickAccess();
    });
  }
}
