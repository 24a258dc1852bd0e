import { it } from 'vitest';
import { runSequences } from '../../../integration/providers/augno/support/run-sequences.ts';

/** How many sequences; ten thousand take a quarter of an hour. */
const RUNS = Number(process.env['AUGNO_SEQUENCES'] ?? 10_000);

it('no secret is lost and nothing happens twice, in many more sequences', async () => {
  await runSequences(RUNS);
}, 3_500_000);
