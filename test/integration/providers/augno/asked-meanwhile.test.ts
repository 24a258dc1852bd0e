/** Whoever asks for a synchronisation while one is running gets what the server has now, not what was read before. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { KeyLists } from './support/key-lists.ts';
import { World } from './support/world.ts';

let world: World;
let service: AccountService;
let connectionId: string;
let lists: KeyLists;

beforeEach(async () => {
  world = await World.start();
  lists = new KeyLists();
  ({ service } = await world.open({ fetch: lists.fetch }));
  ({ id: connectionId } = await service.connect({
    url: world.sandbox.url,
    name: 'Acme',
    adminKey: world.adminKey(),
  }));
});
afterEach(async () => {
  await world.close();
});

const names = (): readonly (string | null)[] => service.listKeys().map(({ apiName }) => apiName);

it('finds a key that was made after the list had been read, and reads once more for all who asked', async () => {
  const { adminKey } = world.account();
  const roles = await service.listRoles(connectionId);
  const asked: Promise<unknown>[] = [];
  lists.after = async () => {
    lists.after = null;
    const made = await fetch(`${world.sandbox.url}/v1/auth/api-keys`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${adminKey}`,
        'Augno-Version': '1.0.forge-preview.1',
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ name: 'Made elsewhere', role_id: roles[0]!.id }),
    });
    expect(made.status).toBe(201);
    asked.push(service.sync(connectionId), service.sync(connectionId));
  };
  lists.count = 0;
  await service.sync(connectionId);
  expect(asked).toHaveLength(2);
  await Promise.all(asked);
  expect(names()).toContain('Made elsewhere');
  expect(lists.count).toBe(2);
});
