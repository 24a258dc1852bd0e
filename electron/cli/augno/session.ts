/** What every Augno command does first and last: open the vault, make the service, close both. */
import { AppError } from '../../../shared/errors.ts';
import type { Connection } from '../../../shared/domain.ts';
import { keepNamesUp } from '../../keys/offered-names/index.ts';
import { resolveConnection } from '../../keys/resolve-key.ts';
import type { AccountServiceTuning } from '../../providers/augno/index.ts';
import type { AccountService } from '../../keys/types.ts';
import { createCommandSender } from '../command-sender.ts';
import { createAccountService, type ProviderService } from '../../providers/index.ts';
import type { ManagedVault } from '../../vault/managed-vault.ts';
import type { CommandContext } from '../types.ts';
import { openVaultForCommand } from '../vault/open.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export interface Session {
  readonly vault: ManagedVault;
  /** Every key: Augno's, and those of other services beside them. */
  readonly service: AccountService;
  /** What only other services have. */
  readonly providers: ProviderService;
}

export async function withSession<Result>(
  context: CommandContext,
  work: (session: Session) => Result | Promise<Result>,
  tuning: AccountServiceTuning = {},
): Promise<Result> {
  if (context.held !== undefined) return await work(context.held);
  const vault = await openVaultForCommand(context);
  try {
    return await withServices(context, vault, work, tuning);
  } finally {
    vault.close();
  }
}

/** On a vault that is open already; the caller closes it. */
export async function withServices<Result>(
  context: CommandContext,
  vault: ManagedVault,
  work: (session: Session) => Result | Promise<Result>,
  tuning: AccountServiceTuning = {},
): Promise<Result> {
  const sender = createCommandSender();
  const options = {
    vault,
    fetch: sender.fetch,
    userAgent: `AugnoVault/${context.version} (command; Node ${process.versions.node})`,
    actor: 'command',
  } as const;
  const service = createAccountService(options, tuning);
  const stop = (): void => void service.close();
  context.signal.addEventListener('abort', stop, { once: true });
  try {
    const result = await work({ vault, service, providers: service.services });
    keepNamesUp(vault, () => service.listKeys(), { folder: vault.folder });
    return result;
  } finally {
    context.signal.removeEventListener('abort', stop);
    await service.close();
    sender.close();
  }
}

/** The connection that is meant: the named one, or the only one. */
export function pickConnection(service: AccountService, wanted: string | undefined): Connection {
  if (wanted !== undefined) return resolveConnection(service, wanted);
  const connections = service.listConnections();
  const [first] = connections;
  if (first !== undefined && connections.length === 1) return first;
  throw new AppError(
    connections.length === 0
      ? {
          code: 'not-found',
          message: say('command.no-account-is-connected'),
          hint: say('command.connect-one-first-augno-vault-connect-url'),
        }
      : {
          code: 'ambiguous',
          message: say('command.several-accounts-are-connected-so-it-has'),
          hint: say('command.add-connection-with-one-of-connections-nothing', {
            connections: connections.map(({ name }) => name).join(', '),
          }),
        },
  );
}

/** A name typed on the terminal, for what can't be taken back; null without a terminal. */
export async function askForName(context: CommandContext, question: Said): Promise<string | null> {
  const answer = await context.ask(question);
  return answer === null ? null : answer.trim();
}
