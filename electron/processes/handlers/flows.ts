import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import type { VaultProcessMethods } from '../protocol.ts';
import type { MethodHandlers } from '../rpc.ts';
import type { OpenParts, VaultChannelHandlers } from './open-parts.ts';

export function flowHandlers(
  open: () => OpenParts,
): Pick<
  VaultChannelHandlers,
  | 'places.candidates'
  | 'places.preview'
  | 'places.preview-variable'
  | 'places.apply'
  | 'places.undo'
  | 'places.list'
  | 'pass-on.cancel'
  | 'sharing.identity'
  | 'sharing.admins'
  | 'sharing.add-admin'
  | 'sharing.remove-admin'
  | 'sharing.seal'
  | 'sharing.open'
> {
  return {
    'places.candidates': ({ oldKeyId, newKeyId }) => open().places.candidates(oldKeyId, newKeyId),
    'places.preview': ({ oldKeyId, newKeyId, file }) => open().places.preview(oldKeyId, newKeyId, file),
    'places.preview-variable': ({ keyId, file, variable }) =>
      open().places.previewVariable(keyId, file, variable),
    'places.apply': ({ planId }) => open().places.apply(planId),
    'places.undo': ({ replacementId }) => open().places.undo(replacementId),
    'places.list': ({ keyId }) => ({ replacements: [...open().places.list(keyId)] }),
    'pass-on.cancel': () => {
      open().programs.cancel();
      return undefined;
    },
    'sharing.identity': () => open().sharing.identity(),
    'sharing.admins': () => ({ admins: [...open().sharing.admins()] }),
    'sharing.add-admin': (input) => open().sharing.addAdmin(input),
    'sharing.remove-admin': ({ adminId }) => {
      open().sharing.removeAdmin(adminId);
      return undefined;
    },
    'sharing.seal': (input) => open().sharing.seal(input),
    'sharing.open': ({ text }) => open().sharing.open(text),
  };
}

/** What main asks for after it has asked the person. */
export function programHandlers(
  open: () => OpenParts,
): Pick<MethodHandlers<VaultProcessMethods>, 'process.run-program' | 'process.describe-key'> {
  return {
    'process.describe-key': ({ keyId }) => {
      const { name, redacted, mode, secretHeld } = open().accounts.keyDetail(keyId);
      if (!secretHeld) {
        throw new AppError({
          code: 'not-found',
          message: 'This key’s secret is not held here.',
          hint: 'Add the secret if you have it, or rotate the key. Nothing was started.',
        });
      }
      return { name, redacted, mode };
    },
    'process.run-program': ({ keyId, program }) => {
      const { accounts, vault, programs } = open();
      const { name } = accounts.keyDetail(keyId);
      return accounts.useSecret(keyId, 'inject', (secret) => {
        vault.transaction((transaction) => {
          transaction.audit({
            action: 'secret-passed-on',
            subjectId: keyId,
            subjectName: name,
            detail: terminalLine([program.command, ...program.args].map(quoted).join(' ')),
          });
        });
        return programs.run(program, secret);
      });
    },
  };
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : JSON.stringify(argument);
}
