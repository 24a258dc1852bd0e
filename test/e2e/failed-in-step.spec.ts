/**
 * A system call of the vault's process fails in the middle of a step of the running app: all that was acknowledged is there,
 * what is said is true, and the app goes on.
 */
import { test } from '@playwright/test';
import type { Tried } from '../faults/support/ledger.ts';
import { failAt } from './support/failing.ts';
import { breakInStep, EVERY, everyPlace, expectNothingLost, tryEach } from './support/in-step.ts';
import { KILLED_STEPS, type KilledStep } from './support/killed-steps.ts';
import { FAILURES, type AppPlace, type Failure } from './support/trap.ts';

breakInStep('system calls that fail in the app');

/** In the short set: where the first commit waits for the disk or ends, and where the last thing that lies there is made. */
const fewPlaces = ({ name }: KilledStep): readonly AppPlace[] => [
  { call: name === 'backup' || name === 'restore' ? 'link' : 'fsync', count: 1 },
  ...(name === 'edit' ? [{ call: 'unlink', count: 1 }] : []),
];

const isPossible = ({ call }: AppPlace, failure: Failure): boolean =>
  failure !== 'lasting ENOSPC' || call === 'pwrite64';

for (const [index, step] of KILLED_STEPS.entries()) {
  test(`${step.name}: a call fails`, async () => {
    const failures = EVERY ? FAILURES : [FAILURES[index % 3]!];
    const places = EVERY ? await everyPlace(step, 'in the app, failing') : fewPlaces(step);
    const all: Tried[] = [];
    for (const [turn, failure] of failures.entries()) {
      all.push(
        ...(await tryEach({
          step,
          kind: `${failure} in the app`,
          turn,
          places: places.filter((place) => isPossible(place, failure)),
          attempt: (world, place) => failAt(world, step, place, failure),
        })),
      );
    }
    expectNothingLost(all);
  });
}
