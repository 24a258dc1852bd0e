/** Makes a folder and what is missing above it. Node's own recursive form never comes back below /proc. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { say } from '../../shared/messages/say.ts';

/** Said where what is remembered between scans could not be written. */
export const NOTHING_KEPT = say('scan.nothing-kept');

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
