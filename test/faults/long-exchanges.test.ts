/** The vault's files are exchanged in each way at each wait for the disk of each step. */
import { describe, it } from 'vitest';
import { canMount } from '../fixtures/disk.ts';
import { EXCHANGES, MOUNTED_EXCHANGES } from './support/exchanges.ts';
import { ALL_STEPS, inOwnWorld, ledger } from './support/long.ts';
import { hasStrace } from './support/strace.ts';
import { tryExchangesInStep } from './support/try-exchange-in-step.ts';

const mountable = canMount();

describe.skipIf(!hasStrace)('nothing that was acknowledged is lost', () => {
  it.each(ALL_STEPS)('$name: files are exchanged at each wait for the disk', async (step) => {
    await inOwnWorld(step, async (world) => [
      ...(await tryExchangesInStep(world, step, { exchanges: EXCHANGES, ledger })),
      ...(mountable
        ? await tryExchangesInStep(world, step, { exchanges: MOUNTED_EXCHANGES, mounted: true, ledger })
        : []),
    ]);
  });
});
