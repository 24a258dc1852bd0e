/** What is looked at once a process was killed in the middle of a step: the vault on the disk, the account, what is open. */
import { expect } from '@playwright/test';
import { intentsCollection } from '../../../electron/keys/registry/records.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { contentsOf, type Contents } from '../../faults/support/contents.ts';
import { call, reply } from './bridge.ts';
import { opened } from './judges-vault.ts';
import { PATIENT, type KilledStep, type KilledWorld, type Prepared } from './killed-steps.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

/** More than what the app lets pass before it believes that nothing came of a request. */
const SETTLED_MS = 120_000;

export async function contentsNow({ flow, password }: KilledWorld): Promise<Contents> {
  const { vault } = await opened(flow.running.vaultFolder, [password]);
  try {
    return await contentsOf(vault);
  } finally {
    vault.close();
  }
}

/** What lies on the disk, as it was left. */
export async function judgeVault(
  world: KilledWorld,
  step: KilledStep,
  prepared: Prepared,
  before: Contents | null,
  acknowledged: boolean,
): Promise<readonly string[]> {
  const passwords = [prepared.newPassword, world.password].filter((one) => one !== undefined);
  const problems: string[] = [];
  try {
    const { vault, password } = await opened(world.flow.running.vaultFolder, passwords);
    world.password = password;
    try {
      for (const problem of vault.verify().problems) problems.push(`verify: ${inEnglish(problem)}`);
      const contents = await contentsOf(vault);
      for (const [id, hash] of before?.secrets ?? [])
        if (contents.secrets.get(id) !== hash && id !== prepared.ends)
          problems.push(`The secret of ${id} is gone.`);
      if (contents.secrets.size === 0) problems.push('There is no secret in it.');
      if (acknowledged) {
        const missing = await prepared.missing(contents);
        if (missing !== null) problems.push(`Acknowledged: ${missing}`);
        if (prepared.newPassword !== undefined && password !== prepared.newPassword)
          problems.push('Acknowledged: the vault opens with the old password only.');
      }
    } finally {
      vault.close();
    }
  } catch (thrown) {
    problems.push(`${step.name}: the vault does not open: ${String(thrown)}`);
  }
  return problems;
}

/** A person's word, where it is asked for. */
export async function resolveOpen(world: KilledWorld): Promise<readonly string[]> {
  const { page } = world.flow;
  const problems: string[] = [];
  const open = async (): Promise<readonly KeySummary[]> =>
    (await call(page, 'keys.list', undefined)).keys.filter(({ status }) => status === 'unresolved');
  for (const { id, repair } of await open())
    if (repair === null) problems.push(`${id} is unresolved, and nothing is said of it.`);
  if ((await open()).length === 0) return problems;
  await letSettle(world);
  await expect
    .poll(async () => {
      for (const { id } of await open())
        await reply(page, 'keys.resolve-interrupted', { keyId: id, decision: 'give-up' });
      return (await open()).map(({ id }) => id);
    }, PATIENT)
    .toEqual([]);
  return problems;
}

/** As if a while had gone by: what was sent just now may still be under way there, and is given up only once it cannot be. */
async function letSettle({ flow, password }: KilledWorld): Promise<void> {
  const { vault } = await opened(flow.running.vaultFolder, [password]);
  vault.transaction((transaction) => {
    for (const { id, value } of transaction.list(intentsCollection)) {
      if (value.sentAt === null) continue;
      const sentAt = new Date(Date.parse(value.sentAt) - SETTLED_MS).toISOString();
      transaction.put(intentsCollection, id, { ...value, sentAt });
    }
  });
  vault.close();
}

/** What was interrupted comes to an end that is true: done once, with its secret here, or not at all, or it is said. */
export async function judgeAccount(world: KilledWorld, { made, ends }: Prepared): Promise<readonly string[]> {
  if (made === undefined && ends === undefined) return [];
  const { page, server, running } = world.flow;
  const problems: string[] = [];
  await call(page, 'connections.sync', { connectionId: null });
  problems.push(...(await resolveOpen(world)));
  const listed = async (): Promise<readonly KeySummary[]> => (await call(page, 'keys.list', undefined)).keys;
  const living = (await server.keys(server.account('test'))).filter(({ revoked_at: at }) => at === null);
  const ours = living.filter(({ name }) => name === made?.name);
  if (ours.length > 1) problems.push(`It was done ${String(ours.length)} times.`);
  const { vault } = await opened(running.vaultFolder, [world.password]);
  try {
    for (const { id } of ours) {
      const held = vault.hasSecret(id)
        ? await vault.withSecret(id, (secret) => secret.bytes().toString('utf8'))
        : null;
      const asked = (await listed()).find((key) => key.id === id)?.repair ?? null;
      if (held === null && asked === null && made?.elsewhere !== true)
        problems.push(`The account has ${id}, and the vault says nothing of it.`);
      if (held !== null && (await server.tryKey(held)) !== 200)
        problems.push(`The secret of ${id} is not its own.`);
    }
    if (ends !== undefined && living.some(({ id }) => id === ends) && !vault.hasSecret(ends))
      problems.push(`The secret of ${ends}, which the account still takes, is gone.`);
  } finally {
    vault.close();
  }
  return problems;
}
