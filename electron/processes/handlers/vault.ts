import type { Confirmed, OpenParts, VaultChannelHandlers } from './open-parts.ts';
import { lending } from './lending.ts';

export function vaultHandlers(
  open: () => OpenParts,
  confirmed: Confirmed,
): Pick<
  VaultChannelHandlers,
  'vault.confirm-recovery-key' | 'vault.change-password' | 'vault.verify' | 'audit.list'
> {
  return {
    'vault.confirm-recovery-key': ({ recoveryKey }) =>
      lending(recoveryKey, (secret) => ({ matches: open().vault.confirmRecoveryKey(secret) })),
    'vault.change-password': () =>
      confirmed({ kind: 'change-password' }, async ({ password, newPassword }) => {
        await open().vault.changePassword(password, newPassword!);
        return undefined;
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
