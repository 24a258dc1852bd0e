import { closeSync, fsyncSync, openSync } from 'node:fs';
import { thisPlatform } from '../platform/this-platform.ts';

/** What file systems answer that have nothing of the kind, as some behind a network: there their own order has to do. */
const KNOWN_TO_NONE: ReadonlySet<string> = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/** Makes sure that names which were put into the folder, or moved in it, outlast a loss of power. */
export function syncFolder(folder: string, platform: NodeJS.Platform = thisPlatform): void {
  // Windows has no such thing; there the file system's own journal has to do.
  if (platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } catch (thrown) {
    if (!KNOWN_TO_NONE.has(String((thrown as NodeJS.ErrnoException).code))) throw thrown;
  } finally {
    closeSync(descriptor);
  }
}
