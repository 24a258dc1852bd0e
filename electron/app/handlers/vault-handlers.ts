import type { connectionChannels } from '../../../shared/ipc/connection-channels.ts';
import type { keyChannels } from '../../../shared/ipc/key-channels.ts';
import type { vaultChannels } from '../../../shared/ipc/vault-channels.ts';
import type { HandlersOf } from '../../wire/answer.ts';
import type { IpcServices } from './services.ts';

export function vaultHandlers({
  app,
  vault,
  sandbox,
  clipboard,
}: IpcServices): HandlersOf<typeof vaultChannels & typeof connectionChannels & typeof keyChannels, 'main'> {
  return {
    'vault.quick-unlock': async () => {
      await vault.quickUnlock();
    },
    'vault.set-quick-unlock': async ({ enabled }) => {
      await vault.setQuickUnlock(enabled);
    },
    'vault.accept-rollback': async () => {
      await vault.acceptRollback();
    },
    'vault.lock': async () => {
      await vault.lock();
    },
    'vault.move': async () => ({ moving: await app.moveVault() }),
    'connections.connect-sandbox': async () =>
      vault.call('process.connect-sandbox', { address: await sandbox.address() }),
    'keys.copy-secret': async ({ keyId }) => ({
      ...(await clipboard.copySecret(keyId)),
      warning: clipboard.warning,
    }),
    // SECURITY: the page names connections, never an address; what is shown and confirmed is what the vault holds for them.
    'connections.confirm-addresses': async ({ connectionIds }) => {
      const asleep = await vault.call('process.address-questions', undefined);
      const asked = asleep.filter(
        ({ connectionId }) => connectionIds === null || connectionIds.includes(connectionId),
      );
      if (asked.length === 0) return { confirmed: true };
      if (!(await app.confirmAddresses(asked))) return { confirmed: false };
      await vault.call('process.confirm-addresses', { addresses: asked });
      return { confirmed: true };
    },
  };
}
