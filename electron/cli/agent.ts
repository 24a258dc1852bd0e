/** `augno-vault agent`: holds the open vault for other commands of this user, and says what they may. */
import { agentAddress } from '../agent/address.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/times.ts';
import { AppError } from '../../shared/errors.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { say } from '../../shared/messages/say.ts';
import { outcomeWords } from '../../shared/request-outcome.ts';
import { askAgent, type AgentResult } from '../agent/client.ts';
import type { RequestEntry } from '../agent/broker/request-log.ts';
import type { AgentRequest } from '../agent/protocol.ts';
import { minute, printTable } from './output.ts';
import type { SessionJson } from './agent/broker.ts';
import type { GrantJson, QuestionJson } from './agent/grant-words.ts';
import { EXIT, type Command, type CommandContext } from './types.ts';
import { readArguments, usage } from './arguments.ts';
import { parseDuration } from './when.ts';

const HELP = `augno-vault agent [--lifetime DURATION]
augno-vault agent run --key NAME [--allow read|write|"METHOD /route"]… [--for DURATION] [--reason TEXT] -- COMMAND [ARG…]
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
keys list, keys show, keys test, keys reveal, run and inject. The first time a program asks, both it and the agent show the
same code. Compare them and say yes at the agent's terminal, or with "approve" (which asks for the master password): for this
once, or for a time. Without --for, "approve" allows it for 10m. A grant is for one program, one purpose and the keys that were named:

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
them makes or rotates is kept in the vault; the program gets its masked form. The session ends with COMMAND, after --for (8h if left out, 24h at most), with "revoke SESSION" or with the lock.
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
  augno-vault agent grants --json`;

const DEFAULT_LIFETIME_MS = 8 * HOUR_MS;
const LONGEST_LIFETIME_MS = 7 * DAY_MS;
const DEFAULT_GRANT_MS = 10 * MINUTE_MS;

async function serve(args: readonly string[], context: CommandContext): Promise<number> {
  const { values } = readArguments('agent', args, { lifetime: { type: 'string' } });
  const { lifetime } = values;
  const lifetimeMs = typeof lifetime === 'string' ? parseDuration(lifetime, 'lifetime') : DEFAULT_LIFETIME_MS;
  if (lifetimeMs < MINUTE_MS || lifetimeMs > LONGEST_LIFETIME_MS)
    throw usage(say('agent.lifetime-bounds'), 'agent');
  const { holdVault } = await import('./agent/hold-vault.ts');
  return await holdVault(context, lifetimeMs);
}

/** @throws AppError `vault-locked` where nobody holds the vault open */
export async function requireAgent(context: CommandContext, request: AgentRequest): Promise<AgentResult> {
  const { signal } = context;
  const result = await askAgent(agentAddress(context.vaultFolder), request, { signal });
  if (result !== null) return result;
  throw new AppError({
    code: 'vault-locked',
    message: say('agent.not-there'),
    hint: say('agent.not-there-hint'),
  });
}

async function password(context: CommandContext): Promise<string> {
  const secret = await context.readSecret(say('command.master-password'));
  try {
    return secret.bytes().toString('base64');
  } finally {
    secret.wipe();
  }
}

async function approve(args: readonly string[], context: CommandContext): Promise<number> {
  const options = { for: { type: 'string' }, once: { type: 'boolean' } } as const;
  const { values, operands } = readArguments('agent', args, options, ['the code']);
  const { for: time, once } = values;
  if (time !== undefined && once === true) throw usage(say('agent.for-or-once'), 'agent');
  const forMs = typeof time === 'string' ? parseDuration(time, 'for') : DEFAULT_GRANT_MS;
  if (forMs <= 0) throw usage(say('agent.for-or-once'), 'agent');
  await requireAgent(context, {
    kind: 'approve',
    code: operands[0],
    forMs: once === true ? null : forMs,
    refuse: false,
    password: await password(context),
  });
  context.note(say('agent.approved'));
  return EXIT.done;
}

async function refuse(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('agent', args, {}, ['the code']);
  const code = operands[0];
  await requireAgent(context, {
    kind: 'approve',
    code,
    forMs: null,
    refuse: true,
    password: await password(context),
  });
  return EXIT.done;
}

async function grants(args: readonly string[], context: CommandContext): Promise<number> {
  readArguments('agent', args, {});
  const result = await requireAgent(context, { kind: 'grants', password: await password(context) });
  const found = (result.kind === 'value' ? result.value : {}) as {
    readonly grants: readonly GrantJson[];
    readonly questions: readonly QuestionJson[];
    readonly sessions: readonly SessionJson[];
  };
  if (context.globals.json) {
    context.printJson(found);
    return EXIT.done;
  }
  const of = ({ keys, scope }: GrantJson | QuestionJson): string =>
    `${keys === null ? '*' : keys.map(terminalLine).join(', ')}${scope === null ? '' : ` (${terminalLine(scope)})`}`;
  const rows = [
    ...found.questions.map((one) => [one.code, one.purpose, of(one), '?', one.program]),
    ...found.grants.map((one) => [one.id, one.purpose, of(one), minute(one.until), one.program]),
    ...found.sessions.map((one) => [
      one.id,
      'use',
      `${terminalLine(one.key)} (${terminalLine(one.scope)})`,
      minute(one.until),
      one.program,
    ]),
  ];
  if (rows.length === 0) context.note(say('agent.no-grants'));
  else
    printTable(
      context,
      [say('table.grant'), say('table.purpose'), say('table.keys'), say('table.until'), say('table.program')],
      rows,
    );
  return EXIT.done;
}

async function requests(args: readonly string[], context: CommandContext): Promise<number> {
  readArguments('agent', args, {});
  const result = await requireAgent(context, { kind: 'requests', password: await password(context) });
  const found = (result.kind === 'value' ? result.value : {}) as {
    readonly requests: readonly RequestEntry[];
  };
  if (context.globals.json) context.printJson(found);
  else if (found.requests.length === 0) context.note(say('agent.no-requests'));
  else {
    const rows = found.requests.map(({ at, session, keyName, method, route, outcome, program }) => [
      at.slice(0, 19).replace('T', ' '),
      session,
      keyName,
      outcomeWords(outcome),
      `${method} ${route}`,
      program,
    ]);
    printTable(
      context,
      [
        say('table.at'),
        say('table.session'),
        say('table.key'),
        say('table.outcome'),
        say('table.request'),
        say('table.program'),
      ],
      rows,
    );
  }
  return EXIT.done;
}

async function run(args: readonly string[], context: CommandContext): Promise<number> {
  return await (await import('./agent/run-with-broker.ts')).runWithBroker(args, context);
}

async function revoke(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('agent', args, {}, ['the grant']);
  await requireAgent(context, { kind: 'revoke', id: operands[0] });
  context.note(say('agent.revoked'));
  return EXIT.done;
}

async function stop(args: readonly string[], context: CommandContext): Promise<number> {
  readArguments('agent', args, {});
  await requireAgent(context, { kind: 'stop' });
  context.note(say('agent.stopped'));
  return EXIT.done;
}

const ACTIONS = { run, grants, requests, approve, refuse, revoke, stop } as const;

export const agentCommand: Command = {
  name: 'agent',
  summary: 'hold the open vault for other commands, and say what programs may',
  help: HELP,
  async run(args, context) {
    const [name, ...rest] = args;
    if (name === undefined || name.startsWith('-')) return await serve(args, context);
    if (!Object.hasOwn(ACTIONS, name))
      throw usage(say('agent.actions', { actions: Object.keys(ACTIONS).join(', ') }), 'agent');
    return await ACTIONS[name as keyof typeof ACTIONS](rest, context);
  },
};
