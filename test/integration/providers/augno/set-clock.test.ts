/** A computer whose clock was wrong in the middle of an operation, and is set: what is to come stays as near as it was. */
import { afterEach, expect, it } from 'vitest';
import { BatchKeeper } from '../../../../electron/keys/batches/batch-keeper.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { connectFirstAccount } from './support/first-account.ts';
import { works, World } from './support/world.ts';

const REASON = { kind: 'policy', text: '' } as const;
const YEAR = 365 * 86_400_000;

let world: World;
afterEach(async () => {
  await world.close();
});

/** The server's clock is right. @returns the id of a key “Till” */
async function begin(mode: 'test' | 'prod' = 'test') {
  world = await World.start({ sandbox: { seed: 'empty', now: () => new Date() } });
  const { vault, service } = await world.open();
  const make = await connectFirstAccount(world, service, mode);
  return { vault, service, keyId: await make('Till') };
}

const rotate = (service: AccountService, keyId: string) =>
  service.rotateKey({ keyId, overlapSeconds: 0, reason: REASON, confirmation: null });

it('ahead when a rotation was sent that came to nothing: it is asked about soon, and not in a year', async () => {
  const { service, keyId } = await begin();
  world.clock.advance(YEAR);
  await world.control('faults', { method: 'POST', dropBeforeCommit: true, times: 10 });
  await expect(rotate(service, keyId)).rejects.toMatchObject({ code: 'outcome-unknown' });
  await world.control('faults');
  world.clock.advance(-YEAR);
  await service.sync(null);
  // What was sent a moment ago may still be at work.
  expect(service.keyDetail(keyId).interrupted?.state).toBe('looking');
  world.clock.advance(5 * 60_000);
  await service.sync(null);
  expect(service.keyDetail(keyId).interrupted?.state).toBe('ask');
});

it('behind when a rotation was sent whose answer was lost: its secret is still asked for', async () => {
  const { service, keyId } = await begin();
  world.clock.advance(-5 * YEAR);
  await world.control('faults', { method: 'POST', path: 'actions/rotate', dropAfterCommit: true, times: 10 });
  await expect(rotate(service, keyId)).rejects.toMatchObject({ code: 'outcome-unknown' });
  await world.control('faults');
  world.clock.advance(5 * YEAR);
  await service.sync(null);
  const [made] = service.listKeys().filter(({ name, status }) => name === 'Till' && status === 'active');
  expect(made?.secretHeld).toBe(true);
  expect(service.keyDetail(keyId).replacedBy).toBe(made?.id);
  const secret = await service.useSecret(made!.id, 'reveal', (held) => held.revealText());
  expect(await works(world, secret)).toBe(true);
});

it('ahead when many keys were begun: the number is asked for again', async () => {
  const { vault, service, keyId } = await begin('prod');
  world.clock.advance(YEAR);
  const batches = new BatchKeeper(vault, service, world.clock.now);
  const { id } = batches.start({
    kind: 'rotate',
    cause: 'selection',
    person: null,
    keyIds: [keyId],
    overlapSeconds: 0,
    reason: REASON,
    confirmation: '1',
  });
  world.clock.advance(-YEAR);
  await expect(batches.step(id, null)).rejects.toMatchObject({ field: 'confirmation' });
  expect((await batches.step(id, '1')).batch.items[0]).toMatchObject({ state: 'done' });
});
