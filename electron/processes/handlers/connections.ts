import type { OpenParts, VaultChannelHandlers } from './open-parts.ts';
import { lending } from './lending.ts';

export function connectionsHandlers(
  open: () => OpenParts,
): Pick<
  VaultChannelHandlers,
  | 'connections.list'
  | 'connections.connect'
  | 'connections.repair'
  | 'connections.rename'
  | 'connections.remove'
  | 'connections.sync'
  | 'roles.list'
> {
  const accounts = (): OpenParts['accounts'] => open().accounts;
  return {
    'connections.list': () => ({ connections: [...accounts().listConnections()] }),
    'connections.connect': ({ grant, name, adminKey }) =>
      lending(adminKey, (secret) =>
        open().grants.use(grant, 'account', (url) => accounts().connect({ url, name, adminKey: secret })),
      ),
    'connections.repair': ({ connectionId, adminKey }) =>
      lending(adminKey, (secret) => accounts().repairConnection(connectionId, secret)),
    'connections.rename': ({ connectionId, name }) => accounts().renameConnection(connectionId, name),
    'connections.remove': ({ connectionId }) => {
      accounts().removeConnection(connectionId);
      return undefined;
    },
    'connections.sync': async ({ connectionId }) => ({
      connections: [...(await accounts().sync(connectionId))],
    }),
    'roles.list': async ({ connectionId }) => ({ roles: [...(await accounts().listRoles(connectionId))] }),
  };
}
