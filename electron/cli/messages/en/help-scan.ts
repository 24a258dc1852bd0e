/** What `--help` prints. */
import type { CommandHelp } from '../types.ts';

export const helpScanEnglish = {
  scan: {
    summary: 'find API keys in files, folders and the history of repositories',
    text: `augno-vault scan [PATH…] [options]

Finds Augno API keys in files and folders (hidden and git-ignored ones too), in archives, and in the history of
repositories: plain, encoded, wrapped or concatenated. A key counts by its checksum, so there are no false alarms.

What is scanned:
  PATH…                    files or folders; the present folder if there is none; - is standard input
  --history                also every object of the repository, reachable or not
  --staged                 only what is staged for the next commit
  --range A..B             only what these commits bring in (several ranges separated by spaces)
  --all                    with those two: a key counts also where it was there before (HEAD, or what the remote has)
  --also PROVIDER          look for keys of another service too: auxot. Its keys have no checksum, so they count only where
                           they stand behind a header or in a variable and were clearly drawn by a machine
  --usual-places           shell histories, dotfiles, editors, API clients, cloud configuration, downloads
  --follow-outside         follow a repository's links to stores outside the path (never to network paths)
  --include-cloud          fetch and read what OneDrive, iCloud and others keep elsewhere (otherwise named as not scanned)
  --no-incremental         read everything again, and remember nothing for the next scan
  --exclude GLOB           leave files out, as a line of an ignore file names them; may be given several times
  --max-file-size N        leave larger files of folders out (bytes, or like 500k, 20M); both are counted in the report
  --max-archive-depth N    archives within archives (default 5; 0 opens none)
  --jobs N                 threads (default: one for each processor)

What is reported:
  --format text|json|sarif|gitlab|junit|csv
                           text if left out; --json is the same as --format json
  --output FILE            write the report there
  --baseline FILE          leave out what this baseline, or earlier JSON report, holds
  --write-baseline FILE    write such a baseline of what was found now
  --ignore-file FILE       in addition to .augno-vault-ignore in each root and at the top of its repository
  --no-ignore              show what ignore files hide
  --strict                 keys with a wrong checksum count as leaks
  --verify                 ask the API, under both of its names, whether each key found still works (sends it the key)
  --registry               say which key of the vault each one is, and which a masked one looks like: by whoever holds the
                           vault open (you allow it there), else it asks for the master password, and only reads the vault.
                           Where a grant to list keys holds already, that is said without this option too
  --no-progress            none is shown outside a terminal either way
  --exit-zero              exit code 0 also when leaks were found

Exit codes: 0 nothing found; 1 leaks found; 2 wrong usage, or the report could not be written; 5 no leak found, but not
everything could be scanned.

Lines of .augno-vault-ignore:   FINGERPRINT [PATH-GLOB] [# reason, until YYYY-MM-DD]
                                unscanned PATH-GLOB # reason, until YYYY-MM-DD

Examples:
  augno-vault scan . --history
  augno-vault scan --staged
  kubectl logs deploy/shop | augno-vault scan -
  augno-vault scan --usual-places
  augno-vault scan . --format sarif --output results.sarif`,
  },
  hook: {
    summary: 'install, remove or show the git hooks that stop a key from being committed',
    text: `augno-vault hook install|uninstall|status [REPO] [--pre-commit] [--pre-push] [--hooks-path DIR]
augno-vault hook install|uninstall|status --ai claude-code|codex|cursor|copilot|gemini [--with-vault] [--yes]

Git hooks that scan exactly what is about to be committed or pushed, and refuse it where a key is found or something
could not be scanned. Without --pre-commit or --pre-push, both are meant; the first is also for merges. REPO is the
present folder if left out.

  install     puts the scan before whatever the hook does already; an existing hook, husky and core.hooksPath are respected
  uninstall   takes it out again and leaves the rest as it was
  status      says where the hooks are, and tries each with a key made for it; exits 1 if one is missing or does not refuse it

  --hooks-path DIR   the hooks folder that core.hooksPath names outside the repository; without it, none there is touched

The hook names this command by its absolute path. If that is gone, it refuses and says so.

With --ai, the hooks of that AI assistant, for all its sessions of this user: it is kept from reading, running or being
sent what holds a key (see augno-vault ai-hook --help). The change is shown and asked about; --yes makes it without. Other
hooks and settings in that file stay as they are, and a file that is no JSON is left alone.

  --with-vault   also recognise keys that only the vault knows (another service's, a destroyed one), while it is held open
                 and where you allowed that assistant

Examples
  augno-vault hook install
  augno-vault hook install ~/work/shop --pre-commit
  augno-vault hook status --json
  augno-vault hook install --ai claude-code`,
  },
  'ai-hook': {
    summary: 'answer a hook event of an AI assistant, so that no key comes into its conversation',
    text: `augno-vault ai-hook --for claude-code|codex|cursor|copilot|gemini [--with-vault] < event.json

What the hooks of an AI assistant call (augno-vault hook install --ai NAME). Reads one event of that assistant from
standard input and answers in its form: a command or file read that would bring a key into the conversation is refused, a
key in a tool's output is masked, a message that holds a key is stopped. Looks at form and checksum, so it works while the
vault is locked; opens no vault and no connection.

With --with-vault, words of at least 16 characters also go to whoever holds a vault of this user's open on this machine (the
app, or augno-vault agent), which says where one of its keys stands among them. Only on Linux, and only while you allow it for
that assistant: nobody is asked and at the most three seconds waited; without it, form and checksum decide as ever.

An event that it cannot read blocks nothing and is told, unless a key stands in it (exit code 2, which all of them take
for "blocked").

Example
  augno-vault ai-hook --for claude-code < event.json`,
  },
  sandbox: {
    summary: 'serve an Augno-compatible API on this machine, with a demo account',
    text: `augno-vault sandbox [--port N] [--data DIR] [--seed demo|empty] [--auxot-port N] [--seed-keys N] [--brand augno|openmrp] [--test-controls]

Serves an Augno-compatible API on 127.0.0.1 and prints one JSON line when it is ready:
  { "url", "accounts": [{ "id", "name", "mode", "adminKey", "relatedAccounts" }] }
It runs until Ctrl-C or SIGTERM. It holds demo data only and reaches no network.

  --port N          the port to listen on; 0, the default, takes a free one
  --data DIR        keep the state in this folder (made if absent; needs Node 22.14 or newer). Only hashes of secrets are
                    kept, so the admin keys are issued anew at each start
  --seed NAME       what a new state begins with: demo (default) or empty. Named, --seed demo also serves an Auxot-shaped
                    API on another port and adds "auxot": { "url", "userKey", "teamKey" } to the line. It forgets all at its end
  --auxot-port N    the port of that one (default: a free one)
  --seed-keys N     fill the test account until it has N keys, its admin key included
  --brand NAME      serve the API under its other name: header names, key prefix, links (default: augno). State kept under
                    the other name is renamed, as the vendor did: the same accounts and keys
  --test-controls   also serve /__sandbox/, see below

Test controls (JSON over HTTP, no key needed; a page in a browser gets no answer)
  POST   /__sandbox/faults    { "path"?: regular expression over the path, "method"?, "times"?: N,
                                "status"?: 400-599, "delayMs"?: N    the request is refused, or held, before it is handled
                                "afterCommit"?: true                 … and after: everything was done
                                "dropBeforeCommit"?, "dropAfterCommit"?, "truncateBody"?: true }
  DELETE /__sandbox/faults    clears them
  POST   /__sandbox/clock     { "now": RFC 3339 date-time, or null for the real time }; it goes on ticking
  POST   /__sandbox/limits    { "requestsPerSecond": N, or null for none }
  GET    /__sandbox/events    one JSON line for each committed change, as it happens
  On the Auxot-shaped port: GET, POST { "kind": "user" or "team", "name", "owner"? } and DELETE …/ID under /__sandbox/keys
  POST   /__sandbox/accounts/ID                     { "subscription": "active", "past_due", "canceled" or "unpaid" }
  POST   /__sandbox/accounts/ID/documentation-key   what a signed-in person gets from the documentation pages

Examples
  augno-vault sandbox
  augno-vault sandbox --port 8081 --data ./sandbox-state
  augno-vault sandbox --seed empty --seed-keys 10000 --test-controls`,
  },
  doctor: {
    summary: 'say what of this system works',
    text: `augno-vault doctor: what of this system works

Usage: augno-vault doctor [--json]

Asks each thing that the program stands on: runtime, database, key derivation, the vault's folder, Git, the loopback
address, the window's sandbox, keyring, notifications, tray, lock signals, clipboard. Nothing is changed, nothing is
sent, no vault is opened. Put its output into a report of a fault: it holds no name of a user, key or folder.

Exit code: 0 if a vault can be opened here, 2 if something that it needs is missing.

Examples:
  augno-vault doctor
  augno-vault doctor --json | jq '.checks[] | select(.state != "works")'`,
  },
  completion: {
    summary: 'print what makes a shell complete subcommands, options and key names',
    text: `augno-vault completion bash|zsh|fish|powershell
augno-vault completion --names on|off

Prints what makes that shell complete subcommands, options and the values that the help names.

Names of keys are sealed in the vault, and completed only if you allow it: "--names on" asks for the master password and lays
the names, no secret, into a file of your cache folder (0600), which is kept up whenever this vault is open on this computer.
"--names off" removes it at once, without the password; so does deleting the file. Names with line breaks or control
characters, or a dash in front, are not offered. A script that was installed before this has to be printed anew.

Examples
  augno-vault completion --names on
  augno-vault completion bash >> ~/.bashrc
  augno-vault completion zsh > ~/.zfunc/_augno-vault
  augno-vault completion fish > ~/.config/fish/completions/augno-vault.fish
  augno-vault completion powershell >> $PROFILE`,
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;
