/** `augno-vault provider …`: keys of other services, and the services they belong to. */
import { keyActions } from './provider/keys.ts';
import { serviceActions } from './provider/services.ts';
import { usage } from './arguments.ts';
import type { Command, CommandContext } from './types.ts';
import { say } from '../../shared/messages/say.ts';

const HELP = `augno-vault provider list                            the services that keys are kept of, and the kinds there are
augno-vault provider add NAME --provider auxot|generic [--url URL] [--header NAME] [--header-prefix TEXT] [--mode test|prod]
augno-vault provider change NAME [--rename NAME] [--url URL|none] [--header NAME] [--header-prefix TEXT] [--mode test|prod]
augno-vault provider remove NAME
augno-vault provider guide NAME [--kind KIND] [--name N]          how a key is made, replaced and deleted there
augno-vault provider add-key NAME --name N [--owner WHO] [--expires WHEN] [--rotate-by WHEN] [--scan-prefix TEXT]
                                                     asks for the master password, then for the key
augno-vault provider import NAME FILE [--dry-run]    stores the keys that stand in a .env or a note
augno-vault provider edit KEY [--name N] [--owner WHO] [--expires WHEN|never] [--rotate-by WHEN|never]
augno-vault provider headers KEY                     how the key is sent, without the key
augno-vault provider rotate KEY [--expires WHEN] [--rotate-by WHEN] [--reason KIND[:TEXT]]
                                                     asks for the master password, then for the new key
augno-vault provider check KEY                       tries the key that was replaced; it is gone when it is refused
augno-vault provider revoke KEY [--reason KIND[:TEXT]] [--without-test] [--confirm NAME]

NAME is a service you added. Auxot's address is http://localhost:8080 where none is given; of any other service --url is
what its keys are tested at, and may be left out. Plain http:// is taken on this machine and in private networks only.
These services have no API that makes or deletes keys: you do that there, and the vault stores what you paste, tests it, and
takes a key for deleted only when a request with it is refused. Where nothing can be asked, --without-test takes your word.

For the rest a key of a service is a key like any other: keys list, show, test, reveal, edit, delete; and run.

Examples
  augno-vault provider add Agents --provider auxot --url https://ai.example.com
  augno-vault provider add-key Agents --name "CI Pipeline" --owner Ann --rotate-by 90d
  augno-vault provider rotate "CI Pipeline" --reason compromised
  augno-vault run --env AUXOT_API_KEY="CI Pipeline" -- ./triage.sh`;

type Action = (args: readonly string[], context: CommandContext) => Promise<number>;

const ACTIONS: Readonly<Record<string, Action>> = { ...serviceActions, ...keyActions };

export const providerCommand: Command = {
  name: 'provider',
  summary: 'keep, test and rotate keys of other services, such as Auxot',
  help: HELP,
  async run(args, context) {
    const [name, ...rest] = args;
    const action = name !== undefined && Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (action === undefined)
      throw usage(
        say('command.say-what-to-do-actions', { actions: Object.keys(ACTIONS).join(', ') }),
        'provider',
      );
    return action(rest, context);
  },
};
