/** A file that only the system's keychain opens. */
import { rmSync } from 'node:fs';
import { readSmallFile } from '../files/foreign-file.ts';
import { writeWholeFile } from '../files/whole-file.ts';
import { isSealedInPublic } from '../platform/public-seal.ts';
import type { Keychain } from './keychain.ts';
import type { SealedStore } from './sealed-schedule.ts';

/** Far more than the dates of a hundred thousand keys. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Where the keychain keeps nothing, nothing is written and what is there counts as absent.
 * @param onDestroyed called when it was sealed where anybody could open it, and is gone now
 */
export function createSealedFile(file: string, keychain: Keychain, onDestroyed: () => void): SealedStore {
  let exists = true;
  const seal = async (content: Uint8Array): Promise<void> => {
    const sealed = await keychain.protect(content);
    writeWholeFile(file, sealed);
    exists = true;
  };
  return {
    async read() {
      let sealed: Buffer;
      try {
        sealed = readSmallFile(file, MOST_BYTES);
      } catch {
        return null;
      }
      if (isSealedInPublic(sealed)) {
        // SECURITY: an earlier version sealed it where no keyring answered. What it names is made anew from the vault.
        rmSync(file, { force: true });
        onDestroyed();
        return null;
      }
      const opened = await keychain.unprotect(sealed);
      // Where that fails it is asked for again the next time.
      if (opened?.stale === true) await seal(opened.bytes).catch(() => undefined);
      return opened?.bytes ?? null;
    },
    async write(content) {
      if (!(await keychain.available())) return;
      await seal(content);
    },
    remove() {
      if (!exists) return;
      rmSync(file, { force: true });
      exists = false;
    },
  };
}
