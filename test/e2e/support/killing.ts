/** Kills a process of the app in the middle of a step, and looks whether all is there that was acknowledged. */
import { expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { NOBODY_THERE, type Tried } from '../../faults/support/ledger.ts';
import { launchApp } from './app.ts';
import type { Answer } from './asking.ts';
import { call, reply } from './bridge.ts';
import { lock } from './flow.ts';
import { contentsNow, judgeAccount, judgeVault } from './killed-judge.ts';
import { PATIENT, type KilledStep, type KilledWorld, type Prepared } from './killed-steps.ts';
import { setTrap, watchCalls, type AppPlace } from './trap.ts';

/** As the app is started here; this process, which opens the same vaults, does the same by loading it. */
const cheap = createRequire(import.meta.url)('../../faults/support/cheap-derivation.cjs') as {
  use: () => void;
  undo: () => void;
};
/** Also where another file of tests, which ran in this process before, has ended it. */
export const useCheapPasswords = (): void => {
  cheap.use();
};
/** The next file of tests, which may run in this process too, has vaults of its own. */
export const endCheapPasswords = (): void => {
  cheap.undo();
};

export type Victim = 'vault' | 'page' | 'main' | 'scan';

const SAYS: Readonly<Record<'vault' | 'page', string>> = {
  vault: 'The process that held the vault ended unexpectedly, so the vault is locked.',
  page: 'What this window showed ended unexpectedly, so the vault is locked.',
};

export async function pidOf(
  world: KilledWorld,
  name: string,
  patience: { readonly timeout: number } = PATIENT,
): Promise<number> {
  let pid: number | undefined;
  await expect
    .poll(
      async () =>
        (pid = await world.flow.running.app.evaluate(
          ({ app }, called) =>
            app.getAppMetrics().find((one) => (one as { name?: string }).name === called)?.pid,
          name,
        )),
      patience,
    )
    .toBeDefined();
  return pid!;
}

const pageOf = (world: KilledWorld): Promise<number> =>
  world.flow.running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => !window.isModal())!
      .webContents.getOSProcessId(),
  );

function isGone(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return true;
  }
}

export async function unlocked(world: KilledWorld): Promise<void> {
  const { flow } = world;
  flow.page = await flow.running.page();
  if ((await call(flow.page, 'app.state', undefined)).phase !== 'unlocked')
    await call(flow.page, 'vault.unlock', { password: world.password });
  // The shell comes by itself where it was unlocked from the page.
  await flow.page.getByRole('navigation', { name: 'Main' }).waitFor();
}

export async function ready(world: KilledWorld, step: KilledStep): Promise<Prepared> {
  await unlocked(world);
  if (step.locked === true) await lock(world.flow);
  // What the app does by itself after it is unlocked is done then.
  else await call(world.flow.page, 'connections.sync', { connectionId: null });
  return await step.prepare(world);
}

/**
 * Some places come behind the answer, in a look at the account that the step begins: once another one was answered, the
 * process has done what belongs to this. It is the same for whoever looks for places and for whoever puts a fault there.
 */
export async function answered(
  { flow }: KilledWorld,
  step: KilledStep,
  prepared: Prepared,
): Promise<Answer | null> {
  const answer = await prepared.begin();
  if (step.locked !== true)
    await reply(flow.page, 'connections.sync', { connectionId: null }).catch(() => undefined);
  return answer;
}

/** Those that each of three runs has: what else the app does meanwhile may write, too. @throws where the step fails */
export async function placesOf(world: KilledWorld, step: KilledStep): Promise<readonly AppPlace[]> {
  const runs = [await watched(world, step), await watched(world, step), await watched(world, step)];
  const isIn = (run: readonly AppPlace[], { call: name, count }: AppPlace): boolean =>
    run.some((one) => one.call === name && one.count === count);
  return runs[0]!.filter((place) => runs.every((run) => isIn(run, place)));
}

/** What the step does to the vault's files, to its answer, where nothing is killed. */
async function watched(world: KilledWorld, step: KilledStep): Promise<readonly AppPlace[]> {
  const prepared = await ready(world, step);
  const end = await watchCalls(await pidOf(world, 'vault-process'), world.flow.folder);
  const answer = await answered(world, step, prepared);
  const places = await end();
  if (answer?.ok !== true) throw new Error(`${step.name} fails by itself: ${JSON.stringify(answer)}`);
  world.password = prepared.newPassword ?? world.password;
  // One of a restore is open then, and the page does not know it.
  if (step.locked === true) await world.flow.page.reload();
  if (places.length === 0) throw new Error(`${step.name} writes nothing: the trace is not understood.`);
  const missing = await prepared.missing(await contentsNow(world));
  if (missing !== null) throw new Error(`${step.name}: ${missing}`);
  return places;
}

/** The account's server has the request and answers nothing: before it does what is asked, or after. */
export type RequestPlace = { readonly call: 'request'; readonly count: 'received' | 'carried out' };

export const REQUEST_PLACES: readonly RequestPlace[] = [
  { call: 'request', count: 'received' },
  { call: 'request', count: 'carried out' },
];

/** The step is at the place, or was done without coming there. */
interface Held {
  readonly isThere: boolean;
  readonly answering: Promise<Answer | null>;
  release(): Promise<void>;
}

/** What is to be held where. */
interface Hold<Place> {
  /** Of the vault's process. */
  readonly pid: number;
  readonly step: KilledStep;
  readonly prepared: Prepared;
  readonly place: Place;
  readonly victim: Victim;
}

export async function holdAtCall(
  world: KilledWorld,
  { pid, step, prepared, place, victim }: Hold<AppPlace>,
): Promise<Held> {
  const trap = await setTrap(pid, place, victim === 'vault' ? 'SIGKILL' : 'SIGSTOP');
  const answering = answered(world, step, prepared);
  await Promise.race([trap.sprung, answering]);
  // That the process ended may be told to the app before `strace` has written why.
  if (isGone(pid)) await trap.sprung;
  return { isThere: trap.isSprung(), answering, release: () => trap.release() };
}

async function holdAtRequest(
  { flow }: KilledWorld,
  { pid, prepared, place, victim }: Hold<RequestPlace>,
): Promise<Held> {
  const { method, path: pathPattern, isCarriedOut } = prepared.request!;
  const afterCommit = place.count === 'carried out';
  await flow.server.control('POST', 'faults', { method, path: pathPattern, delayMs: 600_000, afterCommit });
  const answering = prepared.begin();
  const isNoted = async (): Promise<boolean> =>
    (await call(flow.page, 'keys.list', undefined)).keys.some(({ status }) => status === 'unresolved');
  await expect.poll(afterCommit ? isCarriedOut : isNoted, PATIENT).toBe(true);
  if (victim === 'vault') process.kill(pid, 'SIGKILL');
  return { isThere: true, answering, release: () => flow.server.control('DELETE', 'faults') };
}

/** The vault writes before the scan's process is started, and after it has ended. @returns whether it was there */
async function killScan(world: KilledWorld): Promise<boolean> {
  const pid = await pidOf(world, 'scan-process', { timeout: 2000 }).catch(() => null);
  if (pid === null) return false;
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended since.
    return false;
  }
}

/** @returns whether the process came to the place, and what is wrong, a sentence each */
export async function killAt(
  world: KilledWorld,
  step: KilledStep,
  place: AppPlace | RequestPlace,
  victim: Victim,
): Promise<Pick<Tried, 'fired' | 'problems' | 'said'>> {
  const prepared = await ready(world, step);
  const before = step.locked === true ? null : await contentsNow(world);
  const vault = await pidOf(world, 'vault-process');
  const page = await pageOf(world);
  const hold = { pid: vault, step, prepared, victim };
  const held =
    place.call === 'request'
      ? await holdAtRequest(world, { ...hold, place: place as RequestPlace })
      : await holdAtCall(world, { ...hold, place: place as AppPlace });
  if (!held.isThere) {
    await held.release();
    const answer = await held.answering;
    // Refused, it has changed nothing, the password least of all: why is to be known.
    if (answer?.ok !== true) throw new Error(`${step.name} fails by itself: ${JSON.stringify(answer)}`);
    world.password = prepared.newPassword ?? world.password;
    if (step.locked === true) await world.flow.page.reload();
    return NOT_FIRED;
  }
  const wasOpen = step.locked !== true;
  const oldPage = world.flow.page;
  if (victim === 'page') process.kill(page, 'SIGKILL');
  if (victim === 'main') {
    const main = world.flow.running.app.process();
    const gone = new Promise((resolve) => main.once('exit', resolve));
    main.kill('SIGKILL');
    await gone;
  }
  const isThere = victim !== 'scan' || (await killScan(world));
  await held.release();
  const answer = await held.answering;
  if (!isThere) return { fired: true, problems: [], said: NOBODY_THERE };
  const problems: string[] = [];
  if (victim !== 'scan') await expect.poll(() => isGone(vault), PATIENT).toBe(true);
  if (victim === 'main')
    world.flow.running = await launchApp({
      vaultFolder: world.flow.running.vaultFolder,
      derivation: 'cheap',
    });
  else if (victim === 'page' || (victim === 'vault' && wasOpen))
    await expect.poll(() => oldPage.isClosed(), PATIENT).toBe(true);
  problems.push(...(await judgeWindow(world, victim, wasOpen)));
  // Started again by itself, it says what it found.
  if (victim === 'scan' && answer?.ok !== true) problems.push('The scan was not done.');
  problems.push(...(await judgeVault(world, step, prepared, before, answer?.ok === true)));
  await unlocked(world);
  problems.push(...(await judgeAccount(world, prepared)));
  return { fired: true, problems };
}

export const NOT_FIRED: Pick<Tried, 'fired' | 'problems'> = { fired: false, problems: [] };

async function judgeWindow(world: KilledWorld, victim: Victim, wasOpen: boolean): Promise<readonly string[]> {
  const page: Page = await world.flow.running.page();
  world.flow.page = page;
  const { phase, lockProblem } = await call(page, 'app.state', undefined);
  const problems: string[] = [];
  if (phase !== (victim === 'scan' ? 'unlocked' : 'locked')) problems.push(`The window is ${phase}.`);
  const says = victim === 'main' || victim === 'scan' || !wasOpen ? null : SAYS[victim];
  if ((lockProblem?.message ?? null) !== says)
    problems.push(`The window says ${String(lockProblem?.message)}.`);
  if (says !== null) await expect(page.getByText(says)).toBeVisible(PATIENT);
  return problems;
}

export const nameOf = (place: AppPlace | RequestPlace): string => `${place.call} ${String(place.count)}`;
