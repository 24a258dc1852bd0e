/** What `--help` prints. */
import type { MaskedForm } from '../../../keys/masking/forms.ts';
import { maskedFormsIn, type CommandHelp } from '../types.ts';

const MASKED_FORMS: Readonly<Record<MaskedForm, string>> = {
  plain: 'as it is, and in upper, lower or mixed case',
  secret: 'the 44 secret characters alone, in each of the forms below too',
  base64: 'base64 and base64url, at any alignment (so also of user:KEY) and wrapped at any width',
  hex: 'hexadecimal, in either case, also with separators',
  percent: 'percent-encoded, in whole or in part',
  json: 'with JSON escapes, in whole or in part',
  'utf-16': 'UTF-16, in either byte order',
};

export const helpProgramsEnglish = {
  run: {
    summary: 'run a program with secrets in its environment',
    text: `augno-vault run --env NAME=KEY … [--env-from FILE] [--account ID] [--no-masking] -- COMMAND [ARG…]

Starts COMMAND with the secrets of keys in its environment. What it prints is passed on with those secrets masked; on a
terminal COMMAND has a terminal too. Signals go to COMMAND and what it started. The vault is closed before COMMAND starts.

  --env NAME=KEY    put KEY's secret into the variable NAME; KEY is an id, a name or the last four characters
  --env-from FILE   a .env file; where it holds references (NAME=augno://KEY, percent-encoded: %20 for a blank) all its other
                    values are plain text, without any each line is NAME=KEY; --env wins. --env-file means the same, but Node
                    reads an option of that name itself unless it is started with -- before the script (augno-vault is)
  --allow-env NAME  take NAME from such a file although it can make programs load other code, as LD_PRELOAD, PATH or
                    NODE_OPTIONS do; without this such a line is refused. What else a file says goes to COMMAND as it is, the
                    addresses that COMMAND sends a secret to included: read the files that you get from others
  --account ID      act in another account: adds its header to the variable that Augno's SDKs read for custom headers
                    (AUGNO_CUSTOM_HEADERS)
  --no-masking      COMMAND gets this terminal, or these streams, as they are
  ---               the same as --, for PowerShell, which takes -- away from scripts: there augno-vault.cmd is better

A secret is masked in these forms, also where it is cut between two writes, and in no other:
${maskedFormsIn(MASKED_FORMS)}
That guards against accidents in logs, not against a program that means to give a secret away.

Exit codes: COMMAND's own; 128 + N where signal N ended it; 125 where nothing was started (wrong usage, the vault can't be
opened, a key is revoked, expired or not held here), or where the output could not be written; 126 where COMMAND can't be
run; 127 where it was not found.

Examples
  augno-vault run --env AUGNO_API_KEY="ERP Sync" -- node sync.js
  augno-vault run --env-from .env -- docker compose up
  augno-vault run --env KEY=apke_01jm4r6700 --account ac_01gf7a82 -- ./import.sh`,
  },
  agent: {
    summary: 'hold the open vault for other commands, and say what programs may',
    text: `augno-vault agent [--lifetime DURATION]
augno-vault agent run --key KEY [--allow read|write|"METHOD /route"]… [--for DURATION] [--reason TEXT] [--session-key ROLE] -- COMMAND [ARG…]
augno-vault agent grants
augno-vault agent requests
augno-vault agent approve CODE [--for DURATION | --once]
augno-vault agent refuse CODE
augno-vault agent revoke GRANT
augno-vault agent stop

While the app is unlocked it answers in place of this agent, and asks in a dialog of its own; nothing has to be started. Without
it, this opens the vault with the master password, once, and holds it for the other commands of this user until DURATION is over (8h
if left out), it is stopped or the computer ends it: then the vault is locked, and every grant is gone at once.

While it runs, these work without the password where a grant allows it: status, connections list, roles list, audit, sync,
keys list, keys show, keys test, keys reveal, run and inject; and "scan" names the keys that it finds. The first time a
program asks, both it and the agent show the same code. Compare them and say yes at the agent's terminal, or with "approve"
(which asks for the master password): for this once, or for a time. Without --for, "approve" allows it for 10m. A grant is for
one program, one purpose and the keys that were named:

  a program of its own     by its path and contents
  a script                 by its text and arguments, in the session (the terminal) in which it was allowed
  a shell, an interpreter  this one process

A secret is shown only for this once, whatever was allowed before. No grant covers anything that changes keys, accounts or
the vault, an export, a backup or grants themselves. A command whose password is given (--password-stdin, --password-fd) does
not ask the agent.

run starts COMMAND with a key that it can use and does not have: its environment holds a word that is good on this machine
and for this session alone, and the address of a server here (AUGNO_API_KEY and AUGNO_BASE_URL, or OpenMRP's names; the
official clients read them). That server checks each request, writes it down, and sends it on with the real key to the
account's own address, and nowhere else. Without --allow it may read. What was not allowed beforehand is asked about, with a
code as above, for once or for the session; requests about keys, roles, accounts and identity always are. A key that one of
them makes or rotates is kept in the vault; the program gets its masked form. The session ends with COMMAND, after --for (8h
if left out, 24h at most), with "revoke SESSION" or with the lock.
With --session-key a key is made for this session alone and used in place of KEY: with ROLE, which may no more than that key
and is no administrator's, and with an expiry at the session's end. You are asked each time. It is revoked when the session
ends; what could not be done then, because the vault was locked or the API down, is done when the vault is next held open.
A program that may write can do harm with what it may write.

A grant says that you agree; it is no wall between programs of the same user. Only on Linux does the system say who
connects (iproute2's ss is needed); elsewhere the agent does not start.

  grants    lists what is allowed and what waits for an answer (asks for the master password)
  requests  lists what sessions asked for, newest first (asks for the master password)
  revoke    ends a grant or a session, named as "grants" shows it
  stop      locks

Examples
  augno-vault agent --lifetime 8h
  augno-vault agent approve 482-913 --for 1h
  augno-vault agent run --key "ERP Sync" --for 2h --reason "monthly report" -- node report.js
  augno-vault agent run --key "ERP Sync" --session-key Reader --for 1h -- ./assistant.sh
  augno-vault agent grants --json`,
  },
  mcp: {
    summary: 'tell an AI assistant about the vault, without values',
    text: `augno-vault mcp
augno-vault mcp install|uninstall|restore --for claude-code|claude-desktop|cursor|vscode|codex|copilot|gemini [--yes]

A server for AI assistants (Model Context Protocol over standard input and output). Its tools list keys, tell how a key is
doing, what needs a person and where keys leaked, explain a permission, propose a narrower role from what a key really
called, scan a path, and open the app at a rotation or the response to a leak, where a person decides. No tool gives a value,
and none changes anything.

The vault is asked of whoever holds it open (augno-vault agent); the first time, you allow that assistant to list keys by the
code that both show. While nobody holds it open, scanning and explaining still work.

install adds it to that assistant's configuration for this user, and uninstall takes it out. The change is shown and asked
about; --yes makes it without. Where a server has a key of this vault in plain text (AUGNO_API_KEY or OpenMRP's name), install
then asks for the master password and has that server started with agent run instead: it uses the key and does not have it,
while the vault is held open. The file as it was is sealed in the vault for 30 days, and restore puts such servers back. The
key stood there for all to read, so its rotation is offered. Keys that can't be replaced are named and left.

Example
  augno-vault mcp install --for claude-code`,
  },
  inject: {
    summary: 'fill references to keys (augno://KEY) into a file',
    text: `augno-vault inject -i TEMPLATE -o FILE
augno-vault inject -i TEMPLATE --check

Writes FILE: the text of TEMPLATE with each reference augno://KEY replaced by the secret of that key. KEY is an id, a name or
the last four characters, percent-encoded (%20 for a blank); it ends at a quote, a blank or the end of the line. FILE is
written whole or not at all and is readable by its owner alone (0600), also where it was there already. A FILE that Git
tracks or would add is refused. Values are quoted as a .env or JSON file asks for; elsewhere only keys of letters, digits
and _ - . go in, which mean the same everywhere.

  -i, --input TEMPLATE   a text file of 4 MiB at most
  -o, --output FILE      never the template itself
  --check                says which references are unknown or name a key that can't be used, and writes nothing

Exit codes: 0 done, or all references are good; 1 a reference is not; 2 wrong usage.

Examples
  augno-vault inject -i config.template.json -o config.json
  augno-vault inject -i .env.template -o .env
  augno-vault inject -i .env.template --check`,
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;
