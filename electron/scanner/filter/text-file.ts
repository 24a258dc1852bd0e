/** Reads a small text file that a person or a shell wrote: UTF-8, or UTF-16 as PowerShell writes it. */
import { devNull } from 'node:os';
import { basename } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { readForeignFile, readSmallFile } from '../../files/foreign-file.ts';
import { redactText } from '../detect/index.ts';
import { wholeText } from '../detect/wide-text.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

const MAX_BYTES = 64 << 20;

type TextFile = 'baseline' | 'ignore-file';

/**
 * One that lies in a folder: a regular file, and nothing waits for it.
 * @throws AppError `scan-file-unparsable` where it can't be read
 */
export function readTextFile(path: string, what: TextFile): string {
  try {
    return textOf(readSmallFile(path, MAX_BYTES));
  } catch (error) {
    throw unreadable(path, what, error);
  }
}

/**
 * One that a person's own argument names: a pipe too, and nothing at all.
 * @throws AppError `scan-file-unparsable` where it can't be read, `cancelled`
 */
export async function readNamedTextFile(
  path: string,
  what: TextFile,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (path === devNull) return '';
  try {
    return textOf(await readForeignFile(path, { maximumBytes: MAX_BYTES, pipe: 'read', signal }));
  } catch (error) {
    throw unreadable(path, what, error);
  }
}

function textOf(bytes: Buffer): string {
  return (wholeText(bytes)?.utf8 ?? bytes).toString('utf8').replace(/^\uFEFF/, '');
}

function unreadable(path: string, what: TextFile, error: unknown): AppError {
  if (error instanceof AppError) {
    if (error.code === 'cancelled') return error;
    if (error.said.message.id === 'file.file-is-larger-than-limit')
      return unparsable(path, what, say('scan.it-is-larger-than-64-mib'));
  }
  return new AppError({
    code: 'scan-file-unparsable',
    message: say(`scan.${what}-could-not-be-read`, { name: redactText(basename(path)) }),
    hint: say('scan.check-its-path-and-permissions'),
    cause: error,
  });
}

export function unparsable(path: string, what: TextFile, problem: Said): AppError {
  return new AppError({
    code: 'scan-file-unparsable',
    message: say(`scan.${what}-cannot-be-used`, { name: redactText(basename(path)), problem }),
    hint: say('scan.mend-or-remove-it'),
  });
}
