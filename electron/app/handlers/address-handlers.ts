import type { IpcHandlers } from '../../wire/answer.ts';
import type { IpcServices } from './services.ts';

export function addressHandlers({
  app,
  vault,
}: IpcServices): Pick<IpcHandlers, 'connections.confirm-addresses'> {
  return {
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
