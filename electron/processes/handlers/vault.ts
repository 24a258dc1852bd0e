import type { OpenParts, VaultChannelHandlers } from './open-parts.ts';
import { lending } from './lending.ts';

export function vaultHandlers(
  open: () => OpenParts,
): Pick<
  VaultChannelHandlers,
  'vault.confirm-recovery-key' | 'vault.change-password' | 'vault.verify' | 'audit.list'
> {
  return {
    'vault.confirm-recovery-key': ({ recoveryKey }) =>
      lending(recoveryKey, (secret) => ({ matches: open().vault.confirmRecoveryKey(secret) })),
    'vault.change-password': ({ oldPassword, newPassword }) =>
      lending(oldPassword, (before) =>
        lending(newPassword, async (after) => {
          await open().vault.changePassword(before, after);
          return undefined;
        }),
      ),
    'vault.verify': () => {
      const { sound, problems } = open().vault.verify();
      return { sound, problems: [...problems] };
    },
    'audit.list': ({ limit, before, subjectId }) => ({
      entries: [...open().vault.auditLog({ limit, before, subjectId })],
    }),
  };
}
