/** The vault's own errors, each saying what happened, what is safe and what to do next. */
import { statfsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { isOfTheFileSystem } from '../files/system-error.ts';

const RESTORE_HINT = say('vault.nothing-more-is-written-to-it-go');

export function damaged(what: Said, cause?: unknown): AppError {
  return new AppError({
    code: 'vault-damaged',
    message: say('vault.the-vault-is-damaged-what', { what }),
    hint: RESTORE_HINT,
    cause,
  });
}

/** @param problem what `verify` found */
export function foundDamaged(problem: Said): AppError {
  return new AppError({ code: 'vault-damaged', message: problem, hint: RESTORE_HINT });
}

/** @param copies its rolling backups are still there */
export function missing(folder: string, copies = false): AppError {
  if (copies) {
    return new AppError({
      code: 'vault-missing',
      message: say('vault.the-vault-of-folder-is-missing-automatic', { folder }),
      hint: say('vault.nothing-was-changed-go-back-to-one'),
    });
  }
  return new AppError({
    code: 'vault-missing',
    message: say('vault.there-is-no-vault-in-folder', { folder }),
    hint: say('vault.nothing-was-changed-make-one-augno-vault'),
  });
}

/** One was opened here before: a disk that is not mounted, and no place for a new vault. */
export function vanished(folder: string): AppError {
  return new AppError({
    code: 'vault-vanished',
    message: say('vault.the-vault-that-was-in-folder-is', { folder }),
    hint: say('vault.nothing-was-changed-and-no-new-vault'),
  });
}

export function alreadyExists(folder: string): AppError {
  return new AppError({
    code: 'vault-exists',
    message: say('vault.there-already-is-a-vault-in-folder', { folder }),
    hint: say('vault.it-was-not-touched-unlock-it-or'),
  });
}

export function foreign(file: string): AppError {
  return new AppError({
    code: 'vault-foreign',
    message: say('vault.the-file-file-is-not-a-vault', { file }),
    hint: say('vault.it-was-not-touched-choose-another-folder'),
  });
}

/** What lies under a name that SQLite reads beside the vault's file. */
export function noFile(file: string): AppError {
  return new AppError({
    code: 'vault-foreign',
    message: say('vault.file-is-a-folder-a-pipe-or', { file }),
    hint: say('vault.nothing-was-changed-and-the-vaults-own'),
  });
}

export function newerFormat(found: number, known: number): AppError {
  return new AppError({
    code: 'vault-newer-format',
    message: say('vault.the-vault-was-written-by-a-newer', { found, known }),
    hint: say('vault.it-was-not-touched-update-augno-vault'),
  });
}

export function wrongPassword(what: 'password' | 'recovery key', retryAfterSeconds: number): AppError {
  return new AppError({
    code: 'vault-wrong-password',
    message:
      what === 'password'
        ? say('vault.that-password-does-not-open-the-vault')
        : say('vault.that-recovery-key-does-not-open-the'),
    hint:
      retryAfterSeconds === 0
        ? say('vault.nothing-was-changed-check-keyboard-layout-and')
        : say('vault.nothing-was-changed-check-keyboard-layout-and-2', { time: seconds(retryAfterSeconds) }),
    retryAfterSeconds,
  });
}

export function waiting(retryAfterSeconds: number): AppError {
  return new AppError({
    code: 'vault-waiting',
    message: say('vault.after-failed-tries-the-vault-can-be', { time: seconds(retryAfterSeconds) }),
    hint: say('vault.nothing-was-changed-wait-that-long-then'),
    retryAfterSeconds,
  });
}

function seconds(count: number): Said {
  return say('vault.seconds', { count });
}

export function closed(): AppError {
  return new AppError({
    code: 'vault-locked',
    message: say('app.the-vault-is-locked'),
    hint: say('vault.everything-saved-is-safe-unlock-it-and'),
  });
}

export function rekeyedElsewhere(): AppError {
  return new AppError({
    code: 'vault-locked',
    message: say('vault.the-vault-key-was-rotated-or-the'),
    hint: say('vault.everything-saved-is-safe-unlock-the-vault-2'),
  });
}

const LEAVE_HINT = say('vault.what-was-stored-before-is-in-the');

export function replaced(): AppError {
  return new AppError({
    code: 'vault-replaced',
    message: say('vault.another-program-replaced-the-vaults-file-while'),
    hint: LEAVE_HINT,
  });
}

export function gone(file: string): AppError {
  return new AppError({
    code: 'vault-replaced',
    message: say('vault.the-vaults-file-file-was-moved-or', { file }),
    hint: say('vault.nothing-more-is-written-put-the-file'),
  });
}

export function disturbed(file: string): AppError {
  return new AppError({
    code: 'vault-replaced',
    message: say('vault.file-lies-beside-the-open-vault', { file }),
    hint: say('vault.it-was-not-used-and-nothing-more'),
  });
}

export function inUseElsewhere(): AppError {
  return new AppError({
    code: 'vault-busy',
    message: say('vault.another-process-has-the-vault-open-in'),
    hint: say('vault.nothing-was-changed-wait-for-it-to'),
  });
}

export function rolledBack(message: Said): AppError {
  return new AppError({
    code: 'vault-rolled-back',
    message,
    hint: say('vault.if-you-put-an-older-copy-there'),
  });
}

export function anotherCopy(): AppError {
  return new AppError({
    code: 'vault-another-copy',
    message: say('vault.this-file-is-another-copy-of-the'),
    hint: say('vault.nothing-is-lost-fold-the-other-file'),
  });
}

export function invalid(message: Said, hint: Said, field?: string): AppError {
  return new AppError({ code: 'invalid-input', message, hint, field });
}

export function notStorable(what: 'id' | 'collection'): AppError {
  return invalid(say(`vault.that-${what}-cannot-be-stored`), say('vault.nothing-was-changed-it-must-have-1'));
}

export function emptySecret(): AppError {
  return invalid(say('vault.an-empty-secret-cannot-be-stored'), say('command.nothing-was-changed'));
}

/** A new file that is whole, in a folder that could not be synced. */
export function mayNotLast(file: string, cause: unknown): AppError {
  return new AppError({
    code: 'vault-unwritable',
    message: say('vault.file-was-written-but-the-disk-did', { file: path.basename(file) }),
    hint: say('vault.the-file-is-there-and-whole-after'),
    cause,
  });
}

function codeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';
}

function diskFull(folder: string, cause: unknown): AppError {
  return new AppError({
    code: 'vault-disk-full',
    message: say('vault.the-disk-that-holds-folder-is-full', { folder }),
    hint: say('vault.everything-saved-before-is-safe-the-last'),
    cause,
  });
}

export function unwritable(folder: string, cause: unknown): AppError {
  return new AppError({
    code: 'vault-unwritable',
    message: say('vault.the-vault-folder-folder-cannot-be-written', { folder }),
    hint: say('vault.nothing-was-changed-make-folder-and-files'),
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
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, thrown);
  if (
    code.startsWith('SQLITE_BUSY') ||
    code.startsWith('SQLITE_LOCKED') ||
    code.startsWith('SQLITE_PROTOCOL')
  ) {
    return new AppError({
      code: 'vault-busy',
      message: say('vault.another-process-is-writing-to-the-vault'),
      hint: say('vault.nothing-was-changed-wait-for-it-to-2'),
      cause: thrown,
    });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_SCHEMA') {
    return damaged(say('vault.its-database-file-cannot-be-read'), thrown);
  }
  if (
    code === 'SQLITE_FORMAT' ||
    code === 'SQLITE_MISMATCH' ||
    code === 'SQLITE_TOOBIG' ||
    code === 'SQLITE_ERROR'
  ) {
    return damaged(say('vault.its-database-file-does-not-have-the'), thrown);
  }
  if (code === 'SQLITE_READONLY_DBMOVED') return replaced();
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') return unwritable(folder, thrown);
  if (['ENOTDIR', 'ENOENT', 'EEXIST', 'ENAMETOOLONG', 'ELOOP', 'EISDIR'].includes(code)) {
    return new AppError({
      code: 'vault-unwritable',
      message: say('vault.there-can-be-no-vault-folder-at', { folder }),
      hint: say('vault.nothing-was-changed-a-part-of-this'),
      cause: thrown,
    });
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM' || code === 'EACCES' || code === 'EPERM') {
    return new AppError({
      code: 'vault-unreadable',
      message: say('vault.the-vault-in-folder-cannot-be-opened', { folder }),
      // Not "nothing was changed": an operation may have recorded what it was about to do before this.
      hint: say('vault.everything-saved-before-is-safe-check-owner'),
      cause: thrown,
    });
  }
  // Where the shared-memory file can't grow, SQLite reports an input/output error, not a full disk.
  if (code.startsWith('SQLITE_IOERR') && diskIsFull(folder)) return diskFull(folder, thrown);
  if (code.startsWith('SQLITE_IOERR') || isOfTheFileSystem(thrown)) {
    return new AppError({
      code: 'vault-unwritable',
      message: say('vault.reading-or-writing-the-vault-in-folder', { folder }),
      hint: say('vault.everything-saved-before-is-safe-check-the'),
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
