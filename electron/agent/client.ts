/** The command's end: asks whoever holds the open vault, if anybody does. */
import { connect, type Socket } from 'node:net';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { isSocketThere, type AgentAddress } from './address.ts';
import { JsonLines } from './json-lines.ts';
import { answerSchema, LONGEST_ANSWER, type AgentAnswer, type AgentRequest } from './protocol.ts';
import { PROTOCOL } from './spoken.ts';

export interface AgentTalk {
  /** Of each answer but the last. */
  readonly heard?: (answer: AgentAnswer) => void | Promise<void>;
  readonly signal: AbortSignal;
}

export type AgentResult =
  { readonly kind: 'done'; readonly exitCode: number } | { readonly kind: 'value'; readonly value: unknown };

/** Null where nobody serves. @throws AppError `conflict` where what lies at the address may not be trusted */
async function connectAgent(address: AgentAddress): Promise<Socket | null> {
  if (!isSocketThere(address)) return null;
  return await new Promise((resolve, reject) => {
    const socket = connect(address.path);
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(null);
      else reject(gone());
    });
  });
}

interface Conversation {
  readonly result: AgentResult;
  readonly lines: JsonLines;
}

async function converse(
  address: AgentAddress,
  request: AgentRequest,
  { heard, signal }: AgentTalk,
): Promise<Conversation | null> {
  const socket = await connectAgent(address);
  if (socket === null) return null;
  const lines = new JsonLines(socket, LONGEST_ANSWER);
  const stop = (): void => {
    lines.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    await lines.send({ protocol: PROTOCOL, request });
    for (;;) {
      const message = await lines.next();
      if (signal.aborted) throw stopped();
      if (message === null) throw gone();
      const answer = answerSchema.parse(message);
      if (answer.kind === 'error') throw AppError.fromSerialized(answer.error);
      if (answer.kind === 'done' || answer.kind === 'value') return { result: answer, lines };
      await heard?.(answer);
    }
  } catch (thrown) {
    lines.destroy();
    throw thrown;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * @returns what came of it; null where nobody serves
 * @throws AppError whatever the other end says, `vault-locked` where it ended in the middle, `cancelled`
 */
export async function askAgent(
  address: AgentAddress,
  request: AgentRequest,
  talk: AgentTalk,
): Promise<AgentResult | null> {
  const found = await converse(address, request, talk);
  found?.lines.destroy();
  return found?.result ?? null;
}

export interface AgentSession {
  readonly value: unknown;
  /** Aborted once the other end ended it. */
  readonly over: AbortSignal;
  close(): void;
}

/** The same for what lasts as long as the connection. What is said after its beginning goes to `heard` as well. */
export async function openAgentSession(
  address: AgentAddress,
  request: AgentRequest,
  talk: AgentTalk,
): Promise<AgentSession | null> {
  const found = await converse(address, request, talk);
  if (found === null) return null;
  const { result, lines } = found;
  void (async () => {
    for (let message = await lines.next(); message !== null; message = await lines.next()) {
      const answer = answerSchema.safeParse(message);
      if (answer.success) await talk.heard?.(answer.data);
    }
  })();
  return {
    value: result.kind === 'value' ? result.value : null,
    over: lines.over,
    close: () => {
      lines.destroy();
    },
  };
}

/** Whoever holds the vault locked it in the middle. */
export function gone(): AppError {
  return new AppError({
    code: 'vault-locked',
    message: say('agent.gone'),
    hint: say('agent.gone-hint'),
  });
}

function stopped(): AppError {
  return new AppError({
    code: 'cancelled',
    message: say('command.cancelled'),
    hint: say('command.nothing-was-done'),
  });
}
