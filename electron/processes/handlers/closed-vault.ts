/** What a page may ask while no vault is open: make one, open one, put one in place. */
import {
  createVault,
  restoreVault,
  type Credential,
  type KeychainPort,
  type ManagedVault,
} from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { protectionChannels } from '../../../shared/ipc/protection-channels.ts';
import type { vaultChannels } from '../../../shared/ipc/vault-channels.ts';
import type { HandlersOf } from '../../wire/answer.ts';
import { confirmReplacing } from '../step-up/asking.ts';
import type { GrantBook } from '../../wire/grants.ts';
import type { StepUp } from '../step-up/step-up.ts';
import type { Openings } from '../openings.ts';
import { copiesHandlers, stillOpen } from './copies.ts';
import { lending } from './lending.ts';

export interface ClosedVaultParts {
  readonly folder: () => string;
  readonly isOpen: () => boolean;
  readonly keychain: () => Promise<KeychainPort | null>;
  readonly openings: Pick<Openings, 'during'>;
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
): HandlersOf<typeof vaultChannels & typeof protectionChannels, 'vault', 'nothing'> {
  const { keychain, unlock } = parts;
  return {
    ...copiesHandlers(parts),
    'vault.create': ({ name, password }) =>
      lending(password, async (secret) => {
        if (parts.isOpen()) throw stillOpen();
        const made = await parts.openings.during(async () => {
          const there = await createVault({
            folder: parts.folder(),
            actor: 'app',
            name,
            password: secret,
            keychain: await keychain(),
          });
          await parts.announce(there.vault);
          return there;
        });
        return { recoveryKey: made.recoveryKey === null ? '' : parts.showRecoveryKey(made.recoveryKey) };
      }),
    'vault.unlock': ({ password }) =>
      lending(password, async (secret) => {
        await unlock({ kind: 'password', password: secret });
      }),
    'vault.unlock-with-recovery-key': ({ recoveryKey }) =>
      lending(recoveryKey, async (secret) => {
        await unlock({ kind: 'recovery-key', recoveryKey: secret });
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
