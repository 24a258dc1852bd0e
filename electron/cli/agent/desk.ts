/** What every answer over the agent's socket works with. */
import type { GrantBook, NamedKey, Need } from '../../agent/grants.ts';
import type { Exchange } from '../../agent/server.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { resolveKey } from '../../keys/resolve-key.ts';
import type { Sender } from '../../http/sender.ts';
import type { ManagedVault } from '../../vault/index.ts';
import type { Session } from '../augno/session.ts';
import type { CommandContext, CommandEntry } from '../types.ts';
import type { Broker } from './broker.ts';
import { purposeText } from './grant-words.ts';

const PATIENCE_MINUTES = 5;

/** Of the command that holds the vault, or of the app. */
export type HolderContext = Pick<CommandContext, 'version' | 'vaultFolder'> & {
  /** Those that are served. */
  readonly commands: readonly CommandEntry[];
};

export interface AgentDesk {
  readonly context: HolderContext;
  readonly vault: ManagedVault;
  readonly session: Session;
  readonly book: GrantBook;
  readonly broker: () => Broker;
  /** For what sessions ask; closed at the end of all of them. */
  readonly sender: Sender;
  /** Something of what is allowed or under way is other than before. */
  readonly changed: () => void;
  /** Locks: ends the process that holds the vault. */
  readonly stop: () => void;
}

/** Resolves once it is allowed; what uses a secret is then in the log with who asked. */
export async function allow(desk: AgentDesk, exchange: Exchange, need: Need): Promise<void> {
  const { program, send, over } = exchange;
  const asking = ({ code }: { readonly code: string }): void => {
    void send({ kind: 'asking', code, program: program.label, minutes: PATIENCE_MINUTES });
  };
  const grant = await desk.book.require(program, need, asking, over);
  if (need.purpose !== 'list') {
    for (const { id, name } of need.keys ?? [])
      enter(
        desk.vault,
        say('agent.log-used', { program: program.label, purpose: purposeText(need.purpose) }),
        id,
        name,
      );
  }
  await send({ kind: 'allowed', grant: grant?.id ?? null, until: grant?.until.toISOString() ?? null });
}

export function enter(
  vault: ManagedVault,
  detail: Said,
  subjectId: string | null = null,
  subjectName: string | null = null,
): void {
  vault.enter({ action: 'note', subjectId, subjectName, detail });
}

export const named = ({ id, name }: KeySummary): NamedKey => ({ id, name });

/** SECURITY: what keys there are is told to nobody who may not list them, by an error neither. */
export async function findAllowed(
  desk: AgentDesk,
  exchange: Exchange,
  name: string,
  connection: string | null,
): Promise<KeySummary> {
  try {
    return assertOfNoSession(resolveKey(desk.session.service, name, connection ?? undefined));
  } catch (thrown) {
    await allow(desk, exchange, { purpose: 'list', keys: null });
    throw thrown;
  }
}

/** SECURITY: a key that was made for one session is lent to no other program. @throws AppError `unsupported` */
export function assertOfNoSession(key: KeySummary): KeySummary {
  if (key.isOfSession !== true) return key;
  throw new AppError({
    code: 'unsupported',
    message: say('agent.key-of-session', { name: terminalLine(key.name) }),
    hint: say('agent.key-of-session-hint'),
  });
}
