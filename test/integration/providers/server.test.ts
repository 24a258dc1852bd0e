/** The Auxot-shaped server, as Auxot's documentation describes the real one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAuxotServer, type AuxotServer } from '../../../electron/sandbox/auxot/index.ts';

let auxot: AuxotServer;
beforeAll(async () => {
  auxot = await startAuxotServer({ testControls: true });
});
afterAll(() => auxot.close());

const status = async (path: string, headers: Record<string, string>, body?: unknown): Promise<number> => {
  const response = await fetch(auxot.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.status;
};

it('keeps nothing of a key but an Argon2id hash', () => {
  for (const key of auxot.keys.list()) expect(key.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(JSON.stringify(auxot.keys.list())).not.toContain(auxot.userKey.slice(5));
});

it('takes both headers on every route but the webhook, which takes Bearer from either kind', async () => {
  for (const key of [auxot.userKey, auxot.teamKey]) {
    const bearer = { authorization: `Bearer ${key}` };
    const header = { 'x-api-key': key };
    expect(await status('/api/agents', bearer)).toBe(200);
    expect(await status('/api/agents', header)).toBe(200);
    expect(
      await status('/api/anthropic/v1/messages', { ...header, 'anthropic-version': '2023-06-01' }, {}),
    ).toBe(200);
    expect(await status('/v1/intake/in_1', bearer, { ticket: 1 })).toBe(202);
    expect(await status('/v1/intake/in_1', header, { ticket: 1 })).toBe(401);
  }
  expect(await status('/api/agents', {})).toBe(401);
  expect(await status('/api/agents', { authorization: `Basic ${auxot.userKey}` })).toBe(401);
  expect(await status('/api/agents', { authorization: `Bearer ${auxot.userKey}x` })).toBe(401);
});

it('refuses a deleted key at once, and answers no page in a browser', async () => {
  const made = await auxot.keys.create('user', 'A', 'Ann');
  const bearer = { authorization: `Bearer ${made.secret}` };
  expect(await status('/api/agents', bearer)).toBe(200);
  expect(auxot.keys.delete(made.id)).toBe(true);
  expect(await status('/api/agents', bearer)).toBe(401);
  expect(await status('/__sandbox/keys', { origin: 'https://example.com' })).toBe(404);
  expect(await status('/__sandbox/keys', {})).toBe(200);
});
