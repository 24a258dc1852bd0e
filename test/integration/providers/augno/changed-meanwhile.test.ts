/** A list that was read before something was done here undoes none of it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { certain } from '../../../../shared/certain.ts';
import { KeyLists } from './support/key-lists.ts';
import { World } from './support/world.ts';

let world: World;
let service: AccountService;
let vault: Awaited<ReturnType<World['open']>>['vault'];
let connectionId: string;
let keyId: string;
let lists: KeyLists;

beforeEach(async () => {
  world = await World.start();
  lists = new KeyLists();
  ({ service, vault } = await world.open({ fetch: lists.fetch }));
  ({ id: connectionId } = await service.connect({
    url: world.sandbox.url,
    name: 'Acme',
    adminKey: world.adminKey(),
  }));
  const roles = await service.listRoles(connectionId);
  const role = certain(roles.find(({ name }) => name === 'Order integration'));
  ({ keyId } = await service.createKey({ connectionId, name: 'Loom', roleId: role.id, expiresAt: null }));
  await service.sync(connectionId);
  lists.count = 0;
});
afterEach(async () => {
  await world.close();
});

const key = (id = keyId) => certain(service.listKeys().find((one) => one.id === id));
const entries = (id = keyId) => vault.auditLog({ limit: 50, subjectId: id }).map(({ action }) => action);

/** While a synchronisation has its list and has not brought it in. */
async function whileItRuns(work: () => Promise<unknown>): Promise<void> {
  lists.after = async () => {
    lists.after = null;
    await work();
  };
  await service.sync(connectionId);
}

it('a revoked key stays revoked', async () => {
  await whileItRuns(() =>
    service.revokeKey({ keyId, reason: { kind: 'policy', text: '' }, confirmation: null }),
  );
  expect(key().status).toBe('revoked');
  expect(entries()).not.toContain('key-changed-elsewhere');
  expect(lists.count).toBe(2);
});

it('a rotated key stays ended, and its successor in the list', async () => {
  let next = '';
  await whileItRuns(async () => {
    ({ keyId: next } = await service.rotateKey({
      keyId,
      overlapSeconds: 0,
      reason: { kind: 'policy', text: '' },
      confirmation: null,
    }));
  });
  expect(key().status).toBe('revoked');
  expect(key(next).status).toBe('active');
  expect([...entries(), ...entries(next)]).not.toContain('key-changed-elsewhere');
});

it('an overlap that was begun keeps its end', async () => {
  await whileItRuns(() =>
    service.rotateKey({
      keyId,
      overlapSeconds: 86_400,
      reason: { kind: 'policy', text: '' },
      confirmation: null,
    }),
  );
  const { expiresAt, status } = key();
  await service.sync(connectionId);
  expect(key()).toMatchObject({ expiresAt, status });
  expect(entries()).not.toContain('key-changed-elsewhere');
});

it('one key ended during each list keeps no synchronisation from its end', async () => {
  const roleId = certain(key().roleId);
  const ids: string[] = [];
  for (const name of ['A', 'B', 'C', 'D', 'E']) {
    ids.push((await service.createKey({ connectionId, name, roleId, expiresAt: null })).keyId);
  }
  await service.sync(connectionId);
  lists.count = 0;
  const left = [...ids];
  lists.after = async () => {
    const id = left.shift();
    if (id === undefined) return;
    await service.revokeKey({ keyId: id, reason: { kind: 'policy', text: '' }, confirmation: null });
  };
  await service.sync(connectionId);
  expect(lists.count).toBe(3);
  expect(ids.map((id) => key(id).status)).toEqual(['revoked', 'revoked', 'revoked', 'active', 'active']);
});
