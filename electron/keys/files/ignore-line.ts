/** Puts the line into `.gitignore` that keeps one file out of what Git commits. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import { placeError, shownPath } from './errors.ts';
import { readPlace, resolvePlace, temporaryNameFor, type ReadFile } from './files.ts';
import { gitPlaceOf } from './git-tracking.ts';
import { writeWithoutValues } from './writer.ts';

/** The `.gitignore` beside the root of the repository around `file`; null where no line there would help. */
export async function ignoreFileFor(file: string): Promise<string | null> {
  const { root, standing } = await gitPlaceOf(resolvePlace(file));
  return root === null || standing !== 'not-ignored' ? null : path.join(root, '.gitignore');
}

/**
 * Does nothing where Git ignores the file already.
 * @throws AppError `conflict` where Git tracks it, can't be asked, or goes on to take it after the line; `file-*`
 */
export async function ignoreInGit(file: string): Promise<void> {
  const resolved = resolvePlace(file);
  const { standing, root, line } = await gitPlaceOf(resolved);
  if (standing === 'ignored' || root === null || line === null) return;
  if (standing !== 'not-ignored') throw noLineHelps(resolved);
  const list = path.join(root, '.gitignore');
  const read = readOrNothing(list);
  const text = read?.bytes.toString('latin1') ?? '';
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const joint = text === '' || text.endsWith('\n') ? '' : newLine;
  const content = Buffer.concat([read?.bytes ?? Buffer.alloc(0), Buffer.from(`${joint}${line}${newLine}`)]);
  const temporary = temporaryNameFor(list, randomBytes(6).toString('hex'));
  writeWithoutValues({ file: list, before: read?.state ?? null, content, temporary });
  if ((await gitPlaceOf(resolved)).standing !== 'ignored') throw noLineHelps(resolved);
}

function readOrNothing(file: string): ReadFile | null {
  try {
    return readPlace(file);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'not-found') return null;
    throw thrown;
  }
}

function noLineHelps(file: string): AppError {
  return placeError(
    'conflict',
    say('keys.a-line-does-not-keep-file-out', { file: shownPath(file) }),
    say('keys.no-secret-was-written-choose-a-file'),
  );
}
