/** What can be wrong with a file in which a key is to be replaced. Paths are redacted: one may hold a key. */
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { redactText } from '../../scanner/detect/index.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';

export function shownPath(file: string): string {
  return terminalLine(redactText(file));
}

export function placeError(code: ErrorCode, message: string, hint: string, cause?: unknown): AppError {
  return new AppError({ code, message, hint, ...(cause === undefined ? {} : { cause }) });
}

export function changedSince(file: string): AppError {
  return placeError(
    'file-changed',
    `${shownPath(file)} has changed since its lines were shown.`,
    'Nothing was written. Look at the lines again, then decide.',
  );
}

export function readOnlyFile(file: string): AppError {
  return placeError(
    'file-read-only',
    `${shownPath(file)} is read-only.`,
    'Nothing was written. Make the file writable if you may change it, or change it where it comes from.',
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
        `There is no file ${shown}.`,
        'Nothing was written. It may have been moved; check the path.',
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
        `There is no room left to write ${shown}.`,
        'The file is as it was. Free some space and try again.',
        thrown,
      );
    default:
      return placeError(
        'file-unwritable',
        `${shown} can’t be read or written (${code}).`,
        'The file is as it was. Check the disk and the permissions, then try again.',
        thrown,
      );
  }
}

export function symbolicLink(file: string): AppError {
  return placeError(
    'unsupported',
    `${shownPath(file)} is a symbolic link.`,
    'Nothing was written: links are not followed. Name the file that it leads to.',
  );
}
