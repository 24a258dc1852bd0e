/**
 * Copies a secret without the renderer, and takes it away again. Since Electron 44 the clipboard's methods return
 * promises; `await` serves both forms, so this file works on either runtime.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { clipboard } from 'electron';

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

export const systemClipboard: ClipboardPort = {
  writeText: async (text) => {
    await clipboard.writeText(text);
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
  /** Clears at once, if what lies there is still ours. */
  clearNow(): Promise<void>;
}

export function createSecretClipboard(
  port: ClipboardPort,
  onState: (state: ClipboardState) => void,
  now: () => Date = () => new Date(),
): SecretClipboard {
  // SECURITY: what we copied is remembered as a salted hash, so that "is it still ours" needs no copy of the secret.
  const salt = randomBytes(16);
  const digest = (text: string): Buffer => createHash('sha256').update(salt).update(text).digest();
  let ours: Buffer | null = null;
  let timer: NodeJS.Timeout | null = null;

  const clearNow = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (ours === null) return;
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
      const clearsAt = new Date(now().getTime() + seconds * 1000);
      timer = setTimeout(() => void clearNow(), seconds * 1000);
      onState({ label, clearsAt: clearsAt.toISOString() });
      return clearsAt;
    },
    clearNow,
  };
}
