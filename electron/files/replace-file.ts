/** Moves a finished file over what stands at its name. */
import { renameSync } from 'node:fs';
import { thisPlatform } from '../platform/this-platform.ts';

/** For how long a virus scanner, an indexer or a synchronising program usually holds what was just written. */
const PATIENCE_MS = 1000;
const PAUSE_MS = 20;

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/**
 * On Windows a rename over a file that another program has open is refused; such programs let go of it soon, so it is tried
 * for a second. Elsewhere a refusal is final.
 * @throws what the file system throws last; both files are then as they were
 */
export function replaceFile(
  from: string,
  to: string,
  {
    platform = thisPlatform,
    rename = renameSync,
    wait = pause,
  }: {
    readonly platform?: NodeJS.Platform;
    readonly rename?: (from: string, to: string) => void;
    readonly wait?: (milliseconds: number) => void;
  } = {},
): void {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      rename(from, to);
      return;
    } catch (thrown) {
      const { code = '' } = thrown as NodeJS.ErrnoException;
      const isHeld = platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code);
      if (!isHeld || waited >= PATIENCE_MS) throw thrown;
      wait(PAUSE_MS);
    }
  }
}
