/** What `--help` prints. */
import type { CommandHelp } from '../types.ts';

export const helpKeysEnglish = {
  connect: {
    summary: 'connect an account with an admin key',
    text: `augno-vault connect --url URL [--name NAME]

Connects an account: its keys are listed in the vault, and can be created, rotated and revoked from here. The admin key is
sealed in the vault and sent to this address only.

  --url URL     address of the API: https://api.openmrp.ai today, https://api.augno.com before August 2026; http:// for
                this machine only. Headers and key prefix follow the name that the server goes by
  --name NAME   how the connection is called here (default: the account's name)

Asks for the master password, then for the admin key; with --password-stdin they are lines 1 and 2. An administrator creates
that key in the dashboard, under API keys, with a role of the type admin: https://openmrp.ai/dashboard today,
https://augno.com/dashboard before August 2026.

Examples
  augno-vault connect --url https://api.openmrp.ai
  augno-vault connect --url http://127.0.0.1:8081 --name "Local sandbox" --password-stdin < secrets.txt`,
  },
  connections: {
    summary: 'list, repair or remove connections',
    text: `augno-vault connections list
augno-vault connections repair CONNECTION            asks for the master password, then for another admin key; wakes one
                                                     that is asleep (its address is not confirmed on this computer)
augno-vault connections move CONNECTION --url URL [--confirm NAME]
                                                     takes the account to another address, with all keys and secrets
augno-vault connections rename CONNECTION NEW-NAME
augno-vault connections remove CONNECTION [--confirm NAME]
augno-vault connections sandboxes CONNECTION         the sandboxes of a production account, and which are connected

CONNECTION is a name or an id. Removing takes the connection's keys and secrets out of this vault; the account itself is
unchanged. It asks on the terminal, or takes --confirm with the connection's name.

Moving is for an account whose API answers elsewhere now, as when Augno became OpenMRP (https://api.augno.com is the address
of before, https://api.openmrp.ai the current one). It asks for the master password, then for the admin key at the new address;
an empty line takes the one that is held, which goes to the vendor's own addresses only. Nothing is sent before the address was
confirmed on the terminal, or by --confirm with the connection's name.

Examples
  augno-vault connections list --json
  augno-vault connections move "Acme Manufacturing" --url https://api.openmrp.ai
  augno-vault connections repair "Acme Manufacturing"
  augno-vault connections remove "Old company" --confirm "Old company"`,
  },
  sync: {
    summary: 'bring the registry up to date with the connected accounts',
    text: `augno-vault sync [--connection NAME]

Reads the keys and roles of every connected account, or of the one named, looks what became of operations that were
interrupted, and carries out planned revocations that are due. Exits 4 if an account could not be read.

Examples
  augno-vault sync
  augno-vault sync --connection "Acme Manufacturing" --json`,
  },
  roles: {
    summary: 'list or create roles',
    text: `augno-vault roles list [--connection NAME]
augno-vault roles create --name N --permission P… [--connection NAME]

A permission is DOMAIN:ACTION, for example sales_orders:read; the actions are create, read, update and delete.

Examples
  augno-vault roles list
  augno-vault roles create --name "Order import" --permission sales_orders:read --permission sales_orders:create`,
  },
  keys: {
    summary: 'list, create, rotate, revoke, test and reveal keys',
    text: `augno-vault keys list [--status STATUS]… [--provider augno|auxot|…] [--sort COLUMN] [--reverse]
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
  augno-vault keys revoke apke_0123456789ab --reason compromised --confirm "ERP Sync"`,
  },
  kept: {
    summary: 'show, test and take in what servers sent in place of keys',
    text: `augno-vault kept list
augno-vault kept test ID
augno-vault kept take-in ID
augno-vault kept note ID

What a server sent in place of a key that was asked for is kept apart, sealed, and used by nothing. "list" says what it
is and why; "test" makes one request with it, to the address of the connection that it came from; "take-in" stores it as
the secret of the key that the server says it is, once the server accepted it; "note" says that you know about it: it
stays kept, and is not brought up again. ID is the beginning of an id, as far as it is the only one.

"test" exits 0 accepted, 1 refused, 4 unreachable.

Examples
  augno-vault kept list
  augno-vault kept take-in kept_4b1f`,
  },
  provider: {
    summary: 'keep, test and rotate keys of other services, such as Auxot',
    text: `augno-vault provider list                            the services that keys are kept of, and the kinds there are
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
  augno-vault run --env AUXOT_API_KEY="CI Pipeline" -- ./triage.sh`,
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;
