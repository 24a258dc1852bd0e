import { expect, it } from 'vitest';
import { createPageRecovery } from '../../../electron/app/page-recovery.ts';

function setup(answers: readonly (boolean | Error)[] = []) {
  const done: string[] = [];
  const left = [...answers];
  const recovery = createPageRecovery({
    lock: ({ message }) => done.push(message.includes('answer') ? 'lock: hangs' : 'lock: ended'),
    load: () => done.push('load'),
    ask: () => {
      done.push('ask');
      const answer = left.shift() ?? false;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    quit: () => done.push('quit'),
    diagnose: () => undefined,
  });
  return { done, recovery };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('the vault is locked before the page is loaded anew', () => {
  const { done, recovery } = setup();
  recovery.failed('crashed');
  recovery.failed('unresponsive');
  expect(done).toEqual(['lock: ended', 'load', 'lock: hangs', 'load']);
});

it('a page that goes on crashing is not loaded for ever: a person is asked', async () => {
  const { done, recovery } = setup([true, false]);
  for (let times = 0; times < 4; times += 1) recovery.failed('crashed');
  await settle();
  expect(done.slice(-3)).toEqual(['lock: ended', 'ask', 'load']);
  for (let times = 0; times < 4; times += 1) recovery.failed('crashed');
  await settle();
  expect(done.slice(-2)).toEqual(['ask', 'quit']);
});

it('crashes with a person at work in between are no row, and a question that fails ends nothing', async () => {
  const { done, recovery } = setup([new Error('Another dialog is open.')]);
  for (let times = 0; times < 9; times += 1) {
    recovery.failed('crashed');
    recovery.worked();
  }
  expect(done).not.toContain('ask');
  for (let times = 0; times < 4; times += 1) recovery.failed('crashed');
  await settle();
  expect(done.at(-1)).toBe('ask');
});
