import type { HandlersOf } from '../../wire/answer.ts';
import type { connectionChannels } from '../../../shared/ipc/connection-channels.ts';
import type { Connection } from '../../../shared/domain.ts';
import { checkedTarget } from '../../providers/augno/connections/connect.ts';
import type { Confirmed, OpenParts } from './open-parts.ts';
import { lending } from './lending.ts';
import { certain } from '../../../shared/certain.ts';

/** Whether keys go there already. An address that came with a file, and that nobody confirmed, is none of them. */
export function sendsTo(accounts: Pick<OpenParts['accounts'], 'listConnections'>, origin: string): boolean {
  return accounts
    .listConnections()
    .some(
      ({ embeddedSandbox, health, url }) =>
        !embeddedSandbox && health !== 'asleep' && new URL(url).origin === origin,
    );
}

export function connectionsHandlers(
  open: () => OpenParts,
  confirmed: Confirmed,
): HandlersOf<typeof connectionChannels, 'vault'> {
  const accounts = (): OpenParts['accounts'] => open().accounts;
  return {
    'connections.list': () => ({ connections: [...accounts().listConnections()] }),
    'connections.connect': ({ grant, name, adminKey }) =>
      lending(adminKey, (secret) =>
        open().grants.use(grant, 'account', ({ url, agreed }) => {
          const target = checkedTarget(url, secret);
          const connect = (): Promise<Connection> => accounts().connect({ url, name, adminKey: secret });
          // SECURITY: keys of the account are sent there from then on, and what is asked of it can carry anything away.
          return agreed && sendsTo(accounts(), target.address)
            ? connect()
            : confirmed({ kind: 'connect', name: name.trim(), ...target }, connect);
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
          : confirmed({ kind: 'connect', name: asleep.name, ...checkedTarget(asleep.url, secret) }, repair);
      }),
    'connections.move': ({ connectionId, grant, adminKey }) =>
      lending(adminKey ?? '', (lent) =>
        open().grants.use(grant, 'account', ({ url }) => {
          const secret = adminKey === null ? null : lent;
          const to = accounts().checkMove(connectionId, url, secret);
          const { name, url: from } = certain(
            accounts()
              .listConnections()
              .find(({ id }) => id === connectionId),
          );
          // SECURITY: the admin key goes there at once, and every key of the account from then on.
          return confirmed({ kind: 'move-account', name, from: new URL(from).origin, to }, () =>
            accounts().moveConnection(connectionId, { url, adminKey: secret }),
          );
        }),
      ),
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
    'roles.list': ({ connectionId }) => accounts().readRoles(connectionId),
  };
}
