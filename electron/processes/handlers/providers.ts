import type { HandlersOf } from '../../wire/answer.ts';
import type { providerChannels } from '../../../shared/ipc/provider-channels.ts';
import type { Confirmed, OpenParts } from './open-parts.ts';
import type { ChannelParsedInput } from '../../../shared/ipc-contract.ts';
import type { ProviderConnection } from '../../../shared/providers.ts';
import { lending } from './lending.ts';

export function providersHandlers(
  open: () => OpenParts,
  confirmed: Confirmed,
): HandlersOf<typeof providerChannels, 'vault'> {
  const providers = (): OpenParts['providers'] => open().providers;
  /** `same` is what is held here: the page says no address. */
  const withAddress = async <Result>(
    address: ChannelParsedInput<'providers.add-connection'>['address'],
    held: string | null,
    work: (url: string | null) => Result | Promise<Result>,
  ): Promise<Result> =>
    typeof address === 'number'
      ? open().grants.use(address, 'service', work)
      : work(address === 'same' ? held : null);
  return {
    'providers.list': () => providers().list(),
    'providers.add-connection': ({ address: given, ...input }) =>
      withAddress(given, null, (url) => {
        const address = providers().newAddress({ ...input, url });
        const add = (): ProviderConnection => providers().addConnection({ ...input, url });
        return address === null ? add() : confirmed({ kind: 'add-service', name: input.name, address }, add);
      }),
    'providers.edit-connection': ({ address, ...input }) => {
      const held = providers()
        .list()
        .connections.find(({ id }) => id === input.connectionId);
      return withAddress(address, held?.url ?? null, (url) => {
        const changed = providers().changedAddress({ ...input, url });
        const edit = (): ProviderConnection => providers().editConnection({ ...input, url });
        // SECURITY: the keys that are stored for it are sent there from then on.
        return changed === null ? edit() : confirmed({ kind: 'change-address', ...changed }, edit);
      });
    },
    'providers.remove-connection': ({ connectionId }) => {
      providers().removeConnection(connectionId);
    },
    'providers.add-key': ({ secret, ...input }) =>
      lending(secret, (bytes) => providers().addKey({ ...input, secret: bytes })),
    'providers.edit-key': (input) => providers().editDates(input),
    'providers.rotate-key': ({ secret, ...input }) =>
      lending(secret, (bytes) => providers().rotateKey({ ...input, secret: bytes })),
    'providers.check-revoked': (input) => providers().checkRevoked(input),
    'providers.import': (input) => ({ keys: [...providers().importText(input)] }),
  };
}
