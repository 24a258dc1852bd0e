import { it } from 'vitest';
import { runSequences } from './support/run-sequences.ts';

it('no secret is lost and nothing happens twice, whatever the network and the processes do', async () => {
  await runSequences(510);
}, 280_000);
