/**
 * Main's own window for the master password: a session, a preload script and a bundle of its own. It shows what the vault's
 * process says and says back what is typed, over a port that neither main nor any page keeps an end of.
 */
import path from 'node:path';
import { BrowserWindow, screen, type MessagePortMain, type WebContents } from 'electron';
import { servePasswordPage, PASSWORD_URL } from './content-protocol.ts';
import { handPort, onceReady, ownSession, ownWindowPreferences, prepareOwnWindow } from './own-window.ts';
import { HEIGHT_CHANNEL } from './own-window-channels.ts';
import type { Profile } from './settings.ts';
import { backgroundColor } from './window.ts';

const WIDTH = 480;
/** Until it is known how much there is to show. */
const HEIGHT = 400;
/** Of the screen, left free above and below. */
const MARGIN = 24;

export interface PasswordWindow {
  /**
   * Opens the window in front of the app's own.
   * @param hand gives the port to the vault's process
   * @returns once it is closed, whoever closed it
   */
  ask(hand: (port: MessagePortMain) => void): Promise<void>;
  /** Answered, or locked: nothing that was typed stays. */
  close(): void;
}

/** As high as what it shows, as far as the screen allows: what is asked about is seen without scrolling. */
function growTo(window: BrowserWindow, parent: BrowserWindow, height: number): void {
  const { workArea } = screen.getDisplayMatching(parent.getBounds());
  const content = window.getContentBounds();
  const frame = window.getBounds().height - content.height;
  const wanted = Math.min(height, workArea.height - frame - 2 * MARGIN);
  if (wanted <= content.height) return;
  const around = parent.getBounds();
  const centred = around.y + Math.round((around.height - wanted - frame) / 2);
  const lowest = workArea.y + workArea.height - MARGIN - wanted - frame;
  window.setContentBounds({
    ...content,
    y: Math.max(workArea.y + MARGIN, Math.min(centred, lowest)) + (content.y - window.getBounds().y),
    height: wanted,
  });
}

export function createPasswordWindow(options: {
  readonly profile: Profile;
  readonly iconPath: string;
  /** Shows the app's window if it is hidden: a question that nobody sees would wait for ever. */
  readonly showParent: () => BrowserWindow;
  /** Lets the page spend the click that it may still open a list or a calendar with, over this window. */
  readonly settle: (contents: WebContents) => Promise<void>;
}): PasswordWindow {
  const sessionOfIt = ownSession('password', (own) => {
    servePasswordPage(own, path.join(__dirname, 'password'));
  });
  let current: BrowserWindow | null = null;

  const make = (parent: BrowserWindow): BrowserWindow => {
    const zoom = options.profile.settings.textSize / 100;
    const made = new BrowserWindow({
      parent,
      modal: true,
      show: false,
      useContentSize: true,
      width: Math.round(WIDTH * zoom),
      height: Math.round(HEIGHT * zoom),
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      title: 'Augno Vault',
      icon: options.iconPath,
      backgroundColor: backgroundColor(),
      autoHideMenuBar: true,
      webPreferences: ownWindowPreferences(sessionOfIt()),
    });
    prepareOwnWindow(made, zoom);
    made.webContents.ipc.handle(HEIGHT_CHANNEL, (_event, height: unknown) => {
      if (typeof height === 'number' && height > 0) growTo(made, parent, Math.ceil(height * zoom));
    });
    return made;
  };

  const close = (): void => {
    current?.destroy();
    current = null;
  };

  return {
    async ask(hand) {
      close();
      const parent = options.showParent();
      const made = make(parent);
      current = made;
      const closed = new Promise<void>((resolve) => {
        made.once('closed', () => {
          if (current === made) current = null;
          resolve();
        });
      });
      handPort(made, hand);
      let settled: Promise<void> | null = null;
      const show = (): void => {
        settled ??= options.settle(parent.webContents).then(
          () => {
            if (!made.isDestroyed()) made.show();
          },
          // SECURITY: a page that does not answer could still cover what is asked.
          () => {
            if (!made.isDestroyed()) made.destroy();
          },
        );
      };
      onceReady(made, show);
      // A question that cannot be shown is one that was not answered.
      made.loadURL(PASSWORD_URL).catch(() => {
        if (!made.isDestroyed()) made.destroy();
      });
      await closed;
    },
    close,
  };
}
