/**
 * The window, before there is anything behind it. Its process starts while main is still reading the rest of itself, so
 * what is imported here is what every start waits for: as little as can be.
 */
import path from 'node:path';
import { nativeTheme, session } from 'electron';
import { serveContent } from './content-protocol.ts';
import { createPageConnection, type PageConnection } from './page-connection.ts';
import { hardenSession } from './session-hardening.ts';
import type { Profile } from './settings.ts';
import { createMainWindow, type MainWindow, type MainWindowOptions } from './window.ts';

/** What the app does about its window. */
export interface WindowFollower extends Pick<
  MainWindowOptions,
  'onClose' | 'onFocus' | 'onInput' | 'onFailed'
> {
  /** A page is there, and wants its line to the vault's process. */
  readonly onPage: () => void;
}

export interface FirstWindow {
  readonly mainWindow: MainWindow;
  readonly page: PageConnection;
  /** Until then a closed window is closed, and nothing else happens. */
  follow(follower: WindowFollower): void;
}

export const ICON_FOLDER = path.join(__dirname, 'icons');
export const APP_ICON = path.join(ICON_FOLDER, 'app.png');

/** SECURITY: in memory: what a page stores, whatever runs in it, never comes to lie on the disk, nor does its code. */
const PAGE_PARTITION = 'page';

/** SECURITY: the session is hardened before anything is loaded into it. Call once Electron is ready. */
export function openFirstWindow(options: {
  readonly profile: Profile;
  /** At login: none is made until it is asked for. */
  readonly hidden: boolean;
}): FirstWindow {
  let follower: WindowFollower | null = null;
  nativeTheme.themeSource = options.profile.settings.theme;
  // Nothing is loaded in it.
  hardenSession(session.defaultSession);
  const own = session.fromPartition(PAGE_PARTITION);
  hardenSession(own);
  serveContent(own, path.join(__dirname, 'renderer'));
  const page = createPageConnection({
    currentWindow: () => mainWindow.current(),
    onPage: () => follower?.onPage(),
  });
  const mainWindow = createMainWindow({
    profile: options.profile,
    session: own,
    title: 'Augno Vault',
    iconPath: APP_ICON,
    onMade: page.watch,
    onClose: (window) => follower?.onClose(window) ?? false,
    onFocus: () => follower?.onFocus(),
    onFailed: (why) => {
      if (follower === null) mainWindow.replace();
      else follower.onFailed(why);
    },
    onInput: () => follower?.onInput(),
  });
  if (!options.hidden) mainWindow.show();
  return {
    mainWindow,
    page,
    follow: (next) => {
      follower = next;
    },
  };
}
