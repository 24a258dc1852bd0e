/**
 * A process of the app is killed in the middle of a step: all that was acknowledged is there, the vault opens, the window says
 * what happened, and what was interrupted comes to an end that is true. A few places of each here; all of them with
 * `npm run test:long` (`AUGNO_VAULT_EVERY_PLACE`), whose figures stand in docs/reliability.md.
 */
import { expect, test } from '@playwright/test';
import { Ledger } from '../faults/support/ledger.ts';
import { closeStarted } from './support/app.ts';
import { KILLED_STEPS, type KilledStep, type KilledWorld } from './support/killed-steps.ts';
import { startKilledWorld } from './support/killed-world.ts';
import {
  endCheapPasswords,
  killAt,
  killSandboxAt,
  onOwnSandbox,
  nameOf,
  placesOf,
  REQUEST_PLACES,
  type RequestPlace,
  type Victim,
} from './support/killing.ts';
import { canTrap, type AppPlace } from './support/trap.ts';

const EVERY = process.env['AUGNO_VAULT_EVERY_PLACE'] === '1';
/** What was tried already: a run of hours that was stopped goes on. */
const ledger = new Ledger(EVERY ? (process.env['AUGNO_VAULT_FAULTS_LEDGER'] ?? null) : null);
if (!canTrap)
  console.warn('SKIPPED: processes killed in the middle of a step need strace; not available here.');
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

const isRemote = ({ name }: KilledStep): boolean => ['create', 'rotate', 'revoke'].includes(name);

/** In the short set: where a commit is done, or what is put in place. And the account has done it, and not answered. */
function fewPlaces(step: KilledStep): readonly (AppPlace | RequestPlace)[] {
  const call = step.name === 'backup' ? 'link' : step.name === 'restore' ? 'rename' : 'unlink';
  return [{ call, count: 1 }, ...(isRemote(step) ? REQUEST_PLACES.slice(1) : [])];
}

/** What makes and takes away files and waits for the disk; pages that are written each for the command, here each fifth. */
async function allPlaces(step: KilledStep): Promise<readonly (AppPlace | RequestPlace)[]> {
  const places = await watchedPlaces('in the app', step, world);
  const marked = places.filter(({ call, count }) => call !== 'pwrite64' || count % 5 === 0);
  return [...(isRemote(step) ? REQUEST_PLACES : []), ...marked];
}

/** In the short set one process for each step, each of them somewhere. */
function victimsOf({ name }: KilledStep, index: number): readonly Victim[] {
  const all = ['vault', 'page', 'main', ...(name === 'scan' ? (['scan'] as const) : [])] as const;
  return EVERY ? all : [all[index % all.length]!];
}

/** The same ones for each process, and for a run that goes on. */
async function watchedPlaces(
  where: string,
  step: KilledStep,
  inWorld: KilledWorld,
): Promise<readonly AppPlace[]> {
  const { said = '[]' } = await ledger.once({ step: step.name, kind: 'places', place: where }, async () => ({
    fired: true,
    problems: [],
    said: JSON.stringify(await placesOf(inWorld, step)),
  }));
  return JSON.parse(said) as readonly AppPlace[];
}

async function tryEach<Place extends AppPlace | RequestPlace>(
  { step, victim }: { readonly step: KilledStep; readonly victim: Victim | 'sandbox' },
  places: readonly Place[],
  kill: (place: Place) => Promise<readonly string[] | null>,
): Promise<void> {
  const wrong: string[] = [];
  const notFired: string[] = [];
  await ledger.whole(step.name, `${victim} killed`, places.length);
  for (const place of places) {
    const where = { step: step.name, kind: `${victim} killed`, place: nameOf(place) };
    const { fired, problems } = await ledger.once(where, async () => {
      let found: readonly string[] | null = null;
      for (let tries = 0; tries < TRIES && found === null; tries += 1) found = await kill(place);
      return { fired: found !== null, problems: found ?? [] };
    });
    if (!fired) notFired.push(nameOf(place));
    else if (problems.length > 0) wrong.push(`${nameOf(place)}:\n  ${problems.join('\n  ')}`);
  }
  console.log(`| ${step.name} | ${victim} | ${[places.length, wrong.length, notFired.length].join(' | ')} |`);
  expect(wrong).toEqual([]);
  expect(notFired).toEqual([]);
}

for (const [index, step] of KILLED_STEPS.entries()) {
  for (const victim of victimsOf(step, index)) {
    test(`${step.name}: ${victim} is killed`, async () => {
      await tryEach({ step, victim }, EVERY ? await allPlaces(step) : fewPlaces(step), (place) =>
        killAt(world, step, place, victim),
      );
    });
  }
}

test.describe('at the app’s own sandbox', () => {
  for (const step of KILLED_STEPS.filter(isRemote)) {
    test(`${step.name}: the sandbox is killed`, async () => {
      const own = await onOwnSandbox(world);
      const places = EVERY
        ? (await watchedPlaces('at the sandbox', step, own)).filter(({ call }) => call !== 'pwrite64')
        : [{ call: 'unlink', count: 1 }];
      await tryEach({ step, victim: 'sandbox' }, places, (place) => killSandboxAt(own, step, place));
    });
  }
});
