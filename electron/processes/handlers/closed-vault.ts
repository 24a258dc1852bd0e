/** What a page may ask while no vault is open: make one, open one, put one in place. */
import { AppError } from '../../../shared/errors.ts';
import {
  createVault,
  restoreVault,
  type Credential,
  type KeychainPort,
  type ManagedVault,
} from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { IpcHandlers } from '../../wire/answer.ts';
import { confirmReplacing } from '../step-up/asking.ts';
import type { GrantBook } from '../../wire/grants.ts';
import type { StepUp } from '../step-up/step-up.ts';
import { lending } from './lending.ts';

export interface ClosedVaultParts {
  readonly folder: () => string;
  readonly isOpen: () => boolean;
  readonly keychain: () => Promise<KeychainPort | null>;
  /** A vault was made, and is open. */
  readonly announce: (vault: ManagedVault) => Promise<void>;
  readonly unlock: (credential: Credential) => Promise<void>;
  /** Keeps a new recovery key for the kit, and makes the text that is shown. */
  readonly showRecoveryKey: (recoveryKey: SecretBytes) => string;
  readonly stepUp: StepUp;
  /** What was chosen in a dialog of main's. */
  readonly grants: GrantBook;
  readonly confirmRestore: (asked: { why: 'lost' | 'damaged'; file: string }) => Promise<boolean>;
  /** What is known of it without its password may be otherwise. */
  readonly changed: () => Promise<unknown>;
}

export function closedVaultHandlers(
  parts: ClosedVaultParts,
): Pick<IpcHandlers, 'vault.create' | 'vault.unlock' | 'vault.unlock-with-recovery-key' | 'vault.restore'> {
  const { keychain, unlock } = parts;
  return {
    'vault.create': ({ name, password }) =>
      lending(password, async (secret) => {
        if (parts.isOpen()) throw stillOpen();
        const made = await createVault({
          folder: parts.folder(),
          actor: 'app',
          name,
          password: secret,
          keychain: await keychain(),
        });
        await parts.announce(made.vault);
        return { recoveryKey: made.recoveryKey === null ? '' : parts.showRecoveryKey(made.recoveryKey) };
      }),
    'vault.unlock': ({ password }) =>
      lending(password, async (secret) => {
        await unlock({ kind: 'password', password: secret });
        return undefined;
      }),
    'vault.unlock-with-recovery-key': ({ recoveryKey }) =>
      lending(recoveryKey, async (secret) => {
        await unlock({ kind: 'recovery-key', recoveryKey: secret });
        return undefined;
      }),
    'vault.restore': ({ grant, password, replace }) =>
      lending(password, (backupPassword) =>
        parts.grants.use(grant, 'open-backup', async (file) => {
          if (parts.isOpen()) throw stillOpen();
          const folder = parts.folder();
          try {
            const { name, madeAt, secrets, replaced } = await restoreVault({
              folder,
              actor: 'app',
              file,
              backupPassword,
              replace,
              confirmReplace: () =>
                confirmReplacing(parts.stepUp, { folder, file }, (why) =>
                  parts.confirmRestore({ why, file }),
                ),
              keychain: await keychain(),
            });
            return { name, madeAt: madeAt.toISOString(), secrets, replaced };
          } finally {
            // A wrong password moves the time of the next try.
            await parts.changed();
          }
        }),
      ),
  };
}

export function stillOpen(): AppError {
  return new AppError({
    code: 'conflict',
    message: 'A vault is open.',
    hint: 'Nothing was changed. Lock it first.',
  });
}
