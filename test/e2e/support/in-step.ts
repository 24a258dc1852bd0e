/**
 * Something is broken in the middle of a step of the running app, at one place after another: what the specs that let calls
 * fail and that kill processes have in common. A few places in every run of the tests; each one with `npm run test:long`
 * (`AUGNO_VAULT_EVERY_PLACE`), whose figures stand in docs/reliability.md.
 */
import { expect, test } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { Ledger, type Tried } from '../../faults/support/ledger.ts';
import { isInPart } from '../../faults/support/part.ts';
import { rowsOf, tallyOf } from '../../faults/support/tally.ts';
import { closeStarted } from './app.ts';
import type { KilledStep, KilledWorld } from './killed-steps.ts';
import { startKilledWorld } from './killed-world.ts';
import { endCheapPasswords, nameOf, placesOf, type RequestPlace } from './killing.ts';
import { canTrap, type AppPlace } from './trap.ts';

export const EVERY = process.env['AUGNO_VAULT_EVERY_PLACE'] === '1';

/** What was tried already: a run of hours that was stopped goes on. */
const ledger = new Ledger(EVERY ? (process.env['AUGNO_VAULT_FAULTS_LEDGER'] ?? null) : null, [
  fileURLToPath(new URL('.', import.meta.url)),
]);

/** A commit may write a page more or less than the one before. */
const TRIES = 5;

/** Each try leaves keys behind, and each key makes the next try slower: after a hundred of them one took five times as long. */
const TRIES_IN_ONE_WORLD = 20;

let world: KilledWorld | undefined;
let triesInIt = 0;

async function renewWorld(): Promise<KilledWorld> {
  const old = world;
  world = undefined;
  // What is left of an app whose end was forced is no reason to stop.
  await closeStarted(old?.flow).catch(() => undefined);
  triesInIt = 0;
  return (world = await startKilledWorld());
}

/** For one try. */
async function worldNow(): Promise<KilledWorld> {
  triesInIt += 1;
  if (world === undefined || (EVERY && triesInIt > TRIES_IN_ONE_WORLD)) return renewWorld();
  return world;
}

/** Called once by a file of tests. @param what needs `strace` in it, for whoever has none */
export function breakInStep(what: string): void {
  if (!canTrap) console.warn(`SKIPPED: ${what} need strace; not available here.`);
  test.skip(!canTrap, 'needs strace');
  // In the short set one after another in one world; where one fails, the rest begins in a world of its own.
  test.describe.configure({
    mode: EVERY ? 'parallel' : 'default',
    timeout: EVERY ? 6 * 3_600_000 : 120_000,
  });
  test.beforeAll(async () => {
    await renewWorld();
  });
  test.afterAll(async () => {
    endCheapPasswords();
    await closeStarted(world?.flow);
  });
}

/**
 * What makes and takes away files and waits for the disk; of the pages that are written, each of which the command's own
 * harness tries, each fifth. The same ones for everything that is tried there, and for a run that goes on.
 * @param where in what world, as the ledger names it
 */
export async function everyPlace(
  step: KilledStep,
  where: string,
  inWorld: (world: KilledWorld) => Promise<KilledWorld> = (one) => Promise.resolve(one),
): Promise<readonly AppPlace[]> {
  const { said = '[]' } = await ledger.once({ step: step.name, kind: 'places', place: where }, async () => {
    const places = await placesOf(await inWorld(await worldNow()), step);
    return { fired: true, problems: [], said: JSON.stringify(places) };
  });
  return (JSON.parse(said) as readonly AppPlace[]).filter(
    ({ call, count }) => call !== 'pwrite64' || count % 5 === 0,
  );
}

type Found = Pick<Tried, 'fired' | 'problems' | 'said'>;

interface Attempts<Place> {
  readonly step: KilledStep;
  /** What is done to it, as the figures name it. */
  readonly kind: string;
  /** The how manieth of what is done there, for a run in parts. */
  readonly turn?: number;
  readonly places: readonly Place[];
  readonly attempt: (world: KilledWorld, place: Place) => Promise<Found>;
}

/** Where the harness itself fails, that is a problem of that place; the others are tried in a new world. */
export async function tryEach<Place extends AppPlace | RequestPlace>({
  step,
  kind,
  turn = 0,
  places,
  attempt,
}: Attempts<Place>): Promise<readonly Tried[]> {
  await ledger.whole(step.name, kind, places.length);
  const all: Tried[] = [];
  for (const [index, place] of places.entries()) {
    if (!isInPart(index, turn)) continue;
    const where = { step: step.name, kind, place: nameOf(place) };
    try {
      const tryIt = (): Promise<Found> => untilFired(async () => attempt(await worldNow(), place));
      all.push(
        await ledger.once(where, async () => {
          const found = await tryIt();
          if (found.fired || found.problems.length > 0) return found;
          // How many pages a step writes depends on what was done in that world before: the list is of a new one.
          await renewWorld();
          return await tryIt();
        }),
      );
    } catch (thrown) {
      all.push({ ...where, fired: true, problems: [`The harness failed: ${String(thrown)}`] });
      await renewWorld();
    }
  }
  return all;
}

async function untilFired(attempt: () => Promise<Found>): Promise<Found> {
  for (let tries = 1; ; tries += 1) {
    const found = await attempt();
    if (found.fired || found.problems.length > 0 || tries === TRIES) return found;
  }
}

export function expectNothingLost(all: readonly Tried[]): void {
  if (EVERY) console.log(rowsOf(all));
  const { wrong, notFired } = tallyOf(all);
  expect(wrong).toEqual([]);
  expect(notFired).toEqual([]);
}
