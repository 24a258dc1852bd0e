/**
 * The app's own menu, in the reader's language, in place of Electron's, which has reloading and developer tools in it. On macOS
 * it stands at the top of the screen, and copy and paste have no shortcuts without it; elsewhere the Alt key shows it.
 */
import type { MenuItemConstructorOptions } from 'electron';
import { SEPARATOR } from './menu-separator.ts';
import type { MainMessages } from './messages.ts';

export interface MenuSurroundings {
  readonly platform: NodeJS.Platform;
  readonly words: MainMessages;
  /** Not in a package: whoever works on the page looks into it. */
  readonly isDevelopment: boolean;
  readonly showHelp: () => void;
}

function appItems({ platform, words }: MenuSurroundings): MenuItemConstructorOptions[] {
  const quit: MenuItemConstructorOptions = { role: 'quit', label: words['tray.quit'] };
  if (platform !== 'darwin') return [{ role: 'close', label: words['menu.close'] }, quit];
  return [
    { role: 'about', label: words['menu.about'] },
    SEPARATOR,
    { role: 'services', label: words['menu.services'] },
    SEPARATOR,
    { role: 'hide', label: words['menu.hide'] },
    { role: 'hideOthers', label: words['menu.hide-others'] },
    { role: 'unhide', label: words['menu.show-all'] },
    SEPARATOR,
    quit,
  ];
}

function windowItems({ platform, words }: MenuSurroundings): MenuItemConstructorOptions[] {
  const minimize: MenuItemConstructorOptions = { role: 'minimize', label: words['menu.minimize'] };
  if (platform !== 'darwin') return [minimize];
  return [
    minimize,
    { role: 'zoom', label: words['menu.zoom-window'] },
    { role: 'close', label: words['menu.close'] },
    SEPARATOR,
    { role: 'front', label: words['menu.front'] },
  ];
}

export function appMenu(surroundings: MenuSurroundings): MenuItemConstructorOptions[] {
  const { words, isDevelopment, showHelp } = surroundings;
  const forDevelopers: MenuItemConstructorOptions[] = [
    SEPARATOR,
    { role: 'reload' },
    { role: 'forceReload' },
    { role: 'toggleDevTools' },
  ];
  return [
    { label: 'Augno Vault', submenu: appItems(surroundings) },
    {
      label: words['menu.edit'],
      submenu: [
        { role: 'undo', label: words['menu.undo'] },
        { role: 'redo', label: words['menu.redo'] },
        SEPARATOR,
        { role: 'cut', label: words['text.cut'] },
        { role: 'copy', label: words['text.copy'] },
        { role: 'paste', label: words['text.paste'] },
        { role: 'selectAll', label: words['text.select-all'] },
      ],
    },
    {
      label: words['menu.view'],
      submenu: [
        { role: 'resetZoom', label: words['menu.actual-size'] },
        { role: 'zoomIn', label: words['menu.larger'] },
        { role: 'zoomOut', label: words['menu.smaller'] },
        SEPARATOR,
        { role: 'togglefullscreen', label: words['menu.full-screen'] },
        ...(isDevelopment ? forDevelopers : []),
      ],
    },
    { label: words['menu.window'], submenu: windowItems(surroundings) },
    // macOS adds its search of the menus to the one of this role.
    {
      role: 'help',
      label: words['menu.help'],
      submenu: [{ label: words['menu.show-help'], click: showHelp }],
    },
  ];
}
