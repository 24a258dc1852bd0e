/**
 * Copies a secret without the renderer, and takes it away again. Since Electron 44 the clipboard's methods return
 * promises; `await` serves both forms, so this file works on either runtime.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as electron from 'electron';

const { clipboard } = electron;

export interface ClipboardState {
  readonly label: string | null;
  readonly clearsAt: string | null;
}

/** The system's clipboard, as small as this product needs it. */
export interface ClipboardPort {
  writeText(text: string): Promise<void>;
  readText(): Promise<string>;
  clear(): Promise<void>;
}

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

export const systemClipboard: ClipboardPort = {
  writeText: async (text) => {
    if (ItemClass === undefined) {
      await clipboard.writeText(text);
      return;
    }
    const marks = Object.entries(historyMarks(process.platform)).map(([name, content]) => [
      `electron application/osclipboard;format="${name}"`,
      new Blob([content]),
    ]);
    await markedClipboard.write([
      new ItemClass({ 'text/plain': text, ...(Object.fromEntries(marks) as Record<string, Blob>) }),
    ]);
  },
  readText: async () => await clipboard.readText(),
  clear: () => {
    clipboard.clear();
    return Promise.resolve();
  },
};

export interface SecretClipboard {
  /** @returns when it will be cleared */
  copy(secret: Uint8Array, label: string, seconds: number): Promise<Date>;
  /** Clears at once, if what lies there is still ours; where that is impossible now, `retry` does it later. */
  clearNow(): Promise<void>;
  /** The window has the focus again: clears what could not be cleared without it. */
  retry(): Promise<void>;
}

export function createSecretClipboard(
  port: ClipboardPort,
  onState: (state: ClipboardState) => void,
  /** Under Wayland a window without the focus can neither read nor clear the clipboard. */
  canClear: () => boolean = () => true,
  now: () => Date = () => new Date(),
): SecretClipboard {
  // SECURITY: what we copied is remembered as a salted hash, so that "is it still ours" needs no copy of the secret.
  const salt = randomBytes(16);
  const digest = (text: string): Buffer => createHash('sha256').update(salt).update(text).digest();
  let ours: Buffer | null = null;
  let timer: NodeJS.Timeout | null = null;
  let overdue = false;
  let shownLabel: string | null = null;

  const clearNow = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (ours === null) return;
    if (!canClear()) {
      // It is still there, so that is what is said.
      overdue = true;
      onState({ label: shownLabel, clearsAt: null });
      return;
    }
    overdue = false;
    const expected = ours;
    ours = null;
    if (timingSafeEqual(digest(await port.readText()), expected)) await port.clear();
    onState({ label: null, clearsAt: null });
  };

  return {
    async copy(secret, label, seconds) {
      if (timer !== null) clearTimeout(timer);
      // SECURITY: the clipboard takes nothing but a string; this is the last moment before it.
      const text = Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength).toString('utf8');
      await port.writeText(text);
      ours = digest(text);
      overdue = false;
      shownLabel = label;
      const clearsAt = new Date(now().getTime() + seconds * 1000);
      timer = setTimeout(() => void clearNow(), seconds * 1000);
      onState({ label, clearsAt: clearsAt.toISOString() });
      return clearsAt;
    },
    clearNow,
    async retry() {
      if (overdue) await clearNow();
    },
  };
}
