import { closeSync, fsyncSync, openSync } from 'node:fs';
import { thisPlatform } from '../platform/this-platform.ts';

/** Makes sure that names which were put into the folder, or moved in it, outlast a loss of power. */
export function syncFolder(folder: string, platform: NodeJS.Platform = thisPlatform): void {
  // Windows has no such thing; there the file system's own journal has to do.
  if (platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
