/** What can be said about a vault folder without a password. Does not load SQLite, changes nothing. */
import { toAppError, type AppError } from '../../shared/errors.ts';
import { isKnownVault } from './known-vaults.ts';
import { vanished } from './errors.ts';
import { hasRollingBackups, inspectDatabaseFile, vaultPaths } from './storage/layout.ts';
import { nextTryAt, readTries } from './tries.ts';

export interface VaultState {
  readonly exists: boolean;
  /** After failed tries: when the next one is allowed; null for now. */
  readonly nextTryAt: Date | null;
  readonly failedTries: number;
  /** Why it can't be opened at all; null as far as can be seen from outside. */
  readonly problem: AppError | null;
}

export function readVaultState(folder: string, now: Date = new Date()): VaultState {
  const paths = vaultPaths(folder);
  const tries = readTries(paths.tries, now);
  const facts = { nextTryAt: nextTryAt(tries, now), failedTries: tries?.failed ?? 0 };
  try {
    inspectDatabaseFile(paths);
    return { exists: true, ...facts, problem: null };
  } catch (thrown) {
    const problem = toAppError(thrown);
    if (problem.code !== 'vault-missing') return { exists: true, ...facts, problem };
    // A file that is gone from among its own copies is a loss, and no folder for a new vault.
    if (hasRollingBackups(paths)) return { exists: false, ...facts, problem };
    if (isKnownVault(folder)) return { exists: false, ...facts, problem: vanished(folder) };
    return { exists: false, nextTryAt: null, failedTries: 0, problem: null };
  }
}
