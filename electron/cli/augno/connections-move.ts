/** `augno-vault connections move`: the account's API answers at another address now. */
import { isYes } from '../yes.ts';
import { resolveConnection } from '../../keys/resolve-key.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { readArguments, usage } from '../arguments.ts';
import { warnOf } from './connection-table.ts';
import { withSession } from './session.ts';
import { say } from '../../../shared/messages/say.ts';

export async function move(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, operands } = readArguments(
    'connections',
    args,
    { url: { type: 'string' }, confirm: { type: 'string' } },
    ['CONNECTION'],
  );
  const { url, confirm } = values;
  if (url === undefined) throw usage(say('command.url-is-missing'), 'connections');
  return withSession(context, async ({ service }) => {
    const connection = resolveConnection(service, operands[0]);
    const typed = await context.readSecret(
      say('command.admin-key-for-name-at-the-new', { name: terminalLine(connection.name) }),
    );
    try {
      const adminKey = isBlank(typed) ? null : typed;
      const origin = service.checkMove(connection.id, url, adminKey);
      // SECURITY: nothing is sent before a person agreed to scheme, host and port.
      await agree(context, connection, origin, confirm);
      const moved = await service.moveConnection(connection.id, { url, adminKey });
      if (context.globals.json) context.printJson(moved);
      else {
        context.print(
          say('command.moved-name-to-url-keycount-keys-secretcount', {
            name: terminalLine(moved.name),
            url: terminalLine(moved.url),
            keyCount: moved.keyCount,
            secretCount: moved.secretCount,
          }),
        );
      }
      warnOf(context, moved);
      return EXIT.done;
    } finally {
      typed.wipe();
    }
  });
}

function isBlank(secret: SecretBytes): boolean {
  return secret.bytes().every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d);
}

async function agree(
  context: CommandContext,
  connection: { readonly name: string; readonly url: string },
  origin: string,
  confirmed: string | undefined,
): Promise<void> {
  const from = terminalLine(connection.url);
  const to = terminalLine(origin);
  if (confirmed === connection.name) return;
  if (confirmed === undefined) {
    const answer = await context.ask(
      say('command.keys-of-name-go-to-from-now', { name: terminalLine(connection.name), from, to }),
    );
    if (isYes(answer)) return;
    if (answer !== null) {
      throw new AppError({
        code: 'cancelled',
        message: say('command.the-address-was-not-confirmed'),
        hint: say('command.nothing-was-changed-or-sent'),
      });
    }
  }
  throw new AppError({
    code: 'conflict',
    message: say('command.moving-sends-the-keys-of-this-account'),
    hint: say('command.if-to-is-right-add-confirm-with', { to, name: terminalLine(connection.name) }),
  });
}
