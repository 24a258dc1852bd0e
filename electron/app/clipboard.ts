/**
 * The system's clipboard as Electron has it. Since Electron 44 its methods return promises and the PRIMARY selection of
 * X11 is an object of its own; `await` and a look at what is there serve both forms.
 */
import * as electron from 'electron';
import type { ClipboardPort, ClipboardPlace } from './secret-clipboard.ts';
import { thisPlatform } from '../platform/this-platform.ts';

const { clipboard } = electron;

/**
 * The raw formats by which a system's clipboard history and cloud clipboard are told to leave something out.
 * @returns by the format's name, its content
 */
export function historyMarks(platform: NodeJS.Platform): Readonly<Record<string, Uint8Array<ArrayBuffer>>> {
  const nothing = (): Uint8Array<ArrayBuffer> => new Uint8Array(4);
  switch (platform) {
    case 'win32':
      return {
        ExcludeClipboardContentFromMonitorProcessing: nothing(),
        // A DWORD of zero each: may not.
        CanIncludeInClipboardHistory: nothing(),
        CanUploadToCloudClipboard: nothing(),
      };
    case 'darwin':
      return { 'org.nspasteboard.ConcealedType': nothing(), 'org.nspasteboard.TransientType': nothing() };
    default:
      return { 'x-kde-passwordManagerHint': new TextEncoder().encode('secret') };
  }
}

interface ClipboardItemClass {
  new (items: Readonly<Record<string, string | Blob>>): unknown;
}

/** Since Electron 44 there are items with raw formats; before, a text stands alone and cannot be marked. */
const ItemClass = (electron as unknown as { readonly ClipboardItem?: ClipboardItemClass }).ClipboardItem;
const markedClipboard = clipboard as unknown as { write(items: readonly unknown[]): Promise<void> };

/** Whether a copied secret can be marked to be kept out of clipboard histories. */
export const canMarkForHistory = ItemClass !== undefined;

/** Either form of one of them; the older one tells them apart by an argument. */
interface EitherClipboard {
  readText(type?: 'selection'): string | Promise<string>;
  clear(type?: 'selection'): void | Promise<void>;
  availableFormats?(type?: 'selection'): readonly string[];
  has?(format: string): boolean | Promise<boolean>;
  readonly selection?: EitherClipboard;
}

function placeOf(given: EitherClipboard, type?: 'selection'): ClipboardPlace {
  const own = type === undefined ? undefined : given.selection;
  const target = own ?? given;
  const argument = own === undefined ? type : undefined;
  return {
    read: async () => {
      const text = await target.readText(argument);
      if (text !== '') return text;
      // Empty may also mean that it could not be opened: on Windows while another program holds it.
      const holdsText =
        target.availableFormats === undefined
          ? await target.has?.('text/plain')
          : target.availableFormats(argument).includes('text/plain');
      return holdsText === true ? null : '';
    },
    clear: async () => {
      await target.clear(argument);
    },
  };
}

const either = clipboard as unknown as EitherClipboard;

export const createSystemClipboard = (platform: NodeJS.Platform = thisPlatform): ClipboardPort => ({
  // Where there is a PRIMARY selection, Chromium puts every copied text into it too.
  places: platform === 'linux' ? [placeOf(either), placeOf(either, 'selection')] : [placeOf(either)],
  writeText: async (text) => {
    if (ItemClass === undefined) {
      await clipboard.writeText(text);
      return;
    }
    const marks = Object.entries(historyMarks(platform)).map(([name, content]) => [
      `electron application/osclipboard;format="${name}"`,
      new Blob([content]),
    ]);
    await markedClipboard.write([
      new ItemClass({ 'text/plain': text, ...(Object.fromEntries(marks) as Record<string, Blob>) }),
    ]);
  },
});
