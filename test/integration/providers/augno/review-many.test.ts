/** One decision about many keys of an access review, against the real sandbox and a real vault. */
import { afterEach, expect, it } from 'vitest';
import { ReviewKeeper } from '../../../../electron/keys/review/review-keeper.ts';
import { World } from './support/world.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

it('decides about many at once, each with its own note and entry, or about none where one is not in the review', async () => {
  world = await World.start({ sandbox: { seed: 'empty' } });
  const { vault, service } = await world.open();
  const connection = await service.connect({
    url: world.sandbox.url,
    name: 'ACME',
    adminKey: world.adminKey('test'),
  });
  const [role] = await service.listRoles(connection.id);
  const create = async (name: string): Promise<string> =>
    (await service.createKey({ connectionId: connection.id, name, roleId: role!.id, expiresAt: null })).keyId;
  const ids = [await create('A'), await create('B'), await create('C')];
  const reviews = new ReviewKeeper(
    vault,
    { keys: () => service.listKeys(), rotations: () => [], guides: () => [] },
    world.clock.now,
  );
  const { id } = reviews.start();
  reviews.decide(id, [ids[0]!], 'keep', 'the till needs it');
  const changed = reviews.decide(id, ids, 'revoke', null);
  expect(changed.map(({ keyId, decision, note }) => [keyId, decision, note])).toEqual([
    [ids[0], 'revoke', 'the till needs it'],
    [ids[1], 'revoke', ''],
    [ids[2], 'revoke', ''],
  ]);
  for (const keyId of ids)
    expect(vault.auditLog({ limit: 5, subjectId: keyId })[0]).toMatchObject({ action: 'review-decided' });
  expect(() => reviews.decide(id, [ids[0]!, 'apke_elsewhere'], 'keep', null)).toThrow(/over/);
  expect(reviews.list()[0]!.items.find(({ keyId }) => keyId === ids[0])?.decision).toBe('revoke');
});
