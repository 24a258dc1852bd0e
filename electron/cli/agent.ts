/** `augno-vault agent`: holds the open vault for other commands of this user, and says what they may. */
import { agentAddress } from '../agent/address.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/times.ts';
import { AppError } from '../../shared/errors.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { scopeWords } from '../../shared/program-scope.ts';
import { outcomeWords } from '../../shared/request-outcome.ts';
import { askAgent, type AgentResult } from '../agent/client.ts';
import type { RequestEntry } from '../agent/broker/request-log.ts';
import type { AgentRequest } from '../agent/protocol.ts';
import type { Purpose } from '../agent/grants.ts';
import { minute, printTable } from './output.ts';
import type { SessionJson } from './agent/broker.ts';
import type { GrantJson, QuestionJson } from './agent/grant-words.ts';
import { EXIT, type Command, type CommandContext } from './types.ts';
import { readArguments, usage } from './arguments.ts';
import { parseDuration } from './when.ts';

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
  const { values, operands } = readArguments('agent', args, options, ['CODE']);
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
  const { operands } = readArguments('agent', args, {}, ['CODE']);
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
  const scopeOf = (scope: string): string => context.words(scopeWords(terminalLine(scope)));
  const of = ({ keys, scope }: GrantJson | QuestionJson): string =>
    `${keys === null ? '*' : keys.map(terminalLine).join(', ')}${scope === null ? '' : ` (${scopeOf(scope)})`}`;
  const purposeOf = (one: GrantJson | QuestionJson): Said => {
    const purpose = one.purpose as Purpose;
    return say(`value.purpose-${purpose}`);
  };
  const rows = [
    ...found.questions.map((one) => [one.code, purposeOf(one), of(one), '?', one.program]),
    ...found.grants.map((one) => [one.id, purposeOf(one), of(one), minute(one.until), one.program]),
    ...found.sessions.map((one) => [
      one.id,
      say('value.purpose-use'),
      `${terminalLine(one.key)} (${scopeOf(one.scope)})`,
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
  const { operands } = readArguments('agent', args, {}, ['GRANT']);
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
  async run(args, context) {
    const [name, ...rest] = args;
    if (name === undefined || name.startsWith('-')) return await serve(args, context);
    if (!Object.hasOwn(ACTIONS, name))
      throw usage(say('agent.actions', { actions: Object.keys(ACTIONS).join(', ') }), 'agent');
    return await ACTIONS[name as keyof typeof ACTIONS](rest, context);
  },
};
