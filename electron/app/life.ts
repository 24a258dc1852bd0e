/** From the start of main's process to its end: what asks the app to show itself, to quit, or to end by a fault. */
import type { App } from 'electron';
import { FAULT_EXIT_CODE } from '../platform/end-on-fault.ts';
import { QUICK_ACCESS_OPTION } from '../../shared/quick-shortcuts.ts';
import type { Application } from './application.ts';
import { deepLinkIn, parseDeepLink } from './deep-links.ts';
import type { Logger } from './logger.ts';
import type { Profile } from './settings.ts';

export interface Life {
  readonly loadLogger: () => Promise<Logger>;
  /** The application is there; what was asked of it before is done now. */
  readonly begin: (application: Application) => void;
}

export function followLife(app: App, profile: Profile, profileFolder: string): Life {
  let application: Application | null = null;
  let shutdown: Promise<void> | null = null;
  let faulty = false;
  let quitting = false;
  // What follows is read while the window's own process starts.
  let loadingLogger: Promise<Logger> | null = null;
  const loadLogger = (): Promise<Logger> =>
    (loadingLogger ??= import('./logger.ts').then(({ createLogger }) => createLogger(profileFolder)));

  const endByFault = (thrown: unknown): void => {
    // What fails while it ends changes nothing any more.
    if (faulty) return;
    faulty = true;
    const ending = (shutdown ??= application?.shutdown() ?? Promise.resolve());
    import('./main-fault.ts')
      .then(({ endAfterFault }) => endAfterFault({ thrown, profile, loadLogger, ending, quitting }))
      .catch(() => {
        app.exit(FAULT_EXIT_CODE);
      });
  };
  process.on('uncaughtException', endByFault);
  process.on('unhandledRejection', endByFault);

  app.on('second-instance', (_event, commandLine) => {
    // SECURITY: of its arguments only a link and this one are looked at; no path, no switch, no vault folder.
    if (commandLine.includes(QUICK_ACCESS_OPTION)) application?.quickAccess();
    else application?.navigate(deepLinkIn(commandLine));
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    application?.navigate(parseDeepLink(url));
  });
  app.on('activate', () => {
    application?.navigate(null);
  });
  app.on('window-all-closed', () => {
    if (faulty) return;
    if (application === null || quitting) app.quit();
    else application.windowsClosed();
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

  return {
    loadLogger,
    begin: (started) => {
      application = started;
      // Told to before there was anything to tell.
      if (quitting) started.allowClosing();
    },
  };
}
