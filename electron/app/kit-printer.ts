/** Prints the emergency kit, or writes it or a report as a PDF, from a window that nobody sees and that is gone afterwards. */
import { randomBytes } from 'node:crypto';
import { vaultLocked } from '../wire/vault-locked.ts';
import { BrowserWindow, session } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { writeChosenFile } from '../files/whole-file.ts';
import type { FileDialogs } from './file-dialogs.ts';
import { STRICT_PREFERENCES } from './own-window.ts';
import { hardenSession } from './session-hardening.ts';
import { say } from '../../shared/messages/say.ts';

const KIT_FILE = 'emergency-kit.pdf';

export interface KitPrinter {
  /** @returns false where the user closed the system's print dialog */
  print(page: () => Promise<string>): Promise<boolean>;
  /**
   * @param name what the file is proposed to be called; left out: the kit's
   * @param page fetched once the file is chosen: a dialog may stand open while the vault is locked
   * @returns the file; null where the user closed the dialog
   */
  save(page: () => Promise<string>, name?: string): Promise<string | null>;
  /** The vault locks: what shows a recovery key goes with it, printed or not. */
  stop(): void;
}

async function withPage<Result>(
  page: string,
  use: (contents: Electron.WebContents) => Promise<Result>,
  open: Set<BrowserWindow>,
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
    webPreferences: { ...STRICT_PREFERENCES, session: partition, javascript: false },
  });
  open.add(window);
  const closed = new Promise<never>((_, reject) => {
    window.once('closed', () => {
      reject(vaultLocked());
    });
  });
  // Also told to nobody, where what it is for has ended.
  closed.catch(() => undefined);
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(page).toString('base64')}`);
    // The engine does not answer for a window that is gone.
    return await Promise.race([use(window.webContents), closed]);
  } finally {
    open.delete(window);
    if (!window.isDestroyed()) window.destroy();
  }
}

export function createKitPrinter(dialogs: FileDialogs): KitPrinter {
  const open = new Set<BrowserWindow>();
  return {
    stop() {
      for (const window of open) window.destroy();
    },
    print: async (page) =>
      await withPage(
        await page(),
        (contents) =>
          new Promise((resolve, reject) => {
            contents.print({ printBackground: true }, (printed, reason) => {
              if (printed || /cancel/i.test(reason)) resolve(printed);
              else reject(noPrinter());
            });
          }),
        open,
      ),
    async save(page, name = KIT_FILE) {
      const file = await dialogs.chooseTarget(name, [{ name: 'PDF', extensions: ['pdf'] }]);
      if (file === null) return null;
      const pdf = await withPage(await page(), (contents) => contents.printToPDF({ pageSize: 'A4' }), open);
      // SECURITY: for its owner's eyes only; the dialog asked before something is replaced.
      try {
        writeChosenFile(file, pdf);
      } catch (thrown) {
        throw thrown instanceof AppError ? thrown : unwritable(name, thrown);
      }
      return file;
    },
  };
}

function noPrinter(): AppError {
  return new AppError({
    code: 'unsupported',
    message: say('app.the-page-could-not-be-printed'),
    hint: say('app.the-recovery-key-is-made-and-shown'),
  });
}

function unwritable(name: string, cause: unknown): AppError {
  return new AppError({
    code: 'invalid-input',
    message: say('app.the-pdf-could-not-be-written-there'),
    hint: say(
      name === KIT_FILE
        ? 'app.the-recovery-key-is-made-and-shown-2'
        : 'app.nothing-was-exported-choose-a-folder-that',
    ),
    cause,
  });
}
