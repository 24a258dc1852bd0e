import type { HandlersOf } from '../../wire/answer.ts';
import type { providerChannels } from '../../../shared/ipc/provider-channels.ts';
import type { IpcServices } from './services.ts';

export function providerHandlers({ vault, app }: IpcServices): HandlersOf<typeof providerChannels, 'main'> {
  return {
    'providers.open-pages': async ({ connectionId }) => {
      // SECURITY: the page names a connection, never an address; what is opened is what the vault holds for it.
      const { url } = await vault.call('process.provider-pages', { connectionId });
      await app.openServicePages(url);
    },
  };
}
