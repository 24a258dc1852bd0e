import type { IpcHandlers } from '../../wire/answer.ts';
import type { IpcServices } from './services.ts';

export function providerHandlers({ vault, app }: IpcServices): Pick<IpcHandlers, 'providers.open-pages'> {
  return {
    'providers.open-pages': async ({ connectionId }) => {
      // SECURITY: the page names a connection, never an address; what is opened is what the vault holds for it.
      const { url } = await vault.call('process.provider-pages', { connectionId });
      await app.openServicePages(url);
      return undefined;
    },
  };
}
