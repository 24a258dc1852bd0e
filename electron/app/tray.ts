/** The tray icon: says locked, fine or attention, and has the few things that are wanted without a window. */
import path from 'node:path';
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';
import { SEPARATOR } from './menu-separator.ts';
import type { MainMessages } from './messages.ts';
import { thisPlatform } from '../platform/this-platform.ts';
import type { VaultStatus } from './vault-status.ts';

/** `unread`: open, and what needs somebody is not known yet. */
export type TrayState = 'no-vault' | 'locked' | 'unread' | 'fine' | 'attention';

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
  /** What waits on the overview; null while that is not known. */
  readonly waiting: { readonly count: number; readonly urgent: number } | null;
  readonly canLock: boolean;
  /** Whether there is a vault of which a secret could be copied. */
  readonly canCopy: boolean;
}

export interface AppTray {
  update(view: TrayView, words: MainMessages): void;
  destroy(): void;
}

const ICONS: Readonly<Record<TrayState, 'locked' | 'fine' | 'attention'>> = {
  'no-vault': 'locked',
  locked: 'locked',
  unread: 'fine',
  fine: 'fine',
  attention: 'attention',
};
/** A menu that does not fit the screen helps nobody. */
const LISTED = 10;
const LONGEST_NAME = 60;

function shorten(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
}

/** @param isDue whether a date is near */
export function trayState(
  phase: VaultStatus['phase'],
  waiting: TrayView['waiting'],
  isDue: boolean,
): TrayState {
  if (phase !== 'unlocked') return phase;
  if (waiting === null) return 'unread';
  return isDue || waiting.urgent > 0 ? 'attention' : 'fine';
}

/** An ampersand marks an access key in menus. */
const plain = (label: string): string => label.replaceAll('&', '&&');

function dueItems(view: TrayView, actions: TrayActions, words: MainMessages): MenuItemConstructorOptions[] {
  if (view.waiting === null) return [];
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
        SEPARATOR,
        { label: words['tray.remind-tomorrow'], click: actions.remindTomorrow },
      ],
    },
  ];
}

function waitingItems(
  { waiting }: TrayView,
  actions: TrayActions,
  words: MainMessages,
): MenuItemConstructorOptions[] {
  if (waiting === null) return [];
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

export function trayMenu(
  view: TrayView,
  actions: TrayActions,
  words: MainMessages,
): MenuItemConstructorOptions[] {
  return [
    { label: words['tray.open'], click: actions.open },
    { label: words['tray.quick'], enabled: view.canCopy, click: actions.quickAccess },
    SEPARATOR,
    ...waitingItems(view, actions, words),
    ...dueItems(view, actions, words),
    { label: words['tray.scan'], enabled: view.canLock, click: actions.scan },
    { label: words['tray.lock'], enabled: view.canLock, click: actions.lock },
    SEPARATOR,
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
    const shown = ICONS[state];
    const name = platform === 'darwin' ? `tray-${shown}Template.png` : `tray-${shown}.png`;
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
