/** `augno-vault connect`: connects an account with an admin key. */
import { terminalLine } from '../../../shared/harmless-text.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments, usage } from '../arguments.ts';
import { withSession } from './session.ts';
import { say } from '../../../shared/messages/say.ts';

export const connectCommand: Command = {
  name: 'connect',
  async run(args, context) {
    const { values } = readArguments('connect', args, { url: { type: 'string' }, name: { type: 'string' } });
    const { url, name } = values;
    if (url === undefined) throw usage(say('command.url-is-missing'), 'connect');
    return withSession(context, async ({ service }) => {
      const adminKey = await context.readSecret(say('command.admin-key-of-the-account'));
      try {
        const connection = await service.connect({ url, name: name ?? '', adminKey });
        if (context.globals.json) context.printJson(connection);
        else {
          context.print(
            say('command.connected-name-mode-keycount-keys', {
              name: terminalLine(connection.name),
              mode: say(`value.mode-${connection.mode}`),
              keyCount: connection.keyCount,
            }),
          );
        }
        return EXIT.done;
      } finally {
        adminKey.wipe();
      }
    });
  },
};
