/** Who made a key, by the account's own audit events. */
import { afterEach, expect, it } from 'vitest';
import { World } from './support/world.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

it('knows who made which key at Augno, and goes on knowing it without a network', async () => {
  world = await World.start({ sandbox: { seed: 'demo' } });
  const { service } = await world.open();
  const { id: connectionId } = await service.connect({
    url: world.sandbox.url,
    name: 'ACME',
    adminKey: world.adminKey('prod'),
  });
  await service.sync(null);
  const roleId = (await service.listRoles(connectionId))[0]!.id;
  const { keyId: own } = await service.createKey({ connectionId, name: 'Ours', roleId, expiresAt: null });
  const { ties, unread } = await service.keyCreators();
  expect(unread).toEqual([]);
  const erp = service.listKeys().find(({ name }) => name === 'ERP Sync')!;
  expect(ties.find(({ keyId }) => keyId === erp.id)).toEqual({
    keyId: erp.id,
    kind: 'created',
    name: 'Dana Whitfield',
    handle: 'dana.whitfield@acme-manufacturing.example',
    at: erp.createdAt,
  });
  // A key made it, not a person.
  expect(ties.some(({ keyId }) => keyId === own)).toBe(false);
  await world.control('faults', { path: '/v1/core/audit-events', status: 403 });
  const later = await service.keyCreators();
  expect(later).toEqual({ ties, unread: ['ACME'], unreadEvents: { count: 0, names: [] } });
  service.removeConnection(connectionId);
  expect((await service.keyCreators()).ties).toEqual([]);
});
