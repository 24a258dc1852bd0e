/** A key that is passed on from a vault that cannot be written: refused before anything leaves, and the log says what was lent. */
import { afterAll, expect, it } from 'vitest';
import { passedOnCollection, SharingDesk } from '../../../../electron/processes/desks/sharing-desk.ts';
import { canMount, coverReadOnly, uncover } from '../../../fixtures/disk.ts';
import { World } from '../../providers/augno/support/world.ts';

const mountable = canMount();
const worlds: World[] = [];
afterAll(async () => {
  for (const world of worlds) await world.close();
});

it.skipIf(!mountable)('is sealed for nobody, and nothing is said to have been passed on', async () => {
  const [world, there] = [await World.start(), await World.start()];
  worlds.push(world, there);
  const { vault, service } = await world.open();
  const { id: connectionId } = await service.connect({
    url: world.sandbox.url,
    name: 'Workshop',
    adminKey: world.adminKey(),
  });
  const { id: roleId } = (await service.listRoles(connectionId)).find(({ name }) => name === 'Admin')!;
  const { keyId } = await service.createKey({ connectionId, name: 'ERP', roleId, expiresAt: null });
  const desk = new SharingDesk(vault, service, world.clock.now);
  const { vault: theirs, service: their } = await there.open();
  const { publicText } = await new SharingDesk(theirs, their, there.clock.now).identity();
  const { id: adminId } = await desk.addAdmin({ name: 'Ben', publicText, compared: true });
  await desk.identity();
  coverReadOnly(world.vaultFolder);
  try {
    const refused = { code: 'vault-unwritable' };
    // The first time that is found out, and the time after that.
    for (let time = 0; time < 2; time += 1)
      await expect(desk.seal({ keyId, adminId, note: '' })).rejects.toMatchObject(refused);
    expect(desk.ties()).toEqual([]);
  } finally {
    uncover(world.vaultFolder);
  }
  expect(vault.list(passedOnCollection)).toEqual([]);
  const { text } = await desk.seal({ keyId, adminId, note: '' });
  expect(text).not.toBe('');
  expect(desk.ties()).toMatchObject([{ keyId, name: 'Ben' }]);
  const actions = vault.auditLog({ limit: 50, subjectId: keyId }).map(({ action }) => action);
  expect(actions.filter((action) => action === 'secret-sealed')).toHaveLength(1);
  expect(vault.verify()).toMatchObject({ sound: true });
});
