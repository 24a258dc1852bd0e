/** The tray icon: says locked, fine or attention, and has the few things that are wanted without a window. */
import path from 'node:path';
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';
import type { MainMessages } from './messages.ts';
import { thisPlatform } from '../platform/this-platform.ts';

export type TrayState = 'locked' | 'fine' | 'attention';

export interface TrayActions {
  readonly open: () => void;
  readonly quickAccess: () => void;
  readonly lock: () => void;
  readonly scan: () => void;
  readonly showDue: (to: 'overview' | TrayDueEntry['to'], keyId: string | null) => void;
  readonly remindTomorrow: () => void;
  readonly quit: () => void;
}

export interface TrayDueEntry {
  readonly to: 'keys' | 'review';
  readonly keyId: string | null;
  readonly name: string;
  readonly days: number;
}

export interface TrayView {
  readonly state: TrayState;
  /** Nearest first; empty while locked. */
  readonly due: readonly TrayDueEntry[];
  /** What waits on the overview. */
  readonly waiting: { readonly count: number; readonly urgent: number };
  readonly canLock: boolean;
}

export interface AppTray {
  update(view: TrayView, words: MainMessages): void;
  destroy(): void;
}

/** A menu that does not fit the screen helps nobody. */
const LISTED = 10;
const LONGEST_NAME = 60;

function shorten(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
}

/** An ampersand marks an access key in menus. */
const plain = (label: string): string => label.replaceAll('&', '&&');

function dueItems(view: TrayView, actions: TrayActions, words: MainMessages): MenuItemConstructorOptions[] {
  if (!view.canLock) return [];
  if (view.due.length === 0) return [{ label: words['tray.due'](0), enabled: false }];
  const more = view.due.length - LISTED;
  return [
    {
      label: words['tray.due'](view.due.length),
      submenu: [
        ...view.due.slice(0, LISTED).map(({ to, keyId, name, days }) => ({
          label: plain(words['tray.due-entry'](shorten(name), days)),
          click: () => {
            actions.showDue(to, keyId);
          },
        })),
        ...(more > 0
          ? [
              {
                label: words['tray.more'](more),
                click: () => {
                  actions.showDue('overview', null);
                },
              },
            ]
          : []),
        { type: 'separator' },
        { label: words['tray.remind-tomorrow'], click: actions.remindTomorrow },
      ],
    },
  ];
}

function waitingItems(
  { canLock, waiting }: TrayView,
  actions: TrayActions,
  words: MainMessages,
): MenuItemConstructorOptions[] {
  if (!canLock) return [];
  return [
    {
      label: words['tray.waiting'](waiting.count, waiting.urgent),
      enabled: waiting.count > 0,
      click: () => {
        actions.showDue('overview', null);
      },
    },
  ];
}

function trayMenu(view: TrayView, actions: TrayActions, words: MainMessages): MenuItemConstructorOptions[] {
  return [
    { label: words['tray.open'], click: actions.open },
    { label: words['tray.quick'], click: actions.quickAccess },
    { type: 'separator' },
    ...waitingItems(view, actions, words),
    ...dueItems(view, actions, words),
    { label: words['tray.scan'], enabled: view.canLock, click: actions.scan },
    { label: words['tray.lock'], enabled: view.canLock, click: actions.lock },
    { type: 'separator' },
    { label: words['tray.quit'], click: actions.quit },
  ];
}

/** null where the desktop has no tray; the app then works without one. */
export function createTray(
  iconFolder: string,
  actions: TrayActions,
  platform: NodeJS.Platform = thisPlatform,
): AppTray | null {
  const icon = (state: TrayState): Electron.NativeImage => {
    const name = platform === 'darwin' ? `tray-${state}Template.png` : `tray-${state}.png`;
    return nativeImage.createFromPath(path.join(iconFolder, name));
  };
  let tray: Tray;
  try {
    tray = new Tray(icon('locked'));
  } catch {
    return null;
  }
  // On macOS a click opens the menu, in which the window is the first thing.
  if (platform !== 'darwin') tray.on('click', actions.open);
  let before: string | null = null;
  return {
    update(view, words) {
      const now = JSON.stringify([view, words['tray.open']]);
      if (now === before) return;
      before = now;
      tray.setImage(icon(view.state));
      tray.setToolTip(words[`tray.${view.state}`]);
      // On Linux a changed menu only shows after it is set again, so it is built anew each time.
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(view, actions, words)));
    },
    destroy() {
      tray.destroy();
    },
  };
}
