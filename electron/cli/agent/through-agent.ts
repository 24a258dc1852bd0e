/** The command's way through whoever holds the vault open; null where nobody does, or it is better to ask for the password. */
import { agentAddress } from '../../agent/address.ts';
import { askAgent, type AgentResult } from '../../agent/client.ts';
import { lentSchema, type AgentAnswer, type AgentRequest } from '../../agent/protocol.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { KeySource, WantedKeys } from '../key-source.ts';
import type { CommandLanguage } from '../language.ts';
import { minute } from '../output.ts';
import type { CommandContext } from '../types.ts';
import { servedCommand } from './served.ts';

/** What is shown on the way to an answer. */
export function hear(context: CommandContext, answer: AgentAnswer): void {
  switch (answer.kind) {
    case 'asking': {
      const { code, program, minutes } = answer;
      context.warn(say('agent.waiting', { code, program, minutes }));
      return;
    }
    case 'allowed': {
      const { grant, until } = answer;
      context.note(
        grant === null || until === null
          ? say('agent.way-once')
          : say('agent.way-by-grant', { grant, until: minute(until) }),
      );
      return;
    }
    case 'text':
      for (const line of answer.lines) {
        if (answer.to === 'out') context.print(line);
        else context.warn(line);
      }
      return;
    default:
  }
}

/**
 * @returns null where nobody holds the vault open, or a person at the terminal can give the password instead
 * @throws AppError where it was refused and nobody can be asked
 */
export async function askOrPassword(
  context: CommandContext,
  request: AgentRequest,
): Promise<AgentResult | null> {
  try {
    return await askAgent(agentAddress(context.vaultFolder), request, {
      heard: (answer) => {
        hear(context, answer);
      },
      signal: context.signal,
    });
  } catch (thrown) {
    // Whoever sits at the terminal has another way: said why, and asked.
    if (!(thrown instanceof AppError) || context.signal.aborted || !process.stdin.isTTY) throw thrown;
    if (!['cancelled', 'unsupported', 'vault-locked', 'conflict'].includes(thrown.code)) throw thrown;
    context.note(say('agent.password-instead', { message: thrown.said.message }));
    return null;
  }
}

/** @returns the exit code; null where the command is to run by itself */
export async function runThroughAgent(
  name: string,
  args: readonly string[],
  context: CommandContext,
  language: CommandLanguage,
): Promise<number | null> {
  if (context.asksForPassword !== true || servedCommand(name, args) === null) return null;
  const { connection, json, quiet } = context.globals;
  const request: AgentRequest = {
    kind: 'command',
    args: [name, ...args],
    connection: connection ?? null,
    json,
    quiet,
    language,
  };
  const result = await askOrPassword(context, request);
  return result?.kind === 'done' ? result.exitCode : null;
}

/** Keys for a program or a file. */
export async function lentByAgent(context: CommandContext, wanted: WantedKeys): Promise<KeySource | null> {
  const { names, texts, place, secrets } = wanted;
  const request: AgentRequest = {
    kind: 'lend',
    connection: context.globals.connection ?? null,
    names: [...new Set(names)],
    texts: [...new Set(texts)],
    place,
    secrets,
  };
  const result = await askOrPassword(context, request);
  if (result?.kind !== 'value') return null;
  const lent = lentSchema.parse(result.value);
  const found = new Map(lent.found.map((each) => [each.name, each]));
  return {
    find: (name) => {
      const { key, error } = found.get(name) ?? {};
      if (key) return key;
      if (error) throw AppError.fromSerialized(error);
      throw new AppError({
        code: 'not-found',
        message: say('keys.no-key-is-named-wanted-and-none', { wanted: name }),
        hint: say('keys.see-augno-vault-keys-list'),
      });
    },
    lend: (keys) => {
      const bytes = keys.flatMap(({ id }) => {
        const secret = lent.secrets[id];
        return secret === undefined ? [] : ([[id, SecretBytes.adopt(decoded(secret))]] as const);
      });
      return Promise.resolve(new Map(bytes));
    },
    // Whoever lent them has written it down.
    enterPlace: () => undefined,
  };
}

function decoded(text: string): Buffer {
  const bytes = Buffer.alloc(Buffer.byteLength(text, 'base64'));
  bytes.write(text, 'base64');
  return bytes;
}
