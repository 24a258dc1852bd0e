/** `augno-vault connections`: list, repair, move, rename or remove connections. */
import { resolveConnection } from '../../keys/resolve-key.ts';
import type { Connection } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { EXIT, type Command, type CommandContext } from '../types.ts';
import type { AccountService } from '../../keys/types.ts';
import type { AddressQuestion } from '../../../shared/account-address.ts';
import { unreadSentence } from '../../../shared/unread-entries.ts';
import { wake } from './addresses.ts';
import { printConnections, warnOf } from './connection-table.ts';
import { move } from './connections-move.ts';
import { readArguments, usage } from '../arguments.ts';
import { askForName, withSession } from './session.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export const connectionsCommand: Command = {
  name: 'connections',
  async run(args, context) {
    const [action, ...rest] = args;
    switch (action) {
      case 'list':
        return list(rest, context);
      case 'repair':
        return repair(rest, context);
      case 'move':
        return move(rest, context);
      case 'rename':
        return rename(rest, context);
      case 'remove':
        return remove(rest, context);
      case 'sandboxes':
        return sandboxes(rest, context);
      default:
        throw usage(say('command.say-what-to-do-with-the-connections'), 'connections');
    }
  },
};

async function list(args: readonly string[], context: CommandContext): Promise<number> {
  readArguments('connections', args, {});
  return withSession(context, ({ service }) => {
    const connections = service.listConnections();
    if (context.globals.json) context.printJson({ connections });
    else if (connections.length === 0) context.print(say('command.no-account-is-connected'));
    else printConnections(context, connections);
    return EXIT.done;
  });
}

async function repair(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('connections', args, {}, ['CONNECTION']);
  return withSession(context, async ({ service }) => {
    const asleep = sleeperOf(service, operands[0]);
    if (asleep !== undefined) {
      await wake(context, service, asleep);
      const isAccount = service.listConnections().some(({ id }) => id === asleep.connectionId);
      if (!isAccount) return reportWoken(context, asleep);
      // It goes on with the key it has; what the server says of that one is seen now.
      if (asleep.key !== null) {
        const [connection] = await service.sync(asleep.connectionId, context.signal);
        return reportWoken(context, asleep, connection);
      }
    }
    const wanted = resolveConnection(service, asleep?.connectionId ?? operands[0]);
    const adminKey = await context.readSecret(
      say('command.admin-key-for-name', { name: terminalLine(wanted.name) }),
    );
    try {
      const connection = await service.repairConnection(wanted.id, adminKey);
      if (context.globals.json) context.printJson(connection);
      else
        context.print(
          say('command.repaired-name-keycount-keys', {
            name: terminalLine(connection.name),
            keyCount: connection.keyCount,
          }),
        );
      warnOf(context, connection);
      return EXIT.done;
    } finally {
      adminKey.wipe();
    }
  });
}

/** By id, else by name, exact and then ignoring case; those of other services too. */
function sleeperOf(service: AccountService, text: string): AddressQuestion | undefined {
  const questions = service.addressQuestions();
  const wanted = text.trim();
  return (
    questions.find(({ connectionId }) => connectionId === wanted) ??
    questions.find(({ name }) => name === wanted) ??
    questions.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  );
}

function reportWoken(context: CommandContext, woken: AddressQuestion, connection?: Connection): number {
  const { connectionId: id, name, address: url } = woken;
  if (context.globals.json) context.printJson(connection ?? { id, name, url, asleep: false });
  else
    context.print(
      say('command.confirmed-url-for-name', { url: terminalLine(url), name: terminalLine(name) }),
    );
  return EXIT.done;
}

async function rename(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('connections', args, {}, ['CONNECTION', 'NAME']);
  return withSession(context, ({ service }) => {
    const wanted = resolveConnection(service, operands[0]);
    const connection = service.renameConnection(wanted.id, operands[1]);
    if (context.globals.json) context.printJson(connection);
    else context.print(say('command.renamed-to-name', { name: terminalLine(connection.name) }));
    return EXIT.done;
  });
}

async function remove(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, operands } = readArguments('connections', args, { confirm: { type: 'string' } }, [
    'CONNECTION',
  ]);
  return withSession(context, async ({ service }) => {
    const connection = resolveConnection(service, operands[0]);
    const typed = values.confirm ?? (await askForName(context, removalWarning(connection)));
    if (typed !== connection.name) {
      throw new AppError({
        code: 'conflict',
        message: say('command.removing-a-connection-takes-its-secrets-out'),
        hint: say('command.secrets-end-add-confirm', {
          secrets: secretsEnd(connection),
          name: terminalLine(connection.name),
        }),
      });
    }
    service.removeConnection(connection.id);
    if (context.globals.json) context.printJson({ id: connection.id, removed: true });
    else context.print(say('command.removed-name-from-this-vault', { name: terminalLine(connection.name) }));
    return EXIT.done;
  });
}

/** What is destroyed, and how to keep it. */
function secretsEnd({ secretCount }: Connection): Said | string {
  return secretCount === 0 ? '' : say('command.secrets-would-be-destroyed', { count: secretCount });
}

function removalWarning(connection: Connection): Said {
  return say('command.removal-warning', {
    count: connection.keyCount,
    secrets: secretsEnd(connection),
  });
}

async function sandboxes(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('connections', args, {}, ['CONNECTION']);
  return withSession(context, async ({ service }) => {
    const connection = resolveConnection(service, operands[0]);
    const { sandboxes: listed, unread } = await service.listSandboxes(connection.id);
    const left = unreadSentence(unread);
    if (left !== null) context.note(`${terminalLine(connection.name)}: ${terminalLine(context.words(left))}`);
    if (context.globals.json) context.printJson({ sandboxes: listed, unread });
    else if (listed.length === 0) context.print(say('command.this-account-has-no-sandboxes'));
    else {
      for (const sandbox of listed) {
        const named = { id: sandbox.id, name: terminalLine(sandbox.name) };
        context.print(
          sandbox.connectionId === null
            ? say('command.sandbox-not-connected', named)
            : say('command.sandbox-connected', named),
        );
      }
    }
    return EXIT.done;
  });
}
