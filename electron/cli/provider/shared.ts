/** What the actions of `augno-vault provider` have in common. */
import type { KeySummary } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ProviderConnection, ProviderDescription } from '../../../shared/providers.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { resolveKey } from '../../providers/augno/index.ts';
import { parseWhen } from '../when.ts';
import type { Session } from '../augno/session.ts';
import type { CommandContext } from '../types.ts';

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
    message: `There is no service “${terminalLine(wanted)}”.`,
    hint:
      connections.length === 0
        ? 'Add one first: augno-vault provider add NAME --provider auxot.'
        : `There are: ${connections.map(({ name }) => terminalLine(name)).join(', ')}.`,
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
      message: `“${terminalLine(key.name)}” is a key of Augno.`,
      hint: 'Nothing was done. See augno-vault keys --help.',
    });
  }
}

export function when(text: string | undefined, option: string): string | null {
  return text === undefined || text === 'never' ? null : parseWhen(text, option, new Date()).toISOString();
}
