/**
 * The one way in which a file of ours is written: under a name nobody could have guessed, made exclusively, and then put
 * in place whole.
 *
 * SECURITY: in a folder that others can write to, a link may lie at any name. Exclusive creation never follows one, and a
 * rename puts itself in a link's place instead of through it.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fchmodSync, fsyncSync, lstatSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { assertNotOurs } from './own-files.ts';
import { say } from '../../shared/messages/say.ts';
import { replaceFile } from './replace-file.ts';
import { removeIfPossible } from './remove-if-possible.ts';
import { syncFolder } from './sync-folder.ts';

// Windows has no such flag (undefined, which | takes for 0); exclusive creation alone follows no link there.
const EXCLUSIVELY = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * What was there before is replaced, and a reader never sees half of it.
 * @param mode by default this user alone may read it
 * @throws what the file system throws; what was there before is then as it was
 */
export function writeWholeFile(file: string, content: string | Uint8Array, mode = 0o600): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.new`;
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const descriptor = openSync(temporary, EXCLUSIVELY, 0o600);
  try {
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
      if (mode !== 0o600) fchmodSync(descriptor, mode);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    replaceFile(temporary, file);
  } catch (thrown) {
    removeIfPossible(temporary);
    throw thrown;
  }
}

/**
 * Before work whose result a person wants in this file: a link, a pipe or a device there is not what they meant, nor is a
 * file of the vault's.
 * @param vaultFolder as for `assertNotOurs`
 * @throws AppError `invalid-input`
 */
export function assertOrdinaryTarget(file: string, vaultFolder?: string): void {
  assertNotOurs(file, vaultFolder);
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there === undefined || there.isFile()) return;
  throw new AppError({
    code: 'invalid-input',
    message: say('file.file-is-a-link-a-folder-or', { file: path.basename(file) || file }),
    hint: say('file.nothing-was-written-name-another-file'),
  });
}

/**
 * `writeWholeFile` for a file that a person named; it outlasts a loss of power when this returns.
 * @throws AppError `invalid-input`, `file-unwritable` where it is there and may not last, and what the file system throws
 */
export function writeChosenFile(file: string, content: string | Uint8Array): void {
  assertOrdinaryTarget(file);
  writeWholeFile(file, content);
  try {
    syncFolder(path.dirname(file));
  } catch (cause) {
    throw new AppError({
      code: 'file-unwritable',
      message: say('vault.file-was-written-but-the-disk-did', { file: path.basename(file) }),
      hint: say('vault.the-file-is-there-and-whole-after'),
      cause,
    });
  }
}
