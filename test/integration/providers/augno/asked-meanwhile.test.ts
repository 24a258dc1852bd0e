/** Whoever asks for a synchronisation while one is running gets what the server has now, not what was read before. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { World } from './support/world.ts';

let world: World;
let service: AccountService;
let connectionId: string;
/** Once the server has answered with its list of keys. */
let after: (() => Promise<unknown>) | null;
let lists = 0;

const fetching: FetchLike = async (input, init) => {
  const response = await fetch(input, init);
  if (!new URL(input).pathname.endsWith('/auth/api-keys') || init.method !== 'GET') return response;
  lists += 1;
  await after?.();
  return response;
};

beforeEach(async () => {
  world = await World.start();
  after = null;
  ({ service } = await world.open({ fetch: fetching }));
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
  after = async () => {
    after = null;
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
  lists = 0;
  await service.sync(connectionId);
  expect(asked).toHaveLength(2);
  await Promise.all(asked);
  expect(names()).toContain('Made elsewhere');
  expect(lists).toBe(2);
});
