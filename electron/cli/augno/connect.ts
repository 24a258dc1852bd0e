/** `augno-vault connect`: connects an account with an admin key. */
import { terminalLine } from '../../../shared/harmless-text.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments, usage } from '../arguments.ts';
import { withSession } from './session.ts';
import { say } from '../../../shared/messages/say.ts';

const HELP = `augno-vault connect --url URL [--name NAME]

Connects an account: its keys are listed in the vault, and can be created, rotated and revoked from here. The admin key is
sealed in the vault and sent to this address only.

  --url URL     address of the API: https://api.openmrp.ai today, https://api.augno.com before August 2026; http:// for
                this machine only. Headers and key prefix follow the name that the server goes by
  --name NAME   how the connection is called here (default: the account's name)

Asks for the master password, then for the admin key; with --password-stdin they are lines 1 and 2.

Examples
  augno-vault connect --url https://api.openmrp.ai
  augno-vault connect --url http://127.0.0.1:8081 --name "Local sandbox" --password-stdin < secrets.txt`;

export const connectCommand: Command = {
  name: 'connect',
  summary: 'connect an account with an admin key',
  help: HELP,
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
              mode: connection.mode,
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
