/** What can be wrong with a file in which a key is to be replaced. Paths are redacted: one may hold a key. */
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { redactText } from '../../scanner/detect/index.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export function shownPath(file: string): string {
  return terminalLine(redactText(file));
}

export function placeError(code: ErrorCode, message: Said, hint: Said, cause?: unknown): AppError {
  return new AppError({ code, message, hint, ...(cause === undefined ? {} : { cause }) });
}

export function changedSince(file: string): AppError {
  return placeError(
    'file-changed',
    say('keys.file-has-changed-since-its-lines-were', { file: shownPath(file) }),
    say('keys.nothing-was-written-look-at-the-lines'),
  );
}

const afterWriting = new WeakSet<AppError>();

/** Whether it was refused before the file was touched: then nothing was written, whatever the file holds now. */
export function isRefusal(thrown: unknown): boolean {
  // A disk that fails may fail in the middle.
  return thrown instanceof AppError && thrown.code !== 'file-unwritable' && !afterWriting.has(thrown);
}

/** Written, and the folder could not be synced. */
export function unconfirmedAfter(file: string, cause: unknown): AppError {
  return placeError(
    'file-unwritable',
    say('keys.shown-was-written-but-the-disk-did', { shown: shownPath(file) }),
    say('keys.it-holds-the-new-text-now-and'),
    cause,
  );
}

/** Written, and not what was written any more. */
export function changedAfter(file: string, cause?: unknown): AppError {
  const error = placeError(
    'file-changed',
    say('keys.shown-was-written-and-has-changed-since', { shown: shownPath(file) }),
    say('keys.look-at-what-the-file-holds-now'),
    cause,
  );
  afterWriting.add(error);
  return error;
}

/** Written, and the name that it had until then can't be taken away: the next start tries it again. */
export function leftBeside(file: string, temporary: string): AppError {
  return placeError(
    'file-unwritable',
    say('keys.shown-was-written-and-lies-there-twice', {
      shown: shownPath(file),
      temporary: shownPath(temporary),
    }),
    say('keys.remove-that-second-file'),
  );
}

/** Of {@link changedAfter}: the file was written, whatever it is now. */
export function isChangedAfter(thrown: unknown): boolean {
  return thrown instanceof AppError && afterWriting.has(thrown);
}

/** What reading says of a file that somebody has taken away, or put something else in the place of. */
const ANOTHER: ReadonlySet<ErrorCode> = new Set(['not-found', 'unsupported', 'file-changed']);

/** Written, and it can't be read back: it is another by now, or the disk fails or does not let us, which says nothing of it. */
export function notReadBack(file: string, cause: unknown): AppError {
  if (cause instanceof AppError && ANOTHER.has(cause.code)) return changedAfter(file, cause);
  return placeError(
    'file-unwritable',
    say('keys.shown-was-written-and-cant-be-read-back', { shown: shownPath(file) }),
    say('keys.look-at-what-the-file-holds-now'),
    cause,
  );
}

/** Begun, and what the file is now can't be seen. */
export function notKnown(file: string): AppError {
  return placeError(
    'file-unwritable',
    say('keys.whether-file-was-written-is-not-known', { file: shownPath(file) }),
    say('keys.nothing-was-changed-its-sealed-copy-is'),
  );
}

export function readOnlyFile(file: string): AppError {
  return placeError(
    'file-read-only',
    say('keys.file-is-read-only', { file: shownPath(file) }),
    say('keys.nothing-was-written-make-the-file-writable'),
  );
}

/** For an error of the file system. */
export function fileProblem(file: string, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = (thrown as NodeJS.ErrnoException).code ?? 'unknown error';
  const shown = shownPath(file);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return placeError(
        'not-found',
        say('keys.there-is-no-file-shown', { shown }),
        say('keys.nothing-was-written-it-may-have-been'),
        thrown,
      );
    case 'ELOOP':
    case 'EMLINK':
      return symbolicLink(file);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return readOnlyFile(file);
    case 'ENOSPC':
    case 'EDQUOT':
      return placeError(
        'file-unwritable',
        say('keys.there-is-no-room-left-to-write', { shown }),
        say('keys.the-file-is-as-it-was-free'),
        thrown,
      );
    default:
      return placeError(
        'file-unwritable',
        say('keys.shown-cant-be-read-or-written-code', { shown, code }),
        say('keys.the-file-is-as-it-was-check'),
        thrown,
      );
  }
}

export function symbolicLink(file: string): AppError {
  return placeError(
    'unsupported',
    say('keys.file-is-a-symbolic-link', { file: shownPath(file) }),
    say('keys.nothing-was-written-links-are-not-followed'),
  );
}
