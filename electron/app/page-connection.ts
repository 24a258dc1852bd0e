/** The line between the page and the vault's process: main makes it, hands both ends over, and keeps neither. */
import { MessageChannelMain, type BrowserWindow, type MessagePortMain, type WebContents } from 'electron';
import { sendPort } from '../wire/port.ts';
import { CONTENT_ORIGIN } from './content-protocol.ts';

export interface PageConnection {
  /** Tells when a page of this window is there to be connected, after a reload too. */
  readonly watch: (contents: WebContents) => void;
  /** Gives the page a new line. @returns the end for the vault's process; null where no page is there yet */
  open(): MessagePortMain | null;
  /** The page's line leads nowhere any more. */
  close(): void;
}

export function createPageConnection(options: {
  readonly currentWindow: () => BrowserWindow | null;
  readonly onPage: () => void;
}): PageConnection {
  let ready: WebContents | null = null;
  const page = (): WebContents | null => {
    const contents = options.currentWindow()?.webContents;
    // SECURITY: our own page and nothing else that might ever be loaded here.
    return contents !== undefined && contents === ready && contents.getURL().startsWith(`${CONTENT_ORIGIN}/`)
      ? contents
      : null;
  };
  return {
    watch(contents) {
      contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (isMainFrame && !isSameDocument && ready === contents) ready = null;
      });
      contents.on('dom-ready', () => {
        ready = contents;
        options.onPage();
      });
    },
    open() {
      const contents = page();
      if (contents === null) return null;
      const { port1, port2 } = new MessageChannelMain();
      sendPort(contents, port2);
      return port1;
    },
    close() {
      const contents = page();
      if (contents !== null) sendPort(contents, null);
    },
  };
}
