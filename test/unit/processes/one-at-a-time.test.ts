/** Calls that must not come in between each other. */
import { expect, it } from 'vitest';
import { oneAtATime } from '../../../electron/processes/one-at-a-time.ts';

it('begins with the next one when the one before it has ended, also where that failed', async () => {
  const seen: string[] = [];
  const run = oneAtATime(async (name: string) => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(`${name} ends`);
    if (name === 'first') throw new Error('wrong');
  });
  const both = await Promise.allSettled([run('first'), run('second')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(seen).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});
