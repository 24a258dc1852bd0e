/**
 * What the MCP server knows of the vault: asked of whoever holds it open, as every other command does. The server itself
 * opens no vault and has no password.
 *
 * An assistant gives a tool a minute, a person may need five: a question goes on in the background, and the next call of the
 * same tool finds what came of it.
 */
import { agentAddress } from '../../agent/address.ts';
import { askAgent, type AgentResult } from '../../agent/client.ts';
import type { AgentRequest } from '../../agent/protocol.ts';
import { AppError, toAppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import { MINUTE_MS } from '../../../shared/times.ts';

export interface Waited {
  readonly code: string;
}
export type Answered = { readonly value: unknown } | { readonly waiting: Waited };

/** How long a call waits for a person who is asked. */
const SHORT_WAIT_MS = 20_000;
/** How long an answer that came after that is kept for the next call. */
const KEPT_MS = 2 * MINUTE_MS;

interface UnderWay {
  readonly result: Promise<unknown>;
  /** Resolves once a person is asked. */
  readonly asked: Promise<Waited>;
}

export interface VaultDesk {
  /** What a subcommand prints with `--json`. @throws AppError */
  command(args: readonly string[]): Promise<Answered>;
  query(what: 'findings' | 'role', key: string | null): Promise<Answered>;
}

export function createVaultDesk(
  vaultFolder: string,
  connection: string | null,
  signal: AbortSignal,
  shortWaitMs = SHORT_WAIT_MS,
  keptMs = KEPT_MS,
): VaultDesk {
  const underWay = new Map<string, UnderWay>();

  async function run(request: AgentRequest, asked: (waited: Waited) => void): Promise<unknown> {
    const lines: string[] = [];
    const result: AgentResult | null = await askAgent(agentAddress(vaultFolder), request, {
      signal,
      heard: (answer) => {
        if (answer.kind === 'asking') asked({ code: answer.code });
        if (answer.kind === 'text' && answer.to === 'out') lines.push(...answer.lines);
      },
    });
    if (result === null) throw notOpen();
    return result.kind === 'value' ? result.value : (JSON.parse(lines.join('\n')) as unknown);
  }

  async function ask(request: AgentRequest): Promise<Answered> {
    const name = JSON.stringify(request);
    let known = underWay.get(name);
    if (known === undefined) {
      let tell: (waited: Waited) => void = () => undefined;
      const asked = new Promise<Waited>((resolve) => {
        tell = resolve;
      });
      const made: UnderWay = { result: run(request, tell), asked };
      known = made;
      underWay.set(name, made);
      // What nobody came back for is old, and may be of a vault that was locked since.
      const forget = (): void => {
        void after(keptMs).then(() => {
          if (underWay.get(name) === made) underWay.delete(name);
        });
      };
      made.result.then(forget, forget);
    }
    const { result, asked } = known;
    const first = await Promise.race([
      result.then(
        (value) => ({ value }),
        (thrown: unknown) => ({ thrown }),
      ),
      // A question that somebody answers at once needs no second call.
      asked.then(async (waiting) => {
        await Promise.race([result.catch(() => undefined), after(shortWaitMs)]);
        return { waiting };
      }),
    ]);
    if ('waiting' in first && (await isUnderWay(result))) return first;
    underWay.delete(name);
    return { value: await result };
  }

  const request = { connection, json: true, quiet: true, language: 'en' } as const;
  return {
    command: (args) => ask({ kind: 'command', args: [...args], ...request }),
    query: (what, key) => ask({ kind: 'query', what, key, connection }),
  };
}

async function after(milliseconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}

async function isUnderWay(work: Promise<unknown>): Promise<boolean> {
  const still = Symbol('still');
  return (await Promise.race([work.catch(() => null), Promise.resolve(still)])) === still;
}

function notOpen(): AppError {
  return new AppError({
    code: 'vault-locked',
    message: say('agent.not-there'),
    hint: say('agent.not-there-hint-for-assistants'),
  });
}

/** For a tool's answer; holds nothing of what was thrown but our own words. */
export function sentencesOf(thrown: unknown): string {
  const { message, hint } = toAppError(thrown);
  return `${message} ${hint}`;
}
