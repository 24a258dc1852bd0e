/** The life of `augno-vault agent`: from the password to the lock, which ends this process and with it every grant. */
import { addressSources, agentAddress } from '../../agent/address.ts';
import { GrantBook, type Question } from '../../agent/grants.ts';
import { systemPeerReader } from '../../agent/peer.ts';
import { ownCommand } from '../../agent/program.ts';
import { serveAgent } from '../../agent/server.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import type { ManagedVault } from '../../vault/index.ts';
import { withServices } from '../augno/session.ts';
import { readTerminalLine } from '../terminal-input.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { openVaultForCommand } from '../vault/open.ts';
import { parseDuration } from '../when.ts';
import { createAnswers } from './answers.ts';
import { Broker } from './broker.ts';
import { enter, type AgentDesk } from './desk.ts';
import { needText, purposeText } from './grant-words.ts';
import { certain } from '../../../shared/certain.ts';

export async function holdVault(context: CommandContext, lifetimeMs: number): Promise<number> {
  // What would keep it from serving is said before the password is asked for.
  const peers = systemPeerReader();
  const address = agentAddress(context.vaultFolder, addressSources());
  const own = ownCommand(certain(process.argv[1]));
  const vault = await openVaultForCommand(context);
  const end = new AbortController();
  const stop = (): void => {
    end.abort();
  };
  const book = createBook(context, vault, end.signal);
  try {
    await withServices(context, vault, async (session) => {
      const desk: AgentDesk = { context, vault, session, book, stop, broker: () => broker };
      const broker = new Broker(desk);
      const answer = createAnswers(desk);
      const server = await serveAgent({ address, own, peers, answer });
      const until = new Date(Date.now() + lifetimeMs);
      enter(vault, say('agent.log-started', { until: until.toISOString() }));
      if (context.globals.json) context.printJson({ socket: address.path, until: until.toISOString() });
      else context.print(say('agent.serving', { until: until.toISOString().slice(0, 16).replace('T', ' ') }));
      try {
        await lifeOf(context, vault, lifetimeMs, end);
      } finally {
        end.abort();
        await broker.endAll();
        server.close();
        book.endAll();
        if (vault.writeProblem === null) enter(vault, say('agent.log-ended'));
      }
    });
  } finally {
    vault.close();
  }
  context.note(say('agent.locked'));
  return EXIT.done;
}

/** Until it is stopped, its time is over, or the vault can't be trusted any more. */
async function lifeOf(
  context: CommandContext,
  vault: ManagedVault,
  lifetimeMs: number,
  end: AbortController,
): Promise<void> {
  const stop = (): void => {
    end.abort();
  };
  const timer = setTimeout(stop, lifetimeMs);
  context.signal.addEventListener('abort', stop, { once: true });
  process.once('SIGHUP', stop);
  const problems: AppError[] = [];
  const forget = vault.onProblem((found) => {
    problems.push(found);
    end.abort();
  });
  try {
    if (!context.signal.aborted && !end.signal.aborted)
      await new Promise<void>((resolve) => {
        end.signal.addEventListener(
          'abort',
          () => {
            resolve();
          },
          { once: true },
        );
      });
  } finally {
    clearTimeout(timer);
    context.signal.removeEventListener('abort', stop);
    process.off('SIGHUP', stop);
    forget();
  }
  for (const problem of problems) throw problem;
}

function createBook(context: CommandContext, vault: ManagedVault, over: AbortSignal): GrantBook {
  let turn = Promise.resolve();
  const book: GrantBook = new GrantBook({
    asked: (question) => {
      const { code, program, need } = question;
      context.warn(say('agent.asked', { code, program: program.label, what: needText(need) }));
      if (process.stdin.isTTY) turn = turn.then(() => askHere(context, book, question, over));
    },
    granted: (program, need, { forMs }) => {
      const what = needText(need);
      enter(
        vault,
        forMs === null || need.purpose === 'reveal'
          ? say('agent.log-allowed-once', { program: program.label, what })
          : say('agent.log-allowed', {
              program: program.label,
              what,
              until: new Date(Date.now() + forMs).toISOString(),
            }),
      );
    },
    refused: ({ program, need }) => {
      if (over.aborted) return;
      enter(vault, say('agent.log-refused', { program: program.label, what: needText(need) }));
    },
    ended: ({ program, need }) => {
      if (over.aborted) return;
      enter(
        vault,
        say('agent.log-grant-ended', { program: program.label, purpose: purposeText(need.purpose) }),
      );
    },
  });
  return book;
}

/** At the agent's own terminal, one question after the other. */
async function askHere(
  context: CommandContext,
  book: GrantBook,
  { code }: Question,
  over: AbortSignal,
): Promise<void> {
  if (!book.questions().some((question) => question.code === code)) return;
  try {
    const prompt = `${context.words(say('agent.prompt', { code }))} `;
    const line =
      (await readTerminalLine(prompt, { echo: true, signal: over }))?.toString('utf8').trim() ?? '';
    if (/^(?:y|yes|j|ja)$/i.test(line)) book.answer(code, { forMs: null });
    else if (/^\d/.test(line)) book.answer(code, { forMs: Math.max(1, parseDuration(line, 'for')) });
    else book.answer(code, null);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    // Answered elsewhere, given up, or no duration: it goes on waiting where it can.
    if (thrown.code === 'invalid-input') await askHere(context, book, { code } as Question, over);
  }
}
