/** What main knows of the vault: whether there is one, whether it is open, and what a person has to be told of it. */
import type { SaidError, SerializedError } from '../../shared/errors.ts';
import { readVaultState } from '../vault/state.ts';
import type { ClosedVaultState, SerializedWriteAccess } from '../wire/protocol.ts';

export interface VaultStatus {
  readonly phase: 'no-vault' | 'locked' | 'unlocked';
  readonly name: string | null;
  readonly nextTryAt: string | null;
  readonly problem: SerializedError | null;
  /** Open, but the file is older than what this machine's keychain last saw of it. */
  readonly rollbackWarning: SerializedError | null;
  /** What was found and put right when it was opened. */
  readonly notes: readonly SaidError[];
  /** Open, but nothing can be stored, or entries of its log wait. */
  readonly writeAccess: SerializedWriteAccess | null;
  /** Locked, but something of it could not be done, or it was not a person who locked it. */
  readonly lockProblem: SerializedError | null;
}

export const LOCKED: VaultStatus = {
  phase: 'locked',
  name: null,
  nextTryAt: null,
  problem: null,
  rollbackWarning: null,
  notes: [],
  writeAccess: null,
  lockProblem: null,
};

export function closedStatus(state: ClosedVaultState): VaultStatus {
  const { nextTryAt, problem } = state;
  return { ...LOCKED, phase: state.exists ? 'locked' : 'no-vault', nextTryAt, problem };
}

/** From the outside, for the first paint: SQLite and the vault's process are not there yet. */
export function lookAtFolder(folder: string): VaultStatus {
  const { exists, nextTryAt, problem } = readVaultState(folder);
  return closedStatus({
    exists,
    nextTryAt: nextTryAt?.toISOString() ?? null,
    problem: problem?.serialize() ?? null,
  });
}
