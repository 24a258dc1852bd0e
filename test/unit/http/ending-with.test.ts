import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { endingWith } from '../../../electron/http/ending-with.ts';

const listeners = ({ signal }: AbortController): number => getEventListeners(signal, 'abort').length;

it.each([0, 1])('work ends with signal %i of two, with its reason', async (which) => {
  const given = [new AbortController(), new AbortController()];
  const ended = endingWith([given[0]!.signal, undefined, given[1]!.signal], async (signal) => {
    given[which]!.abort(new Error('Over'));
    await Promise.resolve();
    return signal.reason as Error;
  });
  expect((await ended).message).toBe('Over');
});

it('what is over before it begins is over', async () => {
  const over = new AbortController();
  over.abort();
  expect(await endingWith([over.signal], (signal) => Promise.resolve(signal.aborted))).toBe(true);
});

it('nothing stays on a signal, whatever the work ended in', async () => {
  const given = [new AbortController(), new AbortController()];
  const signals = given.map(({ signal }) => signal);
  await endingWith(signals, () => {
    expect(given.map(listeners)).toEqual([1, 1]);
    return Promise.resolve();
  });
  await expect(endingWith(signals, () => Promise.reject(new Error('Failed')))).rejects.toThrow('Failed');
  expect(given.map(listeners)).toEqual([0, 0]);
});
