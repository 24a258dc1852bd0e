import type { OpenParts, VaultChannelHandlers } from './open-parts.ts';
import { lending } from './lending.ts';

export function providersHandlers(
  open: () => OpenParts,
): Pick<VaultChannelHandlers, Extract<keyof VaultChannelHandlers, `providers.${string}`>> {
  const providers = (): OpenParts['providers'] => open().providers;
  return {
    'providers.list': () => providers().list(),
    'providers.add-connection': (input) => providers().addConnection(input),
    'providers.edit-connection': (input) => providers().editConnection(input),
    'providers.remove-connection': ({ connectionId }) => {
      providers().removeConnection(connectionId);
      return undefined;
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
