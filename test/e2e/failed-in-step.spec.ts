/**
 * A system call of the vault's process fails in the middle of a step of the running app: all that was acknowledged is there,
 * what is said is true, and the app goes on. A few of them here; each one with `npm run test:long`
 * (`AUGNO_VAULT_EVERY_PLACE`), whose figures stand in docs/reliability.md.
 */
import { expect, test } from '@playwright/test';
import { Ledger } from '../faults/support/ledger.ts';
import { closeStarted } from './support/app.ts';
import { failAt } from './support/failing.ts';
import { KILLED_STEPS, type KilledStep, type KilledWorld } from './support/killed-steps.ts';
import { startKilledWorld } from './support/killed-world.ts';
import { endCheapPasswords, nameOf, placesOf } from './support/killing.ts';
import { canTrap, FAILURES, type AppPlace, type Failure } from './support/trap.ts';

const EVERY = process.env['AUGNO_VAULT_EVERY_PLACE'] === '1';
/** What was tried already: a run of hours that was stopped goes on. */
const ledger = new Ledger(EVERY ? (process.env['AUGNO_VAULT_FAULTS_LEDGER'] ?? null) : null);
if (!canTrap) console.warn('SKIPPED: system calls that fail in the app need strace; not available here.');
test.skip(!canTrap, 'needs strace');
// One after another; where one fails, the rest begins in a world of its own.
test.describe.configure({ mode: 'default', timeout: EVERY ? 3_600_000 : 120_000 });

/** A commit may write a page more or less than the one before. */
const TRIES = 5;

let world: KilledWorld;
test.beforeAll(async () => {
  world = await startKilledWorld();
});
test.afterAll(async () => {
  endCheapPasswords();
  await closeStarted((world as KilledWorld | undefined)?.flow);
});

/** Pages that are written, each with each failure, are for the command; here each fifth. */
async function allPlaces(step: KilledStep): Promise<readonly AppPlace[]> {
  const { said = '[]' } = await ledger.once(
    { step: step.name, kind: 'places', place: 'in the app, failing' },
    async () => ({ fired: true, problems: [], said: JSON.stringify(await placesOf(world, step)) }),
  );
  return (JSON.parse(said) as readonly AppPlace[]).filter(
    ({ call, count }) => call !== 'pwrite64' || count % 5 === 0,
  );
}

/** In the short set: where the first commit waits for the disk or ends, and where the last thing that lies there is made. */
const fewPlaces = ({ name }: KilledStep): readonly AppPlace[] => [
  { call: name === 'backup' || name === 'restore' ? 'link' : 'fsync', count: 1 },
  ...(name === 'edit' ? [{ call: 'unlink', count: 1 }] : []),
];

const isPossible = ({ call }: AppPlace, failure: Failure): boolean =>
  failure !== 'lasting ENOSPC' || call === 'pwrite64';

async function tryOne(step: KilledStep, place: AppPlace, failure: Failure): ReturnType<typeof failAt> {
  for (let tries = 1; ; tries += 1) {
    const found = await failAt(world, step, place, failure);
    if (found.fired || found.problems.length > 0 || tries === TRIES) return found;
  }
}

for (const [index, step] of KILLED_STEPS.entries()) {
  test(`${step.name}: a call fails`, async () => {
    const failures = EVERY ? FAILURES : [FAILURES[index % 3]!];
    const places = EVERY ? await allPlaces(step) : fewPlaces(step);
    const wrong: string[] = [];
    const notFired: string[] = [];
    const possibleFor = (failure: Failure): readonly AppPlace[] =>
      places.filter((place) => isPossible(place, failure));
    const kindOf = (failure: Failure): string => `${failure} in the app`;
    for (const failure of failures)
      await ledger.whole(step.name, kindOf(failure), possibleFor(failure).length);
    for (const failure of failures) {
      const possible = possibleFor(failure);
      const kind = kindOf(failure);
      for (const place of possible) {
        const where = { step: step.name, kind, place: nameOf(place) };
        const { fired, problems, said } = await ledger.once(where, () => tryOne(step, place, failure));
        const named = `${failure} at ${nameOf(place)}`;
        if (!fired) notFired.push(named);
        if (problems.length > 0) wrong.push(`${named}:\n  ${[...problems, said ?? ''].join('\n  ')}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(notFired).toEqual([]);
  });
}
