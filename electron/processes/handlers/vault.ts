import type { vaultChannels } from '../../../shared/ipc/vault-channels.ts';
import type { HandlersOf } from '../../wire/answer.ts';
import { enterConfirmedRecoveryKey } from '../../keys/matters/protection-facts.ts';
import { wrongPassword } from '../../vault/errors.ts';
import type { Checked, Confirmed, OpenParts } from './open-parts.ts';
import { certain } from '../../../shared/certain.ts';

export function vaultHandlers(
  open: () => OpenParts,
  confirmed: Confirmed,
  checked: Checked,
): HandlersOf<typeof vaultChannels, 'vault', 'unlocked'> {
  return {
    'vault.confirm-recovery-key': () =>
      checked({ kind: 'confirm-recovery-key', isNew: false }, (typed) => {
        const { vault } = open();
        if (!vault.confirmRecoveryKey(typed)) return Promise.reject(wrongPassword('recovery key', 0));
        enterConfirmedRecoveryKey(vault);
        return Promise.resolve(undefined);
      }),
    'vault.change-password': () =>
      confirmed({ kind: 'change-password' }, async ({ password, newPassword }) => {
        await open().vault.changePassword(password, certain(newPassword));
      }),
    'vault.verify': () => {
      const { sound, problems } = open().vault.verify();
      return { sound, problems: [...problems] };
    },
    'audit.list': ({ limit, before, subjectId }) => ({
      entries: [...open().vault.auditLog({ limit, before, subjectId })],
    }),
  };
}
