import { it } from 'vitest';
import { runSequences } from '../../integration/augno/support/run-sequences.ts';

it('no secret is lost and nothing happens twice, in ten thousand sequences', async () => {
  await runSequences(10_000);
}, 3_500_000);
