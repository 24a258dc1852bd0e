import type { IpcHandlers } from '../../wire/answer.ts';
import type { IpcServices } from './services.ts';

type Names =
  | 'vault.quick-unlock'
  | 'vault.set-quick-unlock'
  | 'vault.accept-rollback'
  | 'vault.lock'
  | 'connections.connect-sandbox'
  | 'keys.copy-secret';

export function vaultHandlers({ vault, sandbox, clipboard }: IpcServices): Pick<IpcHandlers, Names> {
  return {
    'vault.quick-unlock': async () => {
      await vault.quickUnlock();
      return undefined;
    },
    'vault.set-quick-unlock': async ({ enabled }) => {
      await vault.setQuickUnlock(enabled);
      return undefined;
    },
    'vault.accept-rollback': async () => {
      await vault.acceptRollback();
      return undefined;
    },
    'vault.lock': async () => {
      await vault.lock();
      return undefined;
    },
    'connections.connect-sandbox': async () =>
      vault.call('process.connect-sandbox', { address: await sandbox.address() }),
    'keys.copy-secret': async ({ keyId }) => ({
      ...(await clipboard.copySecret(keyId)),
      warning: clipboard.warning,
    }),
  };
}
