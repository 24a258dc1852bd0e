/** The power fails at each point of each step. */
import { describe, it } from 'vitest';
import { ALL_STEPS, inOwnWorld, ledger } from './support/long.ts';
import { hasStrace } from './support/strace.ts';
import { tryPowerLoss } from './support/try-power-loss.ts';

/** Losses in part at each point. */
const SEEDS = [1, 2, 3, 4, 5];

describe.skipIf(!hasStrace)('nothing that was acknowledged is lost', () => {
  it.each(ALL_STEPS)('$name: the power fails at each point', async (step) => {
    await inOwnWorld(step, (world) => tryPowerLoss(world, step, { seeds: SEEDS, ledger }));
  });
});
