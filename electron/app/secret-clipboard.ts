/** Copies a secret without the renderer, and takes it away again from wherever it then lies. Knows no Electron. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { MINUTE_MS } from '../../shared/times.ts';
import { endsWithin } from './locking.ts';
import { realTimer } from './timer.ts';
import { say } from '../../shared/messages/say.ts';

export interface ClipboardState {
  readonly label: string | null;
  readonly clearsAt: string | null;
}

/** One place in which a copied text lies. */
export interface ClipboardPlace {
  /** null where it cannot be told what lies there */
  read(): Promise<string | null>;
  clear(): Promise<void>;
}

/** The system's clipboard, as small as this product needs it. */
export interface ClipboardPort {
  /** Puts the text into all of its places. */
  writeText(text: string): Promise<void>;
  /** The clipboard, and on Linux the PRIMARY selection. */
  readonly places: readonly ClipboardPlace[];
}

export interface SecretClipboard {
  /** @returns when it will be cleared */
  copy(secret: Uint8Array, label: string, seconds: number): Promise<Date>;
  /**
   * Clears at once, if what lies there is still ours; never rejects.
   * @returns false where that was impossible now: it is tried again until it is known to be gone
   */
  clearNow(): Promise<boolean>;
  /** The window has the focus again: clears what could not be cleared without it. */
  retry(): Promise<void>;
}

export interface SecretClipboardOptions {
  readonly port: ClipboardPort;
  readonly onState: (state: ClipboardState) => void;
  /** Under Wayland a window without the focus can neither read nor clear the clipboard. */
  readonly canClear?: () => boolean;
  readonly now?: () => Date;
  readonly setTimer?: typeof realTimer;
}

/** For one place to be read and cleared. */
const PLACE_MS = 1500;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = MINUTE_MS;

interface Copied {
  /** SECURITY: a salted hash, so that "is it still ours" needs no copy of the secret. */
  readonly digest: Buffer;
  readonly label: string;
  /** Where it may still lie. */
  readonly places: Set<ClipboardPlace>;
}

export function createSecretClipboard(options: SecretClipboardOptions): SecretClipboard {
  const { port, onState } = options;
  const canClear = options.canClear ?? ((): boolean => true);
  const now = options.now ?? ((): Date => new Date());
  const setTimer = options.setTimer ?? realTimer;
  const salt = randomBytes(16);
  const digest = (text: string): Buffer => createHash('sha256').update(salt).update(text).digest();
  let copied: Copied | null = null;
  let timer: { cancel(): void } | null = null;
  let overdue = false;
  let wait = FIRST_RETRY_MS;

  const plan = (milliseconds: number): void => {
    timer?.cancel();
    timer = setTimer(() => void clearNow().catch(() => undefined), milliseconds);
  };

  /** Throws where it is not known what lies there: then it counts as ours, and as not cleared. */
  const clearPlace = async (place: ClipboardPlace, expected: Buffer): Promise<void> => {
    const text = await place.read();
    if (text === null) throw new Error('unknown');
    if (timingSafeEqual(digest(text), expected)) await place.clear();
  };

  const clearNow = async (): Promise<boolean> => {
    timer?.cancel();
    timer = null;
    const clearing = copied;
    if (clearing === null) return true;
    if (canClear()) {
      await Promise.all(
        [...clearing.places].map(async (place) => {
          if (await endsWithin(PLACE_MS, () => clearPlace(place, clearing.digest))) {
            clearing.places.delete(place);
          }
        }),
      );
      // Something else was copied meanwhile; that has a time of its own.
      if (copied !== clearing) return true;
    }
    overdue = clearing.places.size > 0;
    if (overdue) {
      // It is still there, as far as is known, so that is what is said.
      onState({ label: clearing.label, clearsAt: null });
      plan(wait);
      wait = Math.min(LONGEST_RETRY_MS, wait * 2);
      return false;
    }
    copied = null;
    onState({ label: null, clearsAt: null });
    return true;
  };

  return {
    async copy(secret, label, seconds) {
      // SECURITY: the clipboard takes nothing but a string; this is the last moment before it.
      const text = Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength).toString('utf8');
      const copying: Copied = { digest: digest(text), label, places: new Set(port.places) };
      // Before it is written: a write that fails may have got half way.
      copied = copying;
      overdue = false;
      wait = FIRST_RETRY_MS;
      plan(seconds * 1000);
      try {
        await port.writeText(text);
      } catch (thrown) {
        if (copied === copying) await clearNow();
        throw new AppError({
          code: 'unsupported',
          message: say('app.the-secret-could-not-be-put-on'),
          hint: say('app.it-is-safe-in-the-vault-try'),
          cause: thrown,
        });
      }
      const clearsAt = new Date(now().getTime() + seconds * 1000);
      onState({ label, clearsAt: clearsAt.toISOString() });
      return clearsAt;
    },
    clearNow,
    async retry() {
      if (overdue) await clearNow();
    },
  };
}
