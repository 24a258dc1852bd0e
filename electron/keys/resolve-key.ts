/** How a person or a script names a key: id, else name, else the last four characters. */
import { statusWorks, type Connection, type KeySummary } from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import type { AccountService } from './types.ts';
import { say } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

type Listing = Pick<AccountService, 'listKeys' | 'listConnections'>;

/**
 * @param text an id (`apke_…`), else a name (then the one active key of that name: after a rotation the new one), else the
 * last four characters
 * @param connection name or id of the connection to look in
 * @throws AppError `not-found`, or `ambiguous` with the matches in its hint
 */
export function resolveKey(service: Listing, text: string, connection?: string): KeySummary {
  const wanted = text.trim();
  const within = connection === undefined ? null : resolveConnection(service, connection).id;
  const keys = service.listKeys().filter((key) => within === null || key.connectionId === within);

  const byId = keys.find((key) => key.id === wanted);
  if (byId !== undefined) return byId;

  const exact = keys.filter((key) => key.name === wanted || key.apiName === wanted);
  const byName =
    exact.length > 0 ? exact : keys.filter((key) => key.name.toLowerCase() === wanted.toLowerCase());
  if (byName.length > 0) return onlyOne(service, preferLiving(byName), wanted);

  const byTail = /^[A-Za-z0-9_-]{4}$/.test(wanted) ? keys.filter((key) => key.redacted.endsWith(wanted)) : [];
  if (byTail.length > 0) return onlyOne(service, byTail, wanted);

  throw new AppError({
    code: 'not-found',
    message: say('keys.no-key-is-named-wanted-and-none', { wanted }),
    hint:
      within === null
        ? say('keys.see-augno-vault-keys-list')
        : say('keys.it-may-belong-to-another-connection-see'),
  });
}

/** Of several keys of one name the one that is in use: active before ending, ending before dead. */
function preferLiving(keys: readonly KeySummary[]): readonly KeySummary[] {
  const ranks = [
    (key: KeySummary) => key.status === 'active' || key.status === 'expiring',
    (key: KeySummary) => statusWorks(key.status) || key.status === 'unresolved',
  ];
  for (const rank of ranks) {
    const fitting = keys.filter(rank);
    if (fitting.length > 0) return fitting;
  }
  return keys;
}

function onlyOne(service: Listing, keys: readonly KeySummary[], wanted: string): KeySummary {
  if (keys.length === 1) return certain(keys[0]);
  const connections = new Map(service.listConnections().map(({ id, name }) => [id, name]));
  const shown = keys
    .slice(0, 10)
    .map(
      (key) =>
        `${key.id} (${key.name}, ${key.status}, ${connections.get(key.connectionId) ?? key.connectionId})`,
    );
  const more = keys.length > shown.length ? `, and ${keys.length - shown.length} more` : '';
  throw new AppError({
    code: 'ambiguous',
    message: say('keys.wanted-could-be-length-keys', { wanted, length: keys.length }),
    hint: say('keys.name-one-by-its-id-or-narrow', { shown: shown.join(', '), more }),
  });
}

/** By id, else by name, exact and then ignoring case. */
export function resolveConnection(
  service: Pick<AccountService, 'listConnections'>,
  text: string,
): Connection {
  const connections = service.listConnections();
  const wanted = text.trim();
  const found =
    connections.find((connection) => connection.id === wanted) ??
    connections.find((connection) => connection.name === wanted) ??
    connections.find((connection) => connection.name.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found;
  throw new AppError({
    code: 'not-found',
    message: say('keys.there-is-no-connection-wanted', { wanted }),
    hint:
      connections.length === 0
        ? say('keys.connect-an-account-first-augno-vault-connect')
        : say('command.there-are-connections', {
            connections: connections.map(({ name }) => name).join(', '),
          }),
  });
}
