import fc from 'fast-check';
import { Sequence } from './person.ts';
import { steps } from './steps.ts';

export const CONTRACT_VERSIONS = ['1.0.forge-preview.3', '1.0.forge-preview.1'] as const;

/** Runs random sequences; a failing one is made smaller and printed with its seed. */
async function runLane(version: string, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const world = await Sequence.start(version);
      try {
        await world.run(sequence);
        await world.settle();
        await world.check();
      } catch (thrown) {
        (thrown as Error).message += `\n  ${world.log.join('\n  ')}`;
        throw thrown;
      } finally {
        await world.close();
      }
    }),
    // A sequence that takes this long hangs. Where the machine is shared, shrinking one takes too long to be worth it.
    {
      numRuns: runs,
      plugins: [fc.timeout(120_000)],
      endOnFailure: process.env['AUGNO_SHRINK'] === undefined,
    },
  );
}

/** A sequence mostly waits (for timeouts, for retries), so several run at a time, half of them by either contract. */
export async function runSequences(runs: number, lanes = 8): Promise<void> {
  const perLane = Math.ceil(runs / lanes);
  await Promise.all(
    Array.from({ length: lanes }, (_none, lane) => runLane(CONTRACT_VERSIONS[lane % 2]!, perLane)),
  );
}
