/** Reads a small text file that a person or a shell wrote: UTF-8, or UTF-16 as PowerShell writes it. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { redactText } from '../detect/index.ts';
import { wholeText } from '../detect/wide-text.ts';

const MAX_BYTES = 64 << 20;

/** @throws AppError `scan-file-unparsable` where it can't be read */
export function readTextFile(path: string, what: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new AppError({
      code: 'scan-file-unparsable',
      message: `The ${what} ${redactText(basename(path))} could not be read.`,
      hint: 'Nothing was scanned. Check its path and permissions.',
      cause: error,
    });
  }
  if (bytes.length > MAX_BYTES) throw unparsable(path, what, 'it is larger than 64 MiB');
  return (wholeText(bytes)?.utf8 ?? bytes).toString('utf8').replace(/^\uFEFF/, '');
}

export function unparsable(path: string, what: string, problem: string): AppError {
  return new AppError({
    code: 'scan-file-unparsable',
    message: `The ${what} ${redactText(basename(path))} can't be used: ${problem}.`,
    hint: 'Nothing was scanned. Mend or remove it, then scan again.',
  });
}
