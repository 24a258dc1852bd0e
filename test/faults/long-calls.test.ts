/** Each system call of each step fails in each way, or is the last. */
import { describe, it } from 'vitest';
import { ALL_STEPS, inOwnWorld, ledger } from './support/long.ts';
import { hasStrace } from './support/strace.ts';
import { tryFaults } from './support/try-faults.ts';

describe.skipIf(!hasStrace)('nothing that was acknowledged is lost', () => {
  it.each(ALL_STEPS)('$name: each system call fails or is the last', async (step) => {
    await inOwnWorld(step, (world) => tryFaults(world, step, { ledger }));
  });
});
