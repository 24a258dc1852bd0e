/** Cut, copy and paste under the pointer, and the app's menu, in the reader's language: Electron brings neither. */
import {
  app,
  BrowserWindow,
  Menu,
  webContents,
  type MenuItemConstructorOptions,
  type WebContents,
} from 'electron';
import { thisPlatform } from '../platform/this-platform.ts';
import { appMenu } from './app-menu.ts';
import { SEPARATOR } from './menu-separator.ts';
import type { MainMessages } from './messages.ts';

interface TextPlace {
  readonly isEditable: boolean;
  readonly selectionText: string;
  readonly editFlags: Readonly<Record<'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll', boolean>>;
}

/** Nothing where there is neither a field nor selected text. The engine's flags keep a password field's text in it. */
function textMenu(place: TextPlace, words: MainMessages): readonly MenuItemConstructorOptions[] {
  const { canCut, canCopy, canPaste, canSelectAll } = place.editFlags;
  const copy: MenuItemConstructorOptions = { role: 'copy', label: words['text.copy'], enabled: canCopy };
  if (!place.isEditable) return place.selectionText.trim() === '' ? [] : [copy];
  return [
    { role: 'cut', label: words['text.cut'], enabled: canCut },
    copy,
    { role: 'paste', label: words['text.paste'], enabled: canPaste },
    SEPARATOR,
    { role: 'selectAll', label: words['text.select-all'], enabled: canSelectAll },
  ];
}

function addTextMenu(contents: WebContents, words: () => MainMessages): void {
  contents.on('context-menu', (_event, place) => {
    const items = textMenu(place, words());
    const window = BrowserWindow.fromWebContents(contents);
    if (items.length > 0 && window !== null) Menu.buildFromTemplate([...items]).popup({ window });
  });
}

/** @returns shows it in the language of now */
function followAppMenu(words: () => MainMessages, showHelp: () => void): () => void {
  let shown: MainMessages | null = null;
  const show = (): void => {
    const now = words();
    if (now === shown) return;
    shown = now;
    const template = appMenu({
      platform: thisPlatform,
      words: now,
      isDevelopment: !app.isPackaged,
      showHelp,
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  show();
  app.on('browser-window-focus', (_event, window) => {
    // SECURITY: the window in which the password is typed has none.
    if (window.getParentWindow() === null) show();
  });
  return show;
}

/** In every window of ours: those that are there, and those to come. */
export function followMenus(
  words: () => MainMessages,
  showHelp: () => void,
): { readonly update: () => void } {
  const update = followAppMenu(words, showHelp);
  for (const contents of webContents.getAllWebContents()) addTextMenu(contents, words);
  app.on('web-contents-created', (_event, contents) => {
    addTextMenu(contents, words);
  });
  return { update };
}
