/** Whether a vault's folder can be written, and what a vault that cannot be written says of itself. */
import { accessSync, constants, statfsSync } from 'node:fs';
import type { AppError, ErrorCode } from '../../shared/errors.ts';
import { LEAST_FREE_BYTES, toVaultError, unwritable } from './errors.ts';

export interface WriteAccess {
  /** Why nothing can be stored; null while it can. */
  readonly problem: AppError | null;
  /** Entries that are not in the log yet. */
  readonly pending: number;
  /** All of them lie in a sealed file; false: some are in memory alone and end with this process. */
  readonly kept: boolean;
}

/** Of a disk: reading goes on, and the same vault can be written again later. */
const OF_THE_DISK: ReadonlySet<string> = new Set<ErrorCode>(['vault-unwritable', 'vault-disk-full']);

export function isWriteProblem(thrown: unknown): thrown is AppError {
  return thrown instanceof Error && OF_THE_DISK.has(String((thrown as { code?: unknown }).code));
}

/** A file that can't be made in a folder that can be read: that is a matter of writing. */
export function asWriteProblem(thrown: unknown, folder: string): unknown {
  return (thrown as { code?: unknown }).code === 'vault-unreadable' ? unwritable(folder, thrown) : thrown;
}

/**
 * What the modes and the mount say, without writing anything; a full disk does not show here.
 * @throws AppError `vault-unreadable` where it can't even be read
 */
export function findWriteProblem(folder: string, database: string): AppError | null {
  try {
    accessSync(database, constants.R_OK);
    accessSync(folder, constants.R_OK | constants.X_OK);
  } catch (thrown) {
    throw toVaultError(thrown, folder);
  }
  try {
    accessSync(database, constants.W_OK);
    accessSync(folder, constants.W_OK);
    return null;
  } catch (thrown) {
    return unwritable(folder, thrown);
  }
}

/** Whether it is worth trying again; cheap, and asked often. */
export function mayBeWritable(folder: string, database: string): boolean {
  try {
    accessSync(database, constants.W_OK);
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= LEAST_FREE_BYTES;
  } catch {
    return false;
  }
}
