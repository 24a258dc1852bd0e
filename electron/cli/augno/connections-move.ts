/** `augno-vault connections move`: the account's API answers at another address now. */
import { resolveConnection } from '../../providers/augno/index.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { readArguments, usage, withSession } from './session.ts';

export async function move(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(
    args,
    { url: { type: 'string' }, confirm: { type: 'string' } },
    'connections',
    { least: 1, most: 1 },
  );
  const { url, confirm } = values;
  if (url === undefined) throw usage('--url is missing.', 'connections');
  return withSession(context, async ({ service }) => {
    const connection = resolveConnection(service, positionals[0]!);
    const typed = await context.readSecret(
      `Admin key for ${terminalLine(connection.name)} at the new address (empty: the one that is held)`,
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
          `Moved ${terminalLine(moved.name)} to ${terminalLine(moved.url)}: ${moved.keyCount} keys, ${moved.secretCount} secrets.`,
        );
      }
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
      `Keys of “${terminalLine(connection.name)}” go to ${from} now. They will be sent to ${to} from then on. Is that address right? [y/N]`,
    );
    if (answer !== null && /^(?:y|yes)$/i.test(answer.trim())) return;
    if (answer !== null) {
      throw new AppError({
        code: 'cancelled',
        message: 'The address was not confirmed.',
        hint: 'Nothing was changed or sent.',
      });
    }
  }
  throw new AppError({
    code: 'conflict',
    message: 'Moving sends the keys of this account to another address, so it has to be confirmed.',
    hint: `If ${to} is right, add --confirm with the connection's name exactly: ${terminalLine(connection.name)}. Nothing was changed or sent.`,
  });
}
