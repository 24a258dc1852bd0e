/**
 * A process of the app is killed in the middle of a step: all that was acknowledged is there, the vault opens, the window says
 * what happened, and what was interrupted comes to an end that is true. A few places of each here; all of them with
 * `npm run test:long` (`AUGNO_VAULT_EVERY_PLACE`), whose figures stand in docs/reliability.md.
 */
import { expect, test } from '@playwright/test';
import { closeStarted } from './support/app.ts';
import { grantPath } from './support/dialogs.ts';
import { startFlowWorld } from './support/flow.ts';
import { KILLED_STEPS, type KilledStep, type KilledWorld } from './support/killed-steps.ts';
import {
  backupFileIn,
  CHEAP_PASSWORDS,
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
import { MASTER_PASSWORD } from './support/main-job.ts';
import { callConfirmed } from './support/password.ts';
import { canTrap, type AppPlace } from './support/trap.ts';

const EVERY = process.env['AUGNO_VAULT_EVERY_PLACE'] === '1';
if (!canTrap)
  console.warn('SKIPPED: processes killed in the middle of a step need strace; not available here.');
test.skip(!canTrap, 'needs strace');
test.describe.configure({ mode: 'serial', timeout: EVERY ? 3_600_000 : 120_000 });

/** A commit may write a page more or less than the one before. */
const TRIES = 5;

let world: KilledWorld;
test.beforeAll(async () => {
  const flow = await startFlowWorld('test', CHEAP_PASSWORDS);
  await flow.server.control('POST', 'limits', { requestsPerSecond: null });
  const backup = { file: backupFileIn(flow.folder), password: 'seven lanterns by the harbour' };
  await flow.createKey('Bystander');
  const grant = await grantPath(flow.running, flow.page, 'save-backup', backup.file);
  await callConfirmed(flow.page, MASTER_PASSWORD, 'vault.backup', { grant }, backup.password);
  let count = 0;
  world = { flow, password: MASTER_PASSWORD, backup, nextName: () => `Killed ${String((count += 1))}` };
});
test.afterAll(async () => {
  endCheapPasswords();
  await closeStarted(world.flow);
});

const isRemote = ({ name }: KilledStep): boolean => ['create', 'rotate', 'revoke'].includes(name);

/** In the short set: where a commit is done, or what is put in place. And the account has done it, and not answered. */
function fewPlaces(step: KilledStep): readonly (AppPlace | RequestPlace)[] {
  const call = step.name === 'backup' ? 'link' : step.name === 'restore' ? 'rename' : 'unlink';
  return [{ call, count: 1 }, ...(isRemote(step) ? REQUEST_PLACES.slice(1) : [])];
}

/** What makes and takes away files and waits for the disk; pages that are written each for the command, here each fifth. */
async function allPlaces(step: KilledStep): Promise<readonly (AppPlace | RequestPlace)[]> {
  const places = await placesOf(world, step);
  const marked = places.filter(({ call, count }) => call !== 'pwrite64' || count % 5 === 0);
  return [...(isRemote(step) ? REQUEST_PLACES : []), ...marked];
}

/** In the short set one process for each step, each of them somewhere. */
function victimsOf({ name }: KilledStep, index: number): readonly Victim[] {
  const all = ['vault', 'page', 'main', ...(name === 'scan' ? (['scan'] as const) : [])] as const;
  return EVERY ? all : [all[index % all.length]!];
}

async function tryEach<Place extends AppPlace | RequestPlace>(
  name: string,
  places: readonly Place[],
  kill: (place: Place) => Promise<readonly string[] | null>,
): Promise<void> {
  const wrong: string[] = [];
  const notFired: string[] = [];
  for (const place of places) {
    let problems: readonly string[] | null = null;
    for (let tries = 0; tries < TRIES && problems === null; tries += 1) problems = await kill(place);
    if (problems === null) notFired.push(nameOf(place));
    else if (problems.length > 0) wrong.push(`${nameOf(place)}:\n  ${problems.join('\n  ')}`);
  }
  console.log(`| ${name} | ${[places.length, wrong.length, notFired.length].join(' | ')} |`);
  expect(wrong).toEqual([]);
  expect(notFired).toEqual([]);
}

for (const [index, step] of KILLED_STEPS.entries()) {
  for (const victim of victimsOf(step, index)) {
    test(`${step.name}: ${victim} is killed`, async () => {
      await tryEach(`${step.name} | ${victim}`, EVERY ? await allPlaces(step) : fewPlaces(step), (place) =>
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
        ? (await placesOf(own, step)).filter(({ call }) => call !== 'pwrite64')
        : [{ call: 'unlink', count: 1 }];
      await tryEach(`${step.name} | sandbox`, places, (place) => killSandboxAt(own, step, place));
    });
  }
});
