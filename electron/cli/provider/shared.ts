/** What the actions of `augno-vault provider` have in common. */
import type { KeySummary } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ProviderConnection, ProviderDescription } from '../../../shared/providers.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { resolveKey } from '../../keys/resolve-key.ts';
import { parseWhen } from '../when.ts';
import type { Session } from '../augno/session.ts';
import type { CommandContext } from '../types.ts';
import { say } from '../../../shared/messages/say.ts';

/** A service by id, else by name, exact and then ignoring case. */
export function resolveService(
  { providers }: Session,
  text: string,
): { readonly connection: ProviderConnection; readonly description: ProviderDescription } {
  const { connections, providers: descriptions } = providers.list();
  const wanted = text.trim();
  const connection =
    connections.find(({ id }) => id === wanted) ??
    connections.find(({ name }) => name === wanted) ??
    connections.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const description = descriptions.find(({ id }) => id === connection?.provider);
  if (connection !== undefined && description !== undefined) return { connection, description };
  throw new AppError({
    code: 'not-found',
    message: say('command.there-is-no-service-wanted', { wanted: terminalLine(wanted) }),
    hint:
      connections.length === 0
        ? say('command.add-one-first-augno-vault-provider-add')
        : say('command.there-are-connections', {
            connections: connections.map(({ name }) => terminalLine(name)).join(', '),
          }),
  });
}

/** @throws AppError `unsupported` for a key of Augno */
export function resolveServiceKey(session: Session, text: string, context: CommandContext): KeySummary {
  const keys = session.service.listKeys().filter(({ provider }) => provider.abilities.rotate !== 'api');
  const service = {
    listKeys: () => keys,
    listConnections: () => session.service.listConnections(),
  };
  try {
    return resolveKey(service, text);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'not-found') throw thrown;
    // Said apart: the key exists, and the other command is the right one.
    const key = resolveKey(session.service, text, context.globals.connection);
    throw new AppError({
      code: 'unsupported',
      message: say('command.name-is-a-key-of-augno', { name: terminalLine(key.name) }),
      hint: say('command.nothing-was-done-see-augno-vault-keys'),
    });
  }
}

export function when(text: string | undefined, option: string): string | null {
  return text === undefined || text === 'never' ? null : parseWhen(text, option, new Date()).toISOString();
}
