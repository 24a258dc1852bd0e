/**
 * The whole: each fault at each place of each step. Its figures stand in docs/reliability.md. `AUGNO_VAULT_FAULTS_LEDGER`
 * names a file in which is kept what was tried, so that a run that was stopped goes on.
 */
import { describe, expect, it } from 'vitest';
import { canMount } from '../fixtures/disk.ts';
import { EXCHANGES, MOUNTED_EXCHANGES } from './support/exchanges.ts';
import { Ledger, type Tried } from './support/ledger.ts';
import { STEPS } from './support/steps.ts';
import { hasStrace } from './support/strace.ts';
import { rowsOf, tallyOf } from './support/tally.ts';
import { tryExchangesInStep } from './support/try-exchange-in-step.ts';
import { tryFaults } from './support/try-faults.ts';
import { tryPowerLoss } from './support/try-power-loss.ts';
import { World } from './support/world.ts';

/** Losses in part at each point. */
const SEEDS = [1, 2, 3, 4, 5];

const ledger = new Ledger(process.env['AUGNO_VAULT_FAULTS_LEDGER'] ?? null);

const mountable = canMount();

async function inOwnWorld(work: (world: World) => Promise<readonly Tried[]>): Promise<void> {
  const world = await World.prepare();
  try {
    const all = await work(world);
    console.log(rowsOf(all));
    const { tried, wrong, notFired } = tallyOf(all);
    expect(wrong).toEqual([]);
    expect(notFired).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  } finally {
    await world.close();
  }
}

describe.skipIf(!hasStrace)('nothing that was acknowledged is lost', () => {
  it.each(STEPS)('$name: the power fails at each point', async (step) => {
    await inOwnWorld((world) => tryPowerLoss(world, step, { seeds: SEEDS, ledger }));
  });

  it.each(STEPS)('$name: files are exchanged at each wait for the disk', async (step) => {
    await inOwnWorld(async (world) => [
      ...(await tryExchangesInStep(world, step, { exchanges: EXCHANGES, ledger })),
      ...(mountable
        ? await tryExchangesInStep(world, step, { exchanges: MOUNTED_EXCHANGES, mounted: true, ledger })
        : []),
    ]);
  });

  it.each(STEPS)('$name: each system call fails or is the last', async (step) => {
    await inOwnWorld((world) => tryFaults(world, step, { ledger }));
  });
});
