/** Main's quick access window: a session and a bundle of its own, gone as soon as somebody looks elsewhere. */
import path from 'node:path';
import {
  BrowserWindow,
  MessageChannelMain,
  screen,
  session,
  type MessagePortMain,
  type Session,
} from 'electron';
import { QUICK_URL, serveQuickPage } from './content-protocol.ts';
import { HEIGHT_CHANNEL, ownWindowPreferences, PORT_CHANNEL } from './own-window.ts';
import { createPersonInput } from './person-input.ts';
import { hardenSession } from './session-hardening.ts';
import type { Profile } from './settings.ts';
import { canProtectContent, hasPanels } from '../platform/desktop-system.ts';
import { backgroundColor } from './window.ts';

/** Not kept on disk, and no other window's. */
const PARTITION = 'quick';
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
  let own: Session | null = null;
  let current: BrowserWindow | null = null;

  const ownSession = (): Session => {
    if (own !== null) return own;
    own = session.fromPartition(PARTITION);
    hardenSession(own);
    serveQuickPage(own, path.join(__dirname, 'quick'));
    return own;
  };
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
      webPreferences: ownWindowPreferences(ownSession()),
    });
    made.removeMenu();
    // SECURITY: whatever the settings say of the app's window: a password may be typed here.
    if (canProtectContent) made.setContentProtection(true);
    made.webContents.on('dom-ready', () => {
      made.webContents.setZoomFactor(zoom);
    });
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
      made.webContents.once('dom-ready', () => {
        const { port1, port2 } = new MessageChannelMain();
        made.webContents.postMessage(PORT_CHANNEL, null, [port2]);
        hand(port1);
      });
      const reveal = (): void => {
        if (made.isDestroyed() || made.isVisible()) return;
        made.show();
        made.focus();
      };
      made.once('ready-to-show', reveal);
      // A hidden window is not always painted, and then that event never comes.
      made.webContents.once('did-finish-load', reveal);
      made.loadURL(QUICK_URL).catch(() => {
        if (current === made) close();
      });
    },
    close,
  };
}
