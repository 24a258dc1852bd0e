/** What can be said about a vault folder without a password. Does not load SQLite, changes nothing. */
import { AppError, toAppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { isKnownVault } from './known-vaults.ts';
import { vanished } from './errors.ts';
import { stubFolderOf, type MoveNote } from './move/note.ts';
import { unknownMoveTo } from './move/settle.ts';
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
    const move = unknownMoveTo(folder);
    if (move !== undefined) return { exists: false, ...facts, problem: moveUnknown(move) };
    if (isKnownVault(folder)) return { exists: false, ...facts, problem: vanished(folder) };
    return { exists: false, nextTryAt: null, failedTries: 0, problem: null };
  }
}

/** A move was cut off, and nobody can say whether it had switched: neither folder is opened. */
function moveUnknown({ from, to }: MoveNote): AppError {
  return new AppError({
    code: 'vault-vanished',
    message: say('vault.move-cut-off-and-not-there', { from, to }),
    hint: say('vault.move-connect-the-disk', { from, mark: stubFolderOf(from) }),
  });
}
