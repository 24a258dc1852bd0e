import { wrongPassword } from '../../vault/errors.ts';
import type { Checked, Confirmed, OpenParts, VaultChannelHandlers } from './open-parts.ts';

export function vaultHandlers(
  open: () => OpenParts,
  confirmed: Confirmed,
  checked: Checked,
): Pick<
  VaultChannelHandlers,
  'vault.confirm-recovery-key' | 'vault.change-password' | 'vault.verify' | 'audit.list'
> {
  return {
    'vault.confirm-recovery-key': () =>
      checked({ kind: 'confirm-recovery-key' }, (typed) =>
        open().vault.confirmRecoveryKey(typed)
          ? Promise.resolve(undefined)
          : Promise.reject(wrongPassword('recovery key', 0)),
      ),
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
