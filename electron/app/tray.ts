/** The tray icon: says locked, fine or attention, and has the few things that are wanted without a window. */
import path from 'node:path';
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';

export type TrayState = 'locked' | 'fine' | 'attention';

export interface TrayActions {
  readonly open: () => void;
  readonly lock: () => void;
  readonly scan: () => void;
  readonly showDue: () => void;
  readonly quit: () => void;
}

export interface TrayView {
  readonly state: TrayState;
  /** One line on what is due, or null. */
  readonly due: string | null;
  readonly canLock: boolean;
}

export interface AppTray {
  update(view: TrayView): void;
  destroy(): void;
}

const TOOLTIPS: Readonly<Record<TrayState, string>> = {
  locked: 'Augno Vault: locked',
  fine: 'Augno Vault: nothing needs you',
  attention: 'Augno Vault: something needs you',
};

function menuItems(view: TrayView, actions: TrayActions): MenuItemConstructorOptions[] {
  return [
    { label: 'Open Augno Vault', click: actions.open },
    { type: 'separator' },
    ...(view.due === null ? [] : [{ label: view.due, click: actions.showDue }]),
    { label: 'Scan now…', enabled: view.canLock, click: actions.scan },
    { label: 'Lock now', enabled: view.canLock, click: actions.lock },
    { type: 'separator' },
    { label: 'Quit', click: actions.quit },
  ];
}

/** null where the desktop has no tray; the app then works without one. */
export function createTray(iconFolder: string, actions: TrayActions): AppTray | null {
  const icon = (state: TrayState): Electron.NativeImage => {
    const name = process.platform === 'darwin' ? `tray-${state}Template.png` : `tray-${state}.png`;
    return nativeImage.createFromPath(path.join(iconFolder, name));
  };
  let tray: Tray;
  try {
    tray = new Tray(icon('locked'));
  } catch {
    return null;
  }
  tray.on('click', actions.open);
  return {
    update(view) {
      tray.setImage(icon(view.state));
      tray.setToolTip(TOOLTIPS[view.state]);
      // On Linux a changed menu only shows after it is set again, so it is built anew each time.
      tray.setContextMenu(Menu.buildFromTemplate(menuItems(view, actions)));
    },
    destroy() {
      tray.destroy();
    },
  };
}
