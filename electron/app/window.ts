/** The main window: sandboxed, one at a time, made anew when the vault locks. */
import path from 'node:path';
import { createPersonInput } from './person-input.ts';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { CONTENT_ORIGIN, CONTENT_URL } from './content-protocol.ts';
import { STRICT_PREFERENCES } from './own-window.ts';
import type { Profile } from './settings.ts';
import { fitting, MINIMUM_SIZE } from './window-size.ts';
import type { PageFailure } from './unexpected-ends.ts';
import { canProtectContent } from '../platform/desktop-system.ts';

/** After which nobody waits for a page to be painted any more: a window that is covered or minimized may never be. */
const LATEST_PAINT_MS = 1500;

export interface MainWindow {
  /** Shows the window, making it if need be, and brings it to the front. */
  show(): BrowserWindow;
  current(): BrowserWindow | null;
  /** Seen by somebody: there, not hidden and not minimized. */
  isVisible(): boolean;
  /** Takes up settings that concern the window. */
  applySettings(): void;
  /**
   * SECURITY: destroys the renderer with everything it still holds, and puts a new one in its place; called on lock.
   * A window that was hidden stays hidden.
   */
  replace(): void;
  /** Once the first window has painted its page, or long enough after it was made. */
  readonly painted: Promise<void>;
  isTrusted(sender: {
    readonly contents: Electron.WebContents;
    readonly url: string;
    readonly isMainFrame: boolean;
  }): boolean;
}

export interface MainWindowOptions {
  readonly profile: Profile;
  readonly session: Electron.Session;
  /** Shown in the title bar and by the window manager. */
  readonly title: string;
  readonly iconPath: string;
  /** Called for every window that is made, before it loads anything. */
  readonly onMade: (contents: Electron.WebContents) => void;
  /** Called when the user closes the window; true: it was hidden instead. */
  readonly onClose: (window: BrowserWindow) => boolean;
  readonly onFocus: () => void;
  /** Its page crashed or hangs: nothing in it answers any more. */
  readonly onFailed: (why: PageFailure) => void;
  /** Called for each input: under Wayland the system may not know how long it is idle, and a page may say anything. */
  readonly onInput: () => void;
}

/** The stored place, if some screen still shows enough of it to grab the window. */
function usableBounds(profile: Profile): Electron.Rectangle | null {
  const bounds = profile.windowBounds;
  if (bounds === null) return null;
  const visible = screen.getAllDisplays().some(({ workArea }) => {
    const width =
      Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
    const height =
      Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y);
    return width >= 200 && height >= 100;
  });
  return visible ? bounds : null;
}

/** The page's own `bg` token, so that nothing flashes before the first paint. */
export function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff';
}

export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | null = null;
  let notePainted: () => void = () => undefined;
  const painted = new Promise<void>((resolve) => {
    notePainted = resolve;
  });

  const applyTo = (target: BrowserWindow): void => {
    const { contentProtection, textSize } = options.profile.settings;
    if (canProtectContent) target.setContentProtection(contentProtection);
    target.webContents.setZoomFactor(textSize / 100);
  };

  const make = (visible: boolean, bounds: Electron.Rectangle | null): BrowserWindow => {
    const display = bounds === null ? screen.getPrimaryDisplay() : screen.getDisplayMatching(bounds);
    const made = new BrowserWindow({
      ...fitting(bounds, display.workAreaSize),
      minWidth: MINIMUM_SIZE.width,
      minHeight: MINIMUM_SIZE.height,
      show: false,
      title: options.title,
      icon: options.iconPath,
      backgroundColor: backgroundColor(),
      autoHideMenuBar: true,
      webPreferences: {
        ...STRICT_PREFERENCES,
        session: options.session,
        preload: path.join(__dirname, 'preload.js'),
        devTools: !app.isPackaged,
      },
    });
    applyTo(made);
    // A page that loads begins with the engine's own size.
    made.webContents.on('dom-ready', () => {
      applyTo(made);
    });
    made.on('focus', options.onFocus);
    // Not in Electron's own types, though documented.
    const takeInput = createPersonInput(options.onInput);
    (made.webContents as NodeJS.EventEmitter).on(
      'input-event',
      (_event: unknown, input: Electron.InputEvent) => {
        takeInput(input);
      },
    );
    let failed = false;
    let hangs = false;
    const fail = (): void => {
      if (failed || window !== made || made.isDestroyed()) return;
      failed = true;
      options.onFailed(hangs ? 'unresponsive' : 'crashed');
    };
    made.webContents.on('render-process-gone', fail);
    made.webContents.on('unresponsive', () => {
      hangs = true;
      // SECURITY: a page that is busy may not go when it is told to; what it holds goes with its process.
      made.webContents.forcefullyCrashRenderer();
      fail();
    });
    let revealed = false;
    const reveal = (): void => {
      if (revealed || !visible || made.isDestroyed()) return;
      revealed = true;
      made.show();
    };
    made.once('ready-to-show', reveal);
    made.once('ready-to-show', notePainted);
    setTimeout(notePainted, LATEST_PAINT_MS).unref();
    // A hidden window is not always painted, and then that event never comes: a locked app must not stay out of sight.
    made.webContents.once('did-finish-load', reveal);
    made.on('close', (event) => {
      options.profile.setWindowBounds(made.getNormalBounds());
      if (options.onClose(made)) event.preventDefault();
    });
    made.on('closed', () => {
      if (window === made) window = null;
    });
    options.onMade(made.webContents);
    // One that is replaced while it loads has not failed; a page that does not load says so by its events.
    made.loadURL(CONTENT_URL).catch(() => undefined);
    return made;
  };

  return {
    show() {
      if (window === null) {
        window = make(true, usableBounds(options.profile));
        return window;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      return window;
    },
    current: () => window,
    painted,
    isVisible: () => window !== null && window.isVisible() && !window.isMinimized(),
    applySettings() {
      if (window !== null) applyTo(window);
    },
    replace() {
      const old = window;
      if (old === null) return;
      window = make(old.isVisible(), old.getNormalBounds());
      old.destroy();
    },
    isTrusted({ contents, url, isMainFrame }) {
      return (
        window !== null &&
        !window.isDestroyed() &&
        contents === window.webContents &&
        isMainFrame &&
        url.startsWith(`${CONTENT_ORIGIN}/`)
      );
    },
  };
}
