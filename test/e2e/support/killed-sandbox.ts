/** The app's own sandbox is killed in the middle of a step at it. */
import { expect } from '@playwright/test';
import type { Tried } from '../../faults/support/ledger.ts';
import { call } from './bridge.ts';
import { contentsNow, resolveOpen } from './killed-judge.ts';
import { PATIENT, type KilledStep, type KilledWorld } from './killed-steps.ts';
import { holdAtCall, NOT_FIRED, pidOf, unlocked } from './killing.ts';
import type { AppPlace } from './trap.ts';

const onOwn = new WeakMap<KilledWorld, KilledWorld>();

/** The same world, with its steps at the sandbox that the app itself serves. */
export async function onOwnSandbox(world: KilledWorld): Promise<KilledWorld> {
  const own = onOwn.get(world) ?? (await connectOwnSandbox(world));
  onOwn.set(world, own);
  return own;
}

async function connectOwnSandbox(world: KilledWorld): Promise<KilledWorld> {
  await unlocked(world);
  const { page } = world.flow;
  const { connections } = await call(page, 'connections.connect-sandbox', undefined);
  const { id: connectionId } = connections.find(({ mode }) => mode === 'test')!;
  const { roles } = await call(page, 'roles.list', { connectionId });
  const roleId = (name: string): string => roles.find((role) => role.name === name)!.id;
  const createKey = async (name: string, role = 'Order integration'): Promise<string> =>
    (await call(page, 'keys.create', { connectionId, name, roleId: roleId(role), expiresAt: null })).keyId;
  return { ...world, flow: { ...world.flow, connectionId, roleId, createKey } };
}

/**
 * The app's own sandbox ends while the vault is at this place of a step at it.
 * @param world its flow works on a connection to the app's own sandbox
 */
export async function killSandboxAt(
  world: KilledWorld,
  step: KilledStep,
  place: AppPlace,
): Promise<Pick<Tried, 'fired' | 'problems'>> {
  const { flow } = world;
  await unlocked(world);
  const prepared = await step.prepare(world);
  const sandbox = await pidOf(world, 'sandbox-process');
  const pid = await pidOf(world, 'vault-process');
  const held = await holdAtCall(world, { pid, step, prepared, place, victim: 'main' });
  if (held.isThere) process.kill(sandbox, 'SIGKILL');
  await held.release();
  const answer = await held.answering;
  if (!held.isThere) return NOT_FIRED;
  const problems: string[] = [];
  if (answer === null) problems.push('The page has no answer.');
  await expect
    .poll(async () => {
      const { connections } = await call(flow.page, 'connections.sync', { connectionId: flow.connectionId });
      return connections.find(({ id }) => id === flow.connectionId)?.health;
    }, PATIENT)
    .toBe('ok');
  problems.push(...(await resolveOpen(world)));
  if (answer?.ok === true) {
    const missing = await prepared.missing(await contentsNow(world));
    if (missing !== null) problems.push(`Acknowledged: ${missing}`);
  }
  const { keys } = await call(flow.page, 'keys.list', undefined);
  const living = keys.filter(({ name, status }) => name === prepared.made?.name && status === 'active');
  if (living.length > 1) problems.push(`It was done ${String(living.length)} times.`);
  for (const { id, secretHeld, repair } of living) {
    if (!secretHeld && repair === null) problems.push(`${id} has no secret, and nothing is said of it.`);
    if (secretHeld && (await call(flow.page, 'keys.test', { keyId: id })).outcome !== 'accepted')
      problems.push(`The secret of ${id} is not its own.`);
  }
  return { fired: true, problems };
}
