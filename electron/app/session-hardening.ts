/** What the renderer may not do, whatever runs in it: permissions, navigation, windows, webviews, the network. */
import type { App, Session, WebContents } from 'electron';
import { CONTENT_ORIGIN, CONTENT_SCHEME } from './content-protocol.ts';

/**
 * SECURITY: a proxy at which nobody can listen, for addresses of this machine too. `webRequest` does not see WebRTC: its
 * TURN over TCP goes through the session's proxy, or, without one, past every rule of the page.
 */
const NOWHERE = {
  mode: 'fixed_servers',
  proxyRules: 'socks5://127.0.0.1:0',
  proxyBypassRules: '<-loopback>',
} as const;

/** What the system says of proxies, for requests of the vault's process: in a session that loads nothing. */
export const SYSTEM_PROXY_PARTITION = 'system-proxy';

/**
 * SECURITY: what a script would get from the engine past main: its own file dialogs (the name that is typed into one is the
 * page's to read, and the file its to write), windows above all others, the colours of the screen, the fonts.
 */
export const DISABLED_FEATURES = [
  'DocumentPictureInPictureAPI',
  'EyeDropperAPI',
  'FileSystemAccess',
  'FileSystemAccessLocal',
  'FontAccess',
  'PictureInPictureAPI',
].join(',');

/** SECURITY: everything is denied; the product needs no permission of the browser engine at all. */
export function hardenSession(session: Session): void {
  void session.setProxy(NOWHERE);
  session.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  // The page loads from our own scheme only. The API is called by the vault's process, never from here.
  session.webRequest.onBeforeRequest((details, callback) => {
    const allowed =
      details.url.startsWith(`${CONTENT_SCHEME}:`) ||
      details.url.startsWith('devtools:') ||
      details.url.startsWith('data:image/');
    callback({ cancel: !allowed });
  });
  // Picking a screen or a window to capture would go past the handlers above.
  session.setDisplayMediaRequestHandler(null);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

function hardenContents(contents: WebContents): void {
  // SECURITY: with the proxy above, WebRTC has no UDP at all.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.on('will-navigate', (event) => {
    if (!event.url.startsWith(`${CONTENT_ORIGIN}/`)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.url.startsWith(`${CONTENT_ORIGIN}/`)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // A page that moves its window could lay it over another, or out of sight.
  contents.on('content-bounds-updated', (event) => {
    event.preventDefault();
  });
}

/** Covers every WebContents that is ever made, so that a later window can't be forgotten. */
export function hardenApp(app: App): void {
  // SECURITY: the hint to look up a name is under no policy and no proxy, and a name can carry a secret to who answers for it.
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
  // A page without the sandbox can't be made from here on, whatever its options say. (Root has to be started without
  // Chromium's sandbox, and then this call would end every process.)
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    hardenContents(contents);
  });
}
