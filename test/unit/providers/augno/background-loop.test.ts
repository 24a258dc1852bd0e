/** The loop of the open vault under failure: a turn that fails is followed by another, and its parts do not stop each other. */
import { describe, expect, it } from 'vitest';
import { startBackgroundLoop } from '../../../../electron/providers/augno/sync/background-loop.ts';
import { eachInTurn, isToldToPerson } from '../../../../electron/providers/augno/sync/each-in-turn.ts';
import { AppError, type ErrorCode } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/messages/say.ts';

const failure = (code: ErrorCode): AppError =>
  new AppError({
    code,
    message: say('file.as-it-is', { text: 'It failed.' }),
    hint: say('file.as-it-is', { text: 'Again.' }),
  });

describe('the background loop', () => {
  const setup = (turns: readonly (() => unknown)[], waitMs: () => number = () => 5) => {
    const planned: { work: () => void; milliseconds: number; cancelled: boolean }[] = [];
    const turnsMade: Promise<void>[] = [];
    const loop = startBackgroundLoop({
      turns,
      firstWaitMs: 1,
      longestWaitMs: 10,
      waitMs,
      track: (turn) => turnsMade.push(turn),
      setTimer: (work, milliseconds) => {
        const timer = { work, milliseconds, cancelled: false };
        planned.push(timer);
        return { cancel: () => void (timer.cancelled = true) };
      },
    });
    /** Runs what is planned, to its end; rejects where the turn did. */
    const next = async (): Promise<void> => {
      planned.at(-1)!.work();
      await turnsMade.at(-1);
    };
    return { loop, planned, next };
  };

  it.each([
    ['rejects', () => Promise.reject(failure('vault-busy'))],
    [
      'throws',
      () => {
        throw new TypeError('It failed.');
      },
    ],
  ])('goes on when a part of it %s, and does the other parts', async (_how, fail) => {
    let synchronised = 0;
    const { planned, next } = setup([fail, () => void (synchronised += 1)]);
    await next();
    await next();
    expect(synchronised).toBe(2);
    expect(planned.map(({ milliseconds }) => milliseconds)).toEqual([1, 5, 5]);
  });

  it('goes on when not even the next wait can be read from the vault', async () => {
    const { planned, next } = setup([], () => {
      throw failure('vault-busy');
    });
    await next();
    expect(planned.map(({ milliseconds }) => milliseconds)).toEqual([1, 10]);
  });

  it('stops, also in the middle of a turn', async () => {
    const { loop, planned, next } = setup([() => loop.stop()]);
    await next();
    expect(planned).toHaveLength(1);
    expect(planned[0]!.cancelled).toBe(true);
  });
});

describe('each in its turn', () => {
  const run = async (codes: readonly (ErrorCode | 'fine' | 'bug')[]) => {
    const done: number[] = [];
    const end = await eachInTurn(
      [...codes.entries()],
      async ([index, code]) => {
        done.push(index);
        await Promise.resolve();
        if (code === 'bug') throw new TypeError('It failed.');
        if (code !== 'fine') throw failure(code);
      },
      isToldToPerson,
    ).then(
      () => 'fine',
      (thrown: unknown) => (thrown instanceof AppError ? thrown.code : 'bug'),
    );
    return { done, end };
  };

  it('one that fails keeps no other from its turn', async () => {
    expect(await run(['api-unreachable', 'fine'])).toEqual({ done: [0, 1], end: 'fine' });
    expect(await run(['vault-busy', 'fine'])).toEqual({ done: [0, 1], end: 'vault-busy' });
    expect(await run(['bug', 'api-unreachable', 'fine'])).toEqual({ done: [0, 1, 2], end: 'bug' });
  });

  it('nothing is begun any more once all of it is over', async () => {
    for (const code of ['cancelled', 'vault-locked', 'vault-damaged'] as const) {
      expect(await run([code, 'fine'])).toEqual({ done: [0], end: code });
    }
  });
});
