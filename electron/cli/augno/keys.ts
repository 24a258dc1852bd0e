/** `augno-vault keys …`: the dispatcher of its actions. */
import type { Command, CommandContext } from '../types.ts';
import { changeActions } from './keys-change.ts';
import { importKeys } from './keys-import.ts';
import { readActions } from './keys-read.ts';
import { keyActions } from '../provider/keys.ts';
import { usage } from '../arguments.ts';
import { say } from '../../../shared/messages/say.ts';

const HELP = `augno-vault keys list [--status STATUS]… [--provider augno|auxot|…] [--sort COLUMN] [--reverse]
augno-vault keys show KEY
augno-vault keys create --name N --role ROLE [--expires WHEN] [--reveal] [--accept-clock]
augno-vault keys rotate KEY [--overlap DURATION] [--expires WHEN] [--reason KIND[:TEXT]] [--confirm NAME] [--reveal] [--accept-clock]
augno-vault keys revoke KEY [--reason KIND[:TEXT]] [--confirm NAME]
augno-vault keys rotate KEY [--expires WHEN] [--rotate-by WHEN] [--reason KIND[:TEXT]]        of a service without an API
augno-vault keys revoke KEY [--reason KIND[:TEXT]] [--without-test] [--confirm NAME]       of a service without an API
augno-vault keys add SERVICE --name N [--owner WHO] [--expires WHEN] [--rotate-by WHEN] [--scan-prefix TEXT]
augno-vault keys check KEY                           tries the key that was replaced; it is gone when it is refused
augno-vault keys headers KEY                         how the key is sent, without the key
augno-vault keys delete KEY
augno-vault keys reveal KEY
augno-vault keys test KEY [--account ID]
augno-vault keys edit KEY [--alias NAME] [--notes TEXT] [--tag TAG]…
augno-vault keys add-secret KEY                      asks for the master password, then for the secret
augno-vault keys import FILE [--dry-run]
augno-vault keys confirm KEY                         the secret that came from a file is this key's
augno-vault keys resolve KEY --send-again|--give-up

KEY is an id (apke_…), else a name (then the one active key of that name: after a rotation the new one), else the last four
characters. ROLE is an id or a name. WHEN is a date, a date-time or a duration from now; durations are like 90d, 12h, 30m.
STATUS is active, expiring, revoking, expired, revoked, unresolved, stale or leaked. KIND is compromised, policy,
someone-left or other. COLUMN is name, mode, status, role, created, last-used, expires or connection.

A key of a service without an API is made and deleted there: "add" and "rotate" ask for it after the master password, and
"revoke" sees it refused, or takes your word with --without-test. "augno-vault provider" is about these services.

A time from now is reckoned by the server's clock. Where this computer's differs from it by more than an hour that is asked
about on the terminal, or --accept-clock says that the server's is right.

A new secret goes straight into the vault; it is printed only with --reveal, and by "reveal". A destructive action on a
production key asks for the key's name on the terminal, or takes --confirm NAME. Augno keeps revoked keys in its list:
"delete" removes the record of a dead key from this vault only. "import" stores the secrets of keys that the vault already
lists and that stand in FILE (a .env, a note, a CSV); such a secret is not run, injected, copied or put into a file before
"keys test" saw it accepted or "keys confirm" said that it is yours. "resolve" is for an operation that was interrupted.

Examples
  augno-vault keys list --status expiring --json
  augno-vault keys list --sort last-used
  augno-vault keys create --name "ERP Sync" --role Admin --expires 90d
  augno-vault keys rotate "ERP Sync" --overlap 7d --reason policy
  augno-vault keys revoke apke_0123456789ab --reason compromised --confirm "ERP Sync"`;

type Action = (args: readonly string[], context: CommandContext) => Promise<number>;

const ACTIONS: Readonly<Record<string, Action>> = {
  ...readActions,
  ...changeActions,
  import: importKeys,
  add: keyActions['add-key'],
  check: keyActions.check,
  headers: keyActions.headers,
};

export const keysCommand: Command = {
  name: 'keys',
  summary: 'list, create, rotate, revoke, test and reveal keys',
  help: HELP,
  async run(args, context) {
    const [name, ...rest] = args;
    const action = name !== undefined && Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (action === undefined) {
      throw usage(
        say('command.say-what-to-do-with-the-keys', { actions: Object.keys(ACTIONS).join(', ') }),
        'keys',
      );
    }
    return action(rest, context);
  },
};
