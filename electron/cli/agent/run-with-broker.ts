/** `augno-vault agent run`: a program that uses a key through whoever holds the vault, and never has it. */
import path from 'node:path';
import { agentAddress } from '../../agent/address.ts';
import { openAgentSession } from '../../agent/client.ts';
import { brokerStartedSchema } from '../../agent/protocol.ts';
import { BRANDS } from '../../../shared/brands.ts';
import { AppError, toAppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { say } from '../../../shared/messages/say.ts';
import { HOUR_MS } from '../../../shared/times.ts';
import { assertNotTakenByNode } from '../options-of-node.ts';
import { minute } from '../output.ts';
import { RUN_EXIT, runChild } from '../run/child.ts';
import { takeTypedAhead } from '../terminal-input.ts';
import type { CommandContext } from '../types.ts';
import { readArguments, usage } from '../arguments.ts';
import { separatorIn } from '../separator.ts';
import { parseDuration } from '../when.ts';
import { hear } from './through-agent.ts';

const DEFAULT_MS = 8 * HOUR_MS;
const LONGEST_COMMAND = 200;

interface Options {
  readonly key: string;
  readonly allow: readonly string[];
  readonly forMs: number;
  readonly reason: string | null;
  readonly sessionKey: string | undefined;
  readonly command: string;
  readonly args: readonly string[];
}

function readOptions(args: readonly string[]): Options {
  const separator = separatorIn(args);
  const [command, ...rest] = separator < 0 ? [] : args.slice(separator + 1);
  if (command === undefined || command === '') throw usage(say('agent.program-missing'), 'agent');
  const { values } = readArguments('agent', args.slice(0, separator), {
    key: { type: 'string' },
    allow: { type: 'string', multiple: true },
    for: { type: 'string' },
    reason: { type: 'string' },
    'session-key': { type: 'string' },
  });
  const { key, allow, for: time, reason } = values;
  if (key === undefined) throw usage(say('agent.key-missing'), 'agent');
  return {
    key,
    allow: allow ?? [],
    forMs: time === undefined ? DEFAULT_MS : Math.max(1, parseDuration(time, 'for')),
    reason: reason?.slice(0, 300) ?? null,
    sessionKey: values['session-key'],
    command,
    args: rest,
  };
}

/** Under both names of the product; what else could send a key along is not handed on. */
function environmentFor(url: string, token: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const { environment } of Object.values(BRANDS)) {
    env[environment.apiKey] = token;
    env[environment.baseUrl] = url;
    Reflect.deleteProperty(env, environment.customHeaders);
  }
  // What is meant for this machine goes through no proxy.
  for (const name of ['NO_PROXY', 'no_proxy'])
    env[name] = [env[name], '127.0.0.1'].filter((each) => each !== undefined && each !== '').join(',');
  return env;
}

/** @returns the program's own code; 125 to 127 as `run` has them */
export async function runWithBroker(args: readonly string[], context: CommandContext): Promise<number> {
  try {
    assertNotTakenByNode(process.argv.slice(2));
    const options = readOptions(args);
    const session = await openAgentSession(
      agentAddress(context.vaultFolder),
      {
        kind: 'broker',
        connection: context.globals.connection ?? null,
        key: options.key,
        allow: [...options.allow],
        forMs: options.forMs,
        reason: options.reason,
        ...(options.sessionKey === undefined ? {} : { sessionKey: options.sessionKey }),
        command: [path.basename(options.command), ...options.args].join(' ').slice(0, LONGEST_COMMAND),
      },
      {
        heard: (answer) => {
          hear(context, answer);
        },
        signal: context.signal,
      },
    );
    if (session === null) {
      throw new AppError({
        code: 'vault-locked',
        message: say('agent.not-there'),
        hint: say('agent.not-there-hint'),
      });
    }
    const { id, url, token, until } = brokerStartedSchema.parse(session.value);
    context.note(say('agent.session-began', { id, until: minute(until) }));
    let isDone = false;
    session.over.addEventListener('abort', () => {
      if (!isDone) context.warn(say('agent.session-ended', { program: terminalLine(options.command) }));
    });
    try {
      return await runChild({
        command: options.command,
        args: options.args,
        env: environmentFor(url, token),
        forms: [],
        masking: false,
        typedAhead: takeTypedAhead(),
        stdout: process.stdout,
        stderr: process.stderr,
        warn: (message) => {
          context.warn(say('command.from-augno-vault', { message }));
        },
      });
    } finally {
      isDone = true;
      session.close();
    }
  } catch (thrown) {
    // The usual exit codes could be the program's own, so every failure of ours is 125.
    const { message, hint } = toAppError(thrown).said;
    context.warn(say('command.message-and-hint', { message, hint }));
    return RUN_EXIT.failed;
  }
}
