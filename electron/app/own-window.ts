/** What main's windows have in common: walls of one height, and for its own small ones a session, a page and a port to hand over. */
import path from 'node:path';
import {
  MessageChannelMain,
  session,
  type BrowserWindow,
  type MessagePortMain,
  type Session,
  type WebPreferences,
} from 'electron';
import { canProtectContent } from '../platform/desktop-system.ts';
import { PORT_CHANNEL } from './own-window-channels.ts';
import { DISABLED_FEATURES, hardenSession } from './session-hardening.ts';

/** SECURITY: of every window; a test asks each for the effective form. */
export const STRICT_PREFERENCES: Readonly<WebPreferences> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  enableWebSQL: false,
  devTools: false,
  safeDialogs: true,
  // oxlint-disable-next-line typescript/no-deprecated -- off is meant; what is deprecated is turning it on
  enableDeprecatedPaste: false,
  disableBlinkFeatures: DISABLED_FEATURES,
};

export function ownWindowPreferences(own: Session): WebPreferences {
  return { ...STRICT_PREFERENCES, session: own, preload: path.join(__dirname, 'password-preload.js') };
}

/**
 * A session that is not kept on disk, and no other window's; made when it is first wanted.
 * @param serve gives it its page
 */
export function ownSession(partition: string, serve: (own: Session) => void): () => Session {
  let own: Session | null = null;
  return () => {
    if (own !== null) return own;
    own = session.fromPartition(partition);
    hardenSession(own);
    serve(own);
    return own;
  };
}

/** SECURITY: whatever the settings say of the app's window: a password may be typed here. */
export function prepareOwnWindow(window: BrowserWindow, zoom: number): void {
  window.removeMenu();
  if (canProtectContent) window.setContentProtection(true);
  window.webContents.on('dom-ready', () => {
    window.webContents.setZoomFactor(zoom);
  });
}

/** Once its page is there. @param hand gives the other end to the vault's process */
export function handPort(window: BrowserWindow, hand: (port: MessagePortMain) => void): void {
  window.webContents.once('dom-ready', () => {
    const { port1, port2 } = new MessageChannelMain();
    window.webContents.postMessage(PORT_CHANNEL, null, [port2]);
    hand(port1);
  });
}

/** When there is something to be seen. A hidden window is not always painted, and then the first event never comes. */
export function onceReady(window: BrowserWindow, show: () => void): void {
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', show);
}
