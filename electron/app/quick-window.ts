/** Main's quick access window: a session and a bundle of its own, gone as soon as somebody looks elsewhere. */
import path from 'node:path';
import { BrowserWindow, screen, type MessagePortMain } from 'electron';
import { QUICK_URL, serveQuickPage } from './content-protocol.ts';
import { handPort, onceReady, ownSession, ownWindowPreferences, prepareOwnWindow } from './own-window.ts';
import { HEIGHT_CHANNEL } from './own-window-channels.ts';
import { createPersonInput } from './person-input.ts';
import type { Profile } from './settings.ts';
import { hasPanels } from '../platform/desktop-system.ts';
import { backgroundColor } from './window.ts';

const WIDTH = 520;
const HEIGHT = 380;
/** Of the screen, above it. */
const FROM_TOP = 0.2;

export interface QuickWindow {
  readonly isOpen: boolean;
  /** @param hand gives the port to the vault's process */
  show(hand: (port: MessagePortMain) => void): void;
  /** With everything it shows and what was typed into it. */
  close(): void;
}

/** On the screen with the pointer, where whoever pressed the shortcut is looking. */
function boundsFor(zoom: number): Electron.Rectangle {
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  const width = Math.min(Math.round(WIDTH * zoom), workArea.width);
  const height = Math.min(Math.round(HEIGHT * zoom), workArea.height);
  const wanted = workArea.y + Math.round(workArea.height * FROM_TOP);
  return {
    x: workArea.x + Math.round((workArea.width - width) / 2),
    y: Math.min(wanted, workArea.y + workArea.height - height),
    width,
    height,
  };
}

export function createQuickWindow(options: {
  readonly profile: Profile;
  readonly iconPath: string;
  /** A person does something in it: the vault is not idle. */
  readonly onInput: () => void;
}): QuickWindow {
  const sessionOfIt = ownSession('quick', (own) => {
    serveQuickPage(own, path.join(__dirname, 'quick'));
  });
  let current: BrowserWindow | null = null;

  const close = (): void => {
    const closing = current;
    current = null;
    closing?.destroy();
  };

  const make = (): BrowserWindow => {
    const zoom = options.profile.settings.textSize / 100;
    const made = new BrowserWindow({
      ...boundsFor(zoom),
      // Over a program without taking its place: on macOS that program has the focus again afterwards.
      ...(hasPanels ? { type: 'panel' } : {}),
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      alwaysOnTop: true,
      skipTaskbar: true,
      show: false,
      title: 'Augno Vault',
      icon: options.iconPath,
      backgroundColor: backgroundColor(),
      webPreferences: ownWindowPreferences(sessionOfIt()),
    });
    prepareOwnWindow(made, zoom);
    // It has one size; what does not fit is scrolled.
    made.webContents.ipc.handle(HEIGHT_CHANNEL, () => undefined);
    const takeInput = createPersonInput(options.onInput);
    // Not in Electron's own types, though documented.
    (made.webContents as NodeJS.EventEmitter).on(
      'input-event',
      (_event: unknown, input: Electron.InputEvent) => {
        takeInput(input);
      },
    );
    const closeThis = (): void => {
      if (current === made) close();
    };
    made.on('blur', closeThis);
    made.on('closed', () => {
      if (current === made) current = null;
    });
    made.webContents.on('render-process-gone', closeThis);
    return made;
  };

  return {
    get isOpen() {
      return current !== null;
    },
    show(hand) {
      close();
      const made = make();
      current = made;
      handPort(made, hand);
      const reveal = (): void => {
        if (made.isDestroyed() || made.isVisible()) return;
        made.show();
        made.focus();
      };
      onceReady(made, reveal);
      made.loadURL(QUICK_URL).catch(() => {
        if (current === made) close();
      });
    },
    close,
  };
}
