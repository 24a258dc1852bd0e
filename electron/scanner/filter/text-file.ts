/** Reads a small text file that a person or a shell wrote: UTF-8, or UTF-16 as PowerShell writes it. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { redactText } from '../detect/index.ts';
import { wholeText } from '../detect/wide-text.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

const MAX_BYTES = 64 << 20;

type TextFile = 'baseline' | 'ignore-file';

/** @throws AppError `scan-file-unparsable` where it can't be read */
export function readTextFile(path: string, what: TextFile): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new AppError({
      code: 'scan-file-unparsable',
      message: say(`scan.${what}-could-not-be-read`, { name: redactText(basename(path)) }),
      hint: say('scan.check-its-path-and-permissions'),
      cause: error,
    });
  }
  if (bytes.length > MAX_BYTES) throw unparsable(path, what, say('scan.it-is-larger-than-64-mib'));
  return (wholeText(bytes)?.utf8 ?? bytes).toString('utf8').replace(/^\uFEFF/, '');
}

export function unparsable(path: string, what: TextFile, problem: Said): AppError {
  return new AppError({
    code: 'scan-file-unparsable',
    message: say(`scan.${what}-cannot-be-used`, { name: redactText(basename(path)), problem }),
    hint: say('scan.mend-or-remove-it'),
  });
}
