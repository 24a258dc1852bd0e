/** Prints the emergency kit, or writes it as a PDF, from a window that nobody sees and that is gone afterwards. */
import { randomBytes } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { writeChosenFile } from '../files/whole-file.ts';
import type { FileDialogs } from './file-dialogs.ts';
import { hardenSession } from './session-hardening.ts';

export interface KitPrinter {
  /** @returns false where the user closed the system's print dialog */
  print(page: string): Promise<boolean>;
  /** @returns the file; null where the user closed the dialog */
  save(page: string): Promise<string | null>;
}

async function withPage<Result>(
  page: string,
  use: (contents: Electron.WebContents) => Promise<Result>,
): Promise<Result> {
  // SECURITY: a session of its own in memory, no script, no preload; the page holds the recovery key.
  const partition = session.fromPartition(`kit-${randomBytes(8).toString('hex')}`, { cache: false });
  hardenSession(partition);
  // In place of the rule for the app's own page: this one, and nothing it might ask for.
  partition.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !details.url.startsWith('data:text/html;') });
  });
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: partition, sandbox: true, contextIsolation: true, javascript: false },
  });
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(page).toString('base64')}`);
    return await use(window.webContents);
  } finally {
    window.destroy();
  }
}

export function createKitPrinter(dialogs: FileDialogs): KitPrinter {
  return {
    print: (page) =>
      withPage(
        page,
        (contents) =>
          new Promise((resolve, reject) => {
            contents.print({ printBackground: true }, (printed, reason) => {
              if (printed || /cancel/i.test(reason)) resolve(printed);
              else reject(noPrinter());
            });
          }),
      ),
    async save(page) {
      const file = await dialogs.chooseTarget('emergency-kit.pdf', [{ name: 'PDF', extensions: ['pdf'] }]);
      if (file === null) return null;
      const pdf = await withPage(page, (contents) => contents.printToPDF({ pageSize: 'A4' }));
      // SECURITY: for its owner's eyes only; the dialog asked before something is replaced.
      try {
        writeChosenFile(file, pdf);
      } catch (thrown) {
        throw thrown instanceof AppError ? thrown : unwritable(thrown);
      }
      return file;
    },
  };
}

function noPrinter(): AppError {
  return new AppError({
    code: 'unsupported',
    message: 'The page could not be printed.',
    hint: 'The recovery key is made and shown. Check the printer, save the page as a PDF, or write the key down by hand.',
  });
}

function unwritable(cause: unknown): AppError {
  return new AppError({
    code: 'invalid-input',
    message: 'The PDF could not be written there.',
    hint: 'The recovery key is made and shown. Choose a folder that you may write to, print the page, or write the key down.',
    cause,
  });
}
