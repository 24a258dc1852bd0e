/** `augno-vault kept`: replies of servers that are not what they have to be. */
import { BRANDS } from '../../../shared/brands.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { type KeptReply } from '../../../shared/kept-replies.ts';
import type { AccountService } from '../../keys/types.ts';
import { EXIT, type Command, type CommandContext } from '../types.ts';
import { readArguments, usage } from '../arguments.ts';
import { minute } from '../output.ts';
import { withSession } from './session.ts';
import { certain } from '../../../shared/certain.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export const keptCommand: Command = {
  name: 'kept',
  async run(args, context) {
    const [action, ...rest] = args;
    switch (action) {
      case 'list':
        readArguments('kept', rest, {});
        return withSession(context, ({ service }) => list(service, context));
      case 'test':
      case 'take-in':
      case 'note': {
        const { operands } = readArguments('kept', rest, {}, ['ID']);
        return withSession(context, ({ service }) =>
          act(action, service, pick(service, operands[0]), context),
        );
      }
      default:
        throw usage(say('command.say-what-to-do-list-test-take'), 'kept');
    }
  },
};

function list(service: AccountService, context: CommandContext): number {
  const replies = service.keptReplies();
  if (context.globals.json) {
    context.printJson({ kept: replies });
    return EXIT.done;
  }
  if (replies.length === 0) context.note(say('command.nothing-is-kept-apart'));
  for (const reply of replies) for (const line of linesOf(reply)) context.print(line);
  return EXIT.done;
}

function linesOf(reply: KeptReply): readonly (Said | string)[] {
  const { keyOf, connectionName, name, operation, receivedAt, faults } = reply;
  const what =
    keyOf === null
      ? say('command.kept-no-key', { length: reply.length })
      : say(`command.kept-${keyOf.mode}-key`, {
          redacted: keyOf.redacted,
          brand: BRANDS[keyOf.brand].productName,
        });
  return [
    `${reply.id}  ${minute(receivedAt)}  ${terminalLine(connectionName)}`,
    say(`command.kept-for-${operation}`, { name: terminalLine(name), what }),
    ...faults.map((fault) => say('command.indented', { text: say(`state.reply-${fault}`) })),
  ];
}

function pick(service: AccountService, wanted: string): KeptReply {
  const found = service.keptReplies().filter(({ id }) => id.startsWith(wanted));
  if (found.length === 1) return certain(found[0]);
  throw new AppError({
    code: found.length === 0 ? 'not-found' : 'ambiguous',
    message:
      found.length === 0
        ? say('command.nothing-of-that-id-is-kept-apart')
        : say('command.more-than-one-id-begins-like-that'),
    hint: say('command.see-augno-vault-kept-list-nothing-was'),
  });
}

async function act(
  action: 'test' | 'take-in' | 'note',
  service: AccountService,
  { id }: KeptReply,
  context: CommandContext,
): Promise<number> {
  if (action === 'note') {
    service.noteKeptReply(id);
    if (context.globals.json) context.printJson({ id, noted: true });
    return EXIT.done;
  }
  if (action === 'take-in') {
    const key = await service.takeInKeptReply(id);
    if (context.globals.json)
      context.printJson({ id: key.keyId, name: key.name, redacted: key.redacted, stored: true });
    else
      context.print(
        say('command.took-in-name-keyid-its-secret-is', { name: terminalLine(key.name), keyId: key.keyId }),
      );
    return EXIT.done;
  }
  const result = await service.testKeptReply(id);
  if (context.globals.json) context.printJson(result);
  else context.print(terminalLine(context.words(result.message)));
  return { accepted: EXIT.done, refused: EXIT.refused, unreachable: EXIT.api }[result.outcome];
}
