import type { HandlersOf } from '../../wire/answer.ts';
import type { connectionChannels } from '../../../shared/ipc/connection-channels.ts';
import type { Connection } from '../../../shared/domain.ts';
import { checkedOrigin } from '../../providers/augno/connections/connect.ts';
import type { Confirmed, OpenParts } from './open-parts.ts';
import { lending } from './lending.ts';

export function connectionsHandlers(
  open: () => OpenParts,
  confirmed: Confirmed,
): HandlersOf<typeof connectionChannels, 'vault'> {
  const accounts = (): OpenParts['accounts'] => open().accounts;
  return {
    'connections.list': () => ({ connections: [...accounts().listConnections()] }),
    'connections.connect': ({ grant, name, adminKey }) =>
      lending(adminKey, (secret) =>
        open().grants.use(grant, 'account', (url) => {
          const origin = checkedOrigin(url, secret);
          const connect = (): Promise<Connection> => accounts().connect({ url, name, adminKey: secret });
          // SECURITY: keys of the account are sent there from then on, and what is asked of it can carry anything away. An
          // address that came with a file, and that nobody confirmed, is not known.
          const known = accounts()
            .listConnections()
            .some(
              ({ embeddedSandbox, health, url: address }) =>
                !embeddedSandbox && health !== 'asleep' && new URL(address).origin === origin,
            );
          return known
            ? connect()
            : confirmed({ kind: 'connect', name: name.trim(), address: origin }, connect);
        }),
      ),
    'connections.repair': ({ connectionId, adminKey }) =>
      lending(adminKey, (secret) => {
        const repair = (): Promise<Connection> => accounts().repairConnection(connectionId, secret);
        // SECURITY: repairing wakes a connection whose address nobody confirmed here, with all the keys that go there.
        const asleep = accounts()
          .listConnections()
          .find(({ id, health }) => id === connectionId && health === 'asleep');
        return asleep === undefined
          ? repair()
          : confirmed({ kind: 'connect', name: asleep.name, address: new URL(asleep.url).origin }, repair);
      }),
    'connections.rename': ({ connectionId, name }) => accounts().renameConnection(connectionId, name),
    'connections.remove': async ({ connectionId }) => {
      const { length: secrets } = accounts()
        .listKeys()
        .filter((key) => key.connectionId === connectionId && key.secretHeld);
      const connection = accounts()
        .listConnections()
        .find(({ id }) => id === connectionId);
      const remove = (): void => {
        accounts().removeConnection(connectionId);
      };
      if (secrets === 0 || connection === undefined) remove();
      else await confirmed({ kind: 'remove-connection', name: connection.name, secrets }, remove);
    },
    'connections.sync': async ({ connectionId }) => ({
      connections: [...(await accounts().sync(connectionId))],
    }),
    'roles.list': async ({ connectionId }) => ({ roles: [...(await accounts().listRoles(connectionId))] }),
  };
}
