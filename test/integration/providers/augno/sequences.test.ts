import { it } from 'vitest';
import { runSequences } from './support/run-sequences.ts';

/** A limit for each part: on a machine with ten times its load the whole took longer than one limit for all of it. */
it.each([1, 2, 3])(
  'no secret is lost and nothing happens twice, whatever the network and the processes do: part %i',
  async () => {
    await runSequences(176);
  },
  280_000,
);
