/** What became of a file that was to be written, and the end of one that was made. */
import { existsSync, lstatSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import type { ReplacementRecord } from '../care/replacement-records.ts';
import { placeError, readPlace, shownPath, type FileState } from '../files/index.ts';

/** Null: there is none, in a folder that is there. Undefined: nobody can say. */
export function stateOf(file: string): FileState | null | undefined {
  try {
    const read = readPlace(file);
    read.bytes.fill(0);
    return read.state;
  } catch (thrown) {
    const isGone = thrown instanceof AppError && thrown.code === 'not-found';
    return isGone && existsSync(path.dirname(file)) ? null : undefined;
  }
}

/** Whether the new file still lies beside the other. A file that is made has both names for a moment. */
export function isUnmoved({ file, temporary }: Pick<ReplacementRecord, 'file' | 'temporary'>): boolean {
  const beside = numbersOf(temporary);
  return beside !== null && beside !== numbersOf(file);
}

function numbersOf(file: string): string | null {
  try {
    const { dev, ino } = lstatSync(file);
    return `${String(dev)}/${String(ino)}`;
  } catch {
    return null;
  }
}

export function notAsMade(file: string): AppError {
  return placeError(
    'file-changed',
    say('keys.path-has-changed-since-it-was-made', { path: shownPath(file) }),
    say('keys.nothing-was-changed-delete-the-file-by'),
  );
}

/** @throws AppError `file-changed` where it is not what was made */
export function removeMade(made: FileState): void {
  const now = readPlace(made.path);
  now.bytes.fill(0);
  if (now.state.sha256 !== made.sha256 || now.state.inode !== made.inode) throw notAsMade(made.path);
  rmSync(made.path);
}
