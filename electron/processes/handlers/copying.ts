/** Copying a secret: held by this process where the system lets it, else handed to main, which writes the clipboard. */
import { AppError } from '../../../shared/errors.ts';
import type { CopyMethods } from '../../wire/protocol.ts';
import type { MethodHandlers } from '../../wire/rpc.ts';
import { createSelectionHolder } from '../selection-holder.ts';
import type { OpenParts, TakingSecrets } from './open-parts.ts';
import { say } from '../../../shared/messages/say.ts';

export function copyHandlers(
  open: () => OpenParts,
  taking: TakingSecrets,
  onEnded: () => void,
): { readonly handlers: MethodHandlers<CopyMethods>; readonly end: () => void } {
  const holder = createSelectionHolder(onEnded);
  return {
    end: holder.end,
    handlers: {
      'process.copy-secret': async ({ keyId, seconds }) => {
        const x11 = await holder.connect();
        if (x11 === null) return null;
        try {
          const { accounts } = open();
          const { name, redacted } = accounts.keyDetail(keyId);
          const until = await taking({ name, use: 'copy' }, () =>
            accounts.useSecret(keyId, 'copy', (secret) => holder.hold(x11, secret.bytes(), seconds)),
          );
          if (until === null) throw notCopied();
          return { redacted, clearsAt: until.toISOString() };
        } catch (thrown) {
          x11.close();
          throw thrown;
        }
      },
      'process.secret-for-clipboard': ({ keyId }) => {
        const { accounts } = open();
        const { name, redacted } = accounts.keyDetail(keyId);
        return taking({ name, use: 'copy' }, () =>
          accounts.useSecret(keyId, 'copy', (secret) => ({
            bytes: new Uint8Array(secret.bytes()),
            redacted,
          })),
        );
      },
    },
  };
}

function notCopied(): AppError {
  return new AppError({
    code: 'unsupported',
    message: say('app.the-secret-could-not-be-put-on'),
    hint: say('app.it-is-safe-in-the-vault-try'),
  });
}
