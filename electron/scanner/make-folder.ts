/** Makes a folder and what is missing above it. Node's own recursive form never comes back below /proc. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** For the user alone. @throws what the file system throws */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
  }
}
