/**
 * The whole: each fault at each place of each step, in files that run beside one another. Its figures stand in
 * docs/reliability.md. `AUGNO_VAULT_FAULTS_LEDGER` names a file in which is kept what was tried, so that a run that was
 * stopped goes on.
 */
import { expect } from 'vitest';
import { Ledger, type Tried } from './ledger.ts';
import { MIGRATION, STEPS, type Step } from './steps.ts';
import { rowsOf, tallyOf } from './tally.ts';
import { World } from './world.ts';

export const ledger = new Ledger(process.env['AUGNO_VAULT_FAULTS_LEDGER'] ?? null);

/** What a person does, and what the first command does with a vault of before. */
export const ALL_STEPS: readonly Step[] = [...STEPS, MIGRATION];

export async function inOwnWorld(
  { layout }: Step,
  work: (world: World) => Promise<readonly Tried[]>,
): Promise<void> {
  const world = await World.prepare(layout);
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
