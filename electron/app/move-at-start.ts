/** What the app that ended asked for: moves the vault before anything of it, or its profile, is in use. */
import { AppError, toAppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { moveVault } from '../vault/move/move.ts';
import type { VaultStatus } from './vault-status.ts';

/** Chromium's processes of the app that ended may hold its profile for a moment. */
const PATIENCE_MS = 5000;
const PAUSE_MS = 100;

export interface MovedAtStart {
  readonly vaultFolder: string;
  readonly note: VaultStatus['notes'][number];
}

function patiently<Result>(work: () => Result): Result {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      return work();
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'vault-busy' || waited >= PATIENCE_MS)
        throw thrown;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

/** Never throws: where it could not be moved the vault is where it was. */
export function moveAtStart(from: string, to: string): MovedAtStart {
  try {
    const moved = patiently(() => moveVault({ from, to }));
    return {
      vaultFolder: moved.to,
      note: {
        message: say('command.moved-the-vault', { from: moved.from, to: moved.to }),
        hint: say('command.moved-the-vault-kept', { kept: moved.kept }),
      },
    };
  } catch (thrown) {
    const { message, hint } = toAppError(thrown).said;
    return { vaultFolder: from, note: { message, hint } };
  }
}
