/** A system call of the vault's process fails in the middle of a step: is what the app says of it true, and is nothing lost? */
import { expect } from '@playwright/test';
import { existsSync } from 'node:fs';
import { differenceOf, type Contents } from '../../faults/support/contents.ts';
import { NOTHING, OTHERS, UNTHOUGHT } from '../../faults/support/judge.ts';
import type { Tried } from '../../faults/support/ledger.ts';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import type { Answer } from './asking.ts';
import { call, reply } from './bridge.ts';
import { contentsNow, judgeAccount, judgeVault } from './killed-judge.ts';
import { PATIENT, type KilledStep, type KilledWorld, type Prepared } from './killed-steps.ts';
import { answered, pidOf, ready, unlocked } from './killing.ts';
import { failCall, type AppPlace, type Failure } from './trap.ts';

/** @returns whether the process came to the place, what is wrong, a sentence each, and what was said */
export async function failAt(
  world: KilledWorld,
  step: KilledStep,
  place: AppPlace,
  failure: Failure,
): Promise<Pick<Tried, 'fired' | 'problems' | 'said'>> {
  const prepared = await ready(world, step);
  const { flow } = world;
  const isLocked = step.locked === true;
  const before = isLocked ? null : await contentsNow(world);
  const account = await accountOf(world);
  const end = await failCall(await pidOf(world, 'vault-process'), place, failure, flow.folder);
  const answer = await answered(world, step, prepared);
  const hit = await end();
  if (hit === null && answer?.ok === true) {
    world.password = prepared.newPassword ?? world.password;
    if (isLocked) await flow.page.reload();
    return { fired: false, problems: [], said: 'done' };
  }
  const problems = [
    ...(await judgeSentence(world, { before, account, prepared, answer })),
    ...(await judgeVault(world, step, prepared, before, answer?.ok === true)),
    ...(await judgeWindow(world, isLocked)),
  ];
  if (isLocked) await flow.page.reload();
  problems.push(...(await judgeAfter(world, prepared)));
  if (answer?.ok === false && answer.error.code === prepared.waitsAt)
    problems.push(...(await judgeWaiting(world, prepared)));
  const said = answer === null || answer.ok ? 'done' : answer.error.message;
  return { fired: hit !== null, problems, said: hit === null ? said : `${said} (${hit})` };
}

const accountOf = async ({ flow: { server } }: KilledWorld): Promise<string> =>
  JSON.stringify(await server.keys(server.account('test')));

interface Said {
  readonly before: Contents | null;
  readonly account: string;
  readonly prepared: Prepared;
  readonly answer: Answer | null;
}

async function judgeSentence(
  world: KilledWorld,
  { before, account, prepared, answer }: Said,
): Promise<readonly string[]> {
  if (answer === null) return ['The page has no answer.'];
  if (answer.ok) return [];
  const { code, message } = answer.error;
  if (code === 'internal' || UNTHOUGHT.test(message)) return [`No sentence of ours: ${code}: ${message}`];
  if (OTHERS.test(message)) return [`It names another program, and there is none: ${message}`];
  if (!NOTHING.test(message)) return [];
  const changed = before === null ? null : differenceOf(before, await contentsNow(world));
  return [
    ...(changed === null ? [] : [`“Nothing was changed”, and ${changed} was.`]),
    ...((await accountOf(world)) === account ? [] : ['“Nothing was changed”, and the account was.']),
    ...(prepared.makes !== undefined && existsSync(prepared.makes)
      ? ['“Nothing was changed”, and a file was made.']
      : []),
  ];
}

/** It is as it was, or locked with a reason. */
async function judgeWindow(world: KilledWorld, wasLocked: boolean): Promise<readonly string[]> {
  const { phase, lockProblem } = await settled(world);
  if (wasLocked || phase === 'unlocked') return [];
  if (lockProblem === null) return [`The window is ${phase}, and does not say why.`];
  const { message } = lockProblem;
  return OTHERS.test(message) ? [`It names another program, and there is none: ${message}`] : [];
}

/** A window on its way out may still say that it is unlocked: what counts is the one that stays. */
async function settled({ flow }: KilledWorld): Promise<ChannelOutput<'app.state'>> {
  let state: ChannelOutput<'app.state'> | null = null;
  await expect(async () => {
    flow.page = await flow.running.page();
    state = await call(flow.page, 'app.state', undefined);
    if (state.phase === 'unlocked')
      expect(await reply(flow.page, 'keys.list', undefined)).toMatchObject({ ok: true });
  }).toPass(PATIENT);
  return state!;
}

/**
 * The judge, who opens the vault, finishes a new vault key that waited; then the app is locked a moment later, and its window
 * goes, in whatever it is asked at that moment.
 */
async function judgeAfter(world: KilledWorld, prepared: Prepared): Promise<readonly string[]> {
  let found: readonly string[] = [];
  await expect(async () => {
    await unlocked(world);
    found = await judgeAccount(world, prepared);
    await expectOn(world);
  }).toPass(PATIENT);
  return found;
}

/** What could not be stored was kept, and is taken in by the app itself. */
async function judgeWaiting(world: KilledWorld, prepared: Prepared): Promise<readonly string[]> {
  let missing: string | null = null;
  const look = async (): Promise<boolean> => {
    missing = await prepared.missing(await contentsNow(world));
    return missing === null;
  };
  const isIn = await expect
    .poll(look, PATIENT)
    .toBe(true)
    .then(
      () => true,
      () => false,
    );
  return isIn ? [] : [`Acknowledged to wait, and never came: ${String(missing)}`];
}

/** The disk takes everything again: so does the vault, by itself. */
async function expectOn({ flow }: KilledWorld): Promise<void> {
  const { keys } = await call(flow.page, 'keys.list', undefined);
  const keyId = keys.find(({ name }) => name === 'Bystander')!.id;
  const notes = `after ${String(Date.now())}`;
  await expect
    .poll(async () => (await reply(flow.page, 'keys.edit', { keyId, notes })).ok, PATIENT)
    .toBe(true);
}
