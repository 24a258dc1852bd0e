/** The overlaps of many rotations, put off and ended together, against the real sandbox and a real vault. */
import { afterEach, expect, it } from 'vitest';
import { BatchKeeper } from '../../../../electron/keys/batches/batch-keeper.ts';
import { extendMany } from '../../../../electron/keys/registry/extend-many.ts';
import { World } from './support/world.ts';

const REASON = { kind: 'policy', text: '' } as const;
const DAY = 86_400_000;

let world: World;
afterEach(async () => {
  await world.close();
});

const order = (keyIds: string[]) =>
  ({
    kind: 'rotate',
    cause: 'selection',
    person: null,
    keyIds,
    overlapSeconds: 0,
    reason: REASON,
    confirmation: null,
  }) as const;

async function run(batches: BatchKeeper, id: string) {
  for (;;) {
    const { batch, halted } = await batches.step(id, null);
    if (halted || batch.endedAt !== null) return { batch, halted };
  }
}

it('rotates many with ends that can be put off together, and ends them before their day for their own reasons', async () => {
  world = await World.start({ sandbox: { seed: 'empty' } });
  const { vault, service } = await world.open();
  const connection = await service.connect({
    url: world.sandbox.url,
    name: 'ACME',
    adminKey: world.adminKey('test'),
  });
  const role = (await service.listRoles(connection.id))[0]!;
  const batches = new BatchKeeper(vault, service, world.clock.now);
  const create = async (name: string): Promise<string> =>
    (await service.createKey({ connectionId: connection.id, name, roleId: role.id, expiresAt: null })).keyId;
  const ids = [await create('A'), await create('B'), await create('C')];
  await run(batches, batches.start({ ...order(ids.slice(0, 2)), overlapSeconds: 86_400, movable: true }).id);
  // This one's end is the server's.
  await run(batches, batches.start({ ...order(ids.slice(2)), overlapSeconds: 86_400 }).id);
  const rotations = () => ids.map((id) => service.listRotations().find(({ oldKeyId }) => oldKeyId === id)!);
  const ends = () => rotations().map(({ oldWorksUntil }) => Date.parse(oldWorksUntil!));
  expect(rotations().map(({ endedBy }) => endedBy)).toEqual(['us', 'us', 'server']);
  const before = ends();
  const all = rotations().map(({ id }) => id);
  const { moved, refused } = extendMany(service, [...all, all[0]!, 'gone'], 2 * 86_400);
  expect(moved).toBe(2);
  expect(refused.map(({ rotationId }) => rotationId)).toEqual([all[2], 'gone']);
  expect(ends()).toEqual([before[0]! + 2 * DAY, before[1]! + 2 * DAY, before[2]!]);

  const { id } = batches.start({
    ...order(ids),
    kind: 'revoke',
    endsOverlaps: true,
    reason: { kind: 'other', text: '' },
  });
  const { batch } = await run(batches, id);
  expect(batch.items.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect(rotations().map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  for (const keyId of ids) {
    const [entry] = vault
      .auditLog({ limit: 20, subjectId: keyId })
      .filter(({ action }) => action === 'key-revoked');
    expect(entry?.reason).toMatch(/^policy/);
  }
  // A key that no rotation replaced has no overlap to end, and is not revoked for it.
  const other = await create('D');
  const wrong = await run(
    batches,
    batches.start({ ...order([other]), kind: 'revoke', endsOverlaps: true }).id,
  );
  expect(wrong.batch.items[0]).toMatchObject({ state: 'failed' });
  expect(service.keyDetail(other).status).toBe('active');
});
