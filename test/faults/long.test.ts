/** The whole: each fault at each place of each step. Its figures stand in docs/reliability.md. */
import { describe, expect, it } from 'vitest';
import { STEPS } from './support/steps.ts';
import { hasStrace } from './support/strace.ts';
import { tryFaults, type Tally } from './support/try-faults.ts';
import { tryPowerLoss } from './support/try-power-loss.ts';
import { World } from './support/world.ts';

/** Losses in part at each point. */
const SEEDS = [1, 2, 3, 4, 5];

async function inOwnWorld(name: string, work: (world: World) => Promise<Tally>): Promise<void> {
  const world = await World.prepare();
  try {
    const { tried, wrong } = await work(world);
    console.log(`| ${name} | ${String(tried)} | ${String(wrong.length)} |`);
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  } finally {
    await world.close();
  }
}

describe.skipIf(!hasStrace)('nothing that was acknowledged is lost', () => {
  it.each(STEPS)('$name: each system call fails or is the last', async (step) => {
    await inOwnWorld(`${step.name}, system calls`, (world) => tryFaults(world, step, { unharmedRuns: 3 }));
  });

  it.each(STEPS)('$name: the power fails at each point', async (step) => {
    await inOwnWorld(`${step.name}, power`, (world) => tryPowerLoss(world, step, { seeds: SEEDS }));
  });
});
