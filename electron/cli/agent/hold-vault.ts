/** The life of `augno-vault agent`: from the password to the lock, which ends this process and with it every grant. */
import { isYes } from '../yes.ts';
import type { GrantBook, Question } from '../../agent/grants.ts';
import { systemPeerReader } from '../../agent/peer.ts';
import { ownCommand } from '../../agent/program.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import { followNames } from '../../keys/offered-names/index.ts';
import type { ManagedVault } from '../../vault/index.ts';
import { createCommandSender } from '../command-sender.ts';
import { withServices } from '../augno/session.ts';
import { minute } from '../output.ts';
import { dropTyped, readTerminalLine } from '../terminal-input.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { openVaultForCommand } from '../vault/open.ts';
import { parseDuration } from '../when.ts';
import { atTime } from './at-time.ts';
import { enter } from './desk.ts';
import { needText } from './grant-words.ts';
import { holdForPrograms, type HoldingOptions } from './holding.ts';
import { certain } from '../../../shared/certain.ts';

export async function holdVault(context: CommandContext, lifetimeMs: number): Promise<number> {
  // What would keep it from serving is said before the password is asked for.
  const peers = systemPeerReader();
  const own = ownCommand(certain(process.argv[1]));
  const vault = await openVaultForCommand(context);
  const end = new AbortController();
  const stop = (): void => {
    end.abort();
  };
  const asked = askingHere(context, end.signal);
  try {
    await withServices(context, vault, async (session) => {
      const sender = createCommandSender();
      const holding = await holdForPrograms({ context, vault, session, own, peers, sender, asked, stop });
      followNames(vault, () => session.service.listKeys());
      const until = new Date(Date.now() + lifetimeMs);
      enter(vault, say('agent.log-started', { until: until.toISOString() }));
      if (context.globals.json) context.printJson({ socket: holding.path, until: until.toISOString() });
      else context.print(say('agent.serving', { until: minute(until.toISOString()) }));
      try {
        await lifeOf(context, vault, until, end);
      } finally {
        end.abort();
        await holding.close();
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
  until: Date,
  end: AbortController,
): Promise<void> {
  const stop = (): void => {
    end.abort();
  };
  const forget = atTime(until, stop);
  context.signal.addEventListener('abort', stop, { once: true });
  process.once('SIGHUP', stop);
  const problems: AppError[] = [];
  const forgetProblems = vault.onProblem((found) => {
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
    forget();
    context.signal.removeEventListener('abort', stop);
    process.off('SIGHUP', stop);
    forgetProblems();
  }
  for (const problem of problems) throw problem;
}

function askingHere(context: CommandContext, over: AbortSignal): HoldingOptions['asked'] {
  let turn = Promise.resolve();
  const { stdin } = process;
  // SECURITY: what is typed while nothing is asked goes nowhere, so that it is no answer to the next question.
  if (stdin.isTTY) stdin.resume();
  over.addEventListener('abort', () => stdin.pause(), { once: true });
  // Ctrl-D: what can't be answered here any more still waits for its answer elsewhere.
  let isAtEnd = false;
  stdin.once('end', () => {
    isAtEnd = true;
    if (stdin.isTTY && !over.aborted) context.warn(say('agent.input-ended'));
  });
  return (question, book) => {
    const { code, program, need } = question;
    context.warn(say('agent.asked', { code, program: program.label, what: needText(need) }));
    if (!stdin.isTTY) return;
    turn = turn.then(async () => {
      if (isAtEnd) return;
      await askHere(context, book, question, over);
      if (!over.aborted) stdin.resume();
    });
  };
}

/** At the agent's own terminal, one question after the other. */
async function askHere(
  context: CommandContext,
  book: GrantBook,
  question: Question,
  over: AbortSignal,
): Promise<void> {
  const { code } = question;
  if (!book.questions().some((each) => each.code === code)) return;
  const answered = new AbortController();
  void question.over.then(() => {
    answered.abort();
  });
  try {
    const prompt = `${context.words(say('agent.prompt', { code }))} `;
    // SECURITY: nor is what was typed right behind the last answer. Where it can't be thrown away, it is asked elsewhere alone.
    if (!dropTyped()) return;
    const signal = AbortSignal.any([over, answered.signal]);
    const line = (await readTerminalLine(prompt, { echo: true, signal }))?.toString('utf8').trim() ?? '';
    if (isYes(line)) book.answer(code, { forMs: null });
    else if (/^\d/.test(line)) book.answer(code, { forMs: Math.max(1, parseDuration(line, 'for')) });
    else book.answer(code, null);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    // Answered elsewhere, given up, or no duration: it goes on waiting where it can.
    if (thrown.code === 'invalid-input') await askHere(context, book, question, over);
  }
}
