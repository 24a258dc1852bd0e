/** The vault's own errors, each saying what happened, what is safe and what to do next. */
import { statfsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';

const RESTORE_HINT =
  'Nothing more is written to it. Go back to one of its automatic copies (augno-vault restore --from-copies, or on the unlock screen), or restore a backup.';

export function damaged(what: string, cause?: unknown): AppError {
  return new AppError({
    code: 'vault-damaged',
    message: `The vault is damaged: ${what}.`,
    hint: RESTORE_HINT,
    cause,
  });
}

/** @param copies its rolling backups are still there */
export function missing(folder: string, copies = false): AppError {
  if (copies) {
    return new AppError({
      code: 'vault-missing',
      message: `The vault of ${folder} is missing; automatic copies of it are there.`,
      hint: 'Nothing was changed. Go back to one of them: on the unlock screen, or with augno-vault restore --from-copies.',
    });
  }
  return new AppError({
    code: 'vault-missing',
    message: `There is no vault in ${folder}.`,
    hint: 'Nothing was changed. Make one (augno-vault create-vault), or name the right folder with --vault.',
  });
}

/** One was opened here before: a disk that is not mounted, and no place for a new vault. */
export function vanished(folder: string): AppError {
  return new AppError({
    code: 'vault-vanished',
    message: `The vault that was in ${folder} is not there.`,
    hint: 'Nothing was changed, and no new vault was made. If it lies on another disk, connect that disk. If you moved it, name its new folder with --vault.',
  });
}

export function alreadyExists(folder: string): AppError {
  return new AppError({
    code: 'vault-exists',
    message: `There already is a vault in ${folder}.`,
    hint: 'It was not touched. Unlock it, or choose another folder.',
  });
}

export function foreign(file: string): AppError {
  return new AppError({
    code: 'vault-foreign',
    message: `The file ${file} is not a vault of this program.`,
    hint: 'It was not touched. Choose another folder; if it was a vault once, its first bytes are damaged: go back to one of its automatic copies (augno-vault restore --from-copies, or on the unlock screen).',
  });
}

/** What lies under a name that SQLite reads beside the vault's file. */
export function noFile(file: string): AppError {
  return new AppError({
    code: 'vault-foreign',
    message: `${file} is a folder, a pipe or a device, so the vault was not opened.`,
    hint: 'Nothing was changed, and the vault’s own file was not touched. Move what lies there away, then unlock again.',
  });
}

export function newerFormat(found: number, known: number): AppError {
  return new AppError({
    code: 'vault-newer-format',
    message: `The vault was written by a newer version (format ${String(found)}; this version knows ${String(known)}).`,
    hint: 'It was not touched. Update Augno Vault and open it again.',
  });
}

export function wrongPassword(what: 'password' | 'recovery key', retryAfterSeconds: number): AppError {
  return new AppError({
    code: 'vault-wrong-password',
    message: `That ${what} does not open the vault.`,
    hint:
      retryAfterSeconds === 0
        ? 'Nothing was changed. Check keyboard layout and caps lock, then try again.'
        : `Nothing was changed. Check keyboard layout and caps lock; the next try is possible in ${seconds(retryAfterSeconds)}.`,
    retryAfterSeconds,
  });
}

export function waiting(retryAfterSeconds: number): AppError {
  return new AppError({
    code: 'vault-waiting',
    message: `After failed tries the vault can be opened again in ${seconds(retryAfterSeconds)}.`,
    hint: 'Nothing was changed. Wait that long, then try again.',
    retryAfterSeconds,
  });
}

function seconds(count: number): string {
  return count === 1 ? '1 second' : `${String(count)} seconds`;
}

export function closed(): AppError {
  return new AppError({
    code: 'vault-locked',
    message: 'The vault is locked.',
    hint: 'Everything saved is safe. Unlock it and try again.',
  });
}

export function rekeyedElsewhere(): AppError {
  return new AppError({
    code: 'vault-locked',
    message: 'The vault key was rotated, or the vault restored, by another process.',
    hint: 'Everything saved is safe. Unlock the vault again with the master password.',
  });
}

const LEAVE_HINT =
  'What was stored before is in the file that was there. Unlock again to go on with the one that is there now; if that is older or another copy, it is said then.';

export function replaced(): AppError {
  return new AppError({
    code: 'vault-replaced',
    message: 'Another program replaced the vault’s file while it was open.',
    hint: LEAVE_HINT,
  });
}

export function gone(file: string): AppError {
  return new AppError({
    code: 'vault-replaced',
    message: `The vault’s file ${file} was moved or deleted while it was open.`,
    hint: 'Nothing more is written. Put the file or its folder back (a disk may have been taken out, a sync tool may have moved it), then unlock again.',
  });
}

export function disturbed(file: string): AppError {
  return new AppError({
    code: 'vault-replaced',
    message: `Another program put ${file} beside the open vault, or ended in the middle of writing to it.`,
    hint: 'It was not used, and nothing more is written. Unlock again: what lies there is checked first, and put aside if it does not belong.',
  });
}

export function inUseElsewhere(): AppError {
  return new AppError({
    code: 'vault-busy',
    message: 'Another process has the vault open in a way that keeps this one out.',
    hint: 'Nothing was changed. Wait for it to end; if it is an older version of Augno Vault, close that and try again.',
  });
}

export function rolledBack(message: string): AppError {
  return new AppError({
    code: 'vault-rolled-back',
    message,
    hint: 'If you put an older copy there yourself, go on and sync; otherwise somebody replaced the file: check the audit log and your keys before you rely on them.',
  });
}

export function anotherCopy(): AppError {
  return new AppError({
    code: 'vault-another-copy',
    message:
      'This file is another copy of the vault: changes that this computer saw are missing from it, and it holds others.',
    hint: 'Nothing is lost. Fold the other file in (augno-vault merge FILE), or go on with this one.',
  });
}

export function invalid(message: string, hint: string, field?: string): AppError {
  return new AppError({ code: 'invalid-input', message, hint, field });
}

/** A new file that is whole, in a folder that could not be synced. */
export function mayNotLast(file: string, cause: unknown): AppError {
  return new AppError({
    code: 'vault-unwritable',
    message: `${path.basename(file)} was written, but the disk did not confirm its name.`,
    hint: 'The file is there and whole. After a loss of power it may be missing: look for it then, or write another one to a disk that works.',
    cause,
  });
}

function codeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';
}

function diskFull(folder: string, cause: unknown): AppError {
  return new AppError({
    code: 'vault-disk-full',
    message: `The disk that holds ${folder} is full.`,
    hint: 'Everything saved before is safe, the last change was undone. Free some space and do it again.',
    cause,
  });
}

export function unwritable(folder: string, cause: unknown): AppError {
  return new AppError({
    code: 'vault-unwritable',
    message: `The vault folder ${folder} cannot be written.`,
    hint: 'Nothing was changed. Make folder and files writable for this user (0700 and 0600), or copy the folder to a place that is.',
    cause,
  });
}

/** Less than this is not enough for SQLite's journal and one page. */
export const LEAST_FREE_BYTES = 64 * 1024;

function diskIsFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < LEAST_FREE_BYTES;
  } catch {
    return false;
  }
}

/** Turns what SQLite or the file system threw into the vault's own errors; anything else passes through unchanged. */
export function toVaultError(thrown: unknown, folder: string): unknown {
  if (thrown instanceof AppError) return thrown;
  const code = codeOf(thrown);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return diskFull(folder, thrown);
  }
  if (
    code.startsWith('SQLITE_BUSY') ||
    code.startsWith('SQLITE_LOCKED') ||
    code.startsWith('SQLITE_PROTOCOL')
  ) {
    return new AppError({
      code: 'vault-busy',
      message: 'Another process is writing to the vault.',
      hint: 'Nothing was changed. Wait for it to end (a backup, a key rotation), then try again.',
      cause: thrown,
    });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_SCHEMA') {
    return damaged('its database file cannot be read', thrown);
  }
  if (
    code === 'SQLITE_FORMAT' ||
    code === 'SQLITE_MISMATCH' ||
    code === 'SQLITE_TOOBIG' ||
    code === 'SQLITE_ERROR'
  ) {
    return damaged('its database file does not have the expected tables', thrown);
  }
  if (code === 'SQLITE_READONLY_DBMOVED') return replaced();
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') return unwritable(folder, thrown);
  if (['ENOTDIR', 'ENOENT', 'EEXIST', 'ENAMETOOLONG', 'ELOOP', 'EISDIR'].includes(code)) {
    return new AppError({
      code: 'vault-unwritable',
      message: `There can be no vault folder at ${folder}.`,
      hint: 'Nothing was changed. A part of this path is a file, leads in a circle or can’t be made; choose another place.',
      cause: thrown,
    });
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM' || code === 'EACCES' || code === 'EPERM') {
    return new AppError({
      code: 'vault-unreadable',
      message: `The vault in ${folder} cannot be opened by this user.`,
      // Not "nothing was changed": an operation may have recorded what it was about to do before this.
      hint: 'Everything saved before is safe. Check owner and permissions of the folder (0700) and its files (0600), and that the disk is not read-only.',
      cause: thrown,
    });
  }
  // Where the shared-memory file can't grow, SQLite reports an input/output error, not a full disk.
  if (code.startsWith('SQLITE_IOERR') && diskIsFull(folder)) return diskFull(folder, thrown);
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return new AppError({
      code: 'vault-unwritable',
      message: `Reading or writing the vault in ${folder} failed.`,
      hint: 'Everything saved before is safe. Check the disk, its free space and its connection, then try again.',
      cause: thrown,
    });
  }
  return thrown;
}

/** Runs `work` and maps what it throws. */
export function mapErrors<Result>(folder: string, work: () => Result): Result {
  try {
    return work();
  } catch (thrown) {
    throw toVaultError(thrown, folder);
  }
}
