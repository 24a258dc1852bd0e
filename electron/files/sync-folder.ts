import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes sure that names which were put into the folder, or moved in it, outlast a loss of power. */
export function syncFolder(folder: string): void {
  // Windows has no such thing; there the file system's own journal has to do.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
