import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestServer, type Answer, type Item, type TestServer } from './support/server.ts';

const KEYS = '/v1/auth/api-keys';
let server: TestServer;
let roleId: string;

beforeAll(async () => {
  server = await startTestServer();
  roleId = await server.roleId('Admin');
});
afterAll(async () => {
  await server.close();
});
beforeEach(async () => {
  await server.control('DELETE', 'faults');
});

function create(idempotencyKey: string, name: string, options: { key?: string } = {}): Promise<Answer> {
  return server.call('POST', KEYS, {
    ...options,
    body: { name, role_id: roleId },
    headers: { 'Idempotency-Key': idempotencyKey },
  });
}

async function named(name: string): Promise<readonly Item[]> {
  const all = (await server.call('GET', `${KEYS}?limit=1000&q=${encodeURIComponent(name)}`)).body.data;
  return all.filter((key: Item) => key.name === name);
}

it('replays the same reply, secret included, and makes one key', async () => {
  const name = randomUUID();
  const first = await create('a', name);
  const again = await create('a', name);
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.status).toBe(201);
  expect(again.body).toEqual(first.body);
  expect(again.headers.get('location')).toBe(first.headers.get('location'));
  expect(await named(name)).toHaveLength(1);
});

it('refuses the same key with other content, in body or query', async () => {
  const key = randomUUID();
  await create(key, 'one');
  for (const path of [KEYS, `${KEYS}?include[]=role`]) {
    const answer = await server.call('POST', path, {
      body: { name: path === KEYS ? 'two' : 'one', role_id: roleId },
      headers: { 'Idempotency-Key': key },
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'validation_failed', type: 'idempotency_error', is_transient: false } },
    });
  }
});

it('replays deterministic refusals, and runs anew after an injected 503', async () => {
  const refused = randomUUID();
  const send = (): Promise<Answer> =>
    server.call('POST', KEYS, {
      body: { name: '', role_id: roleId },
      headers: { 'Idempotency-Key': refused },
    });
  const first = await send();
  const again = await send();
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.body).toEqual(first.body);

  const name = randomUUID();
  await server.control('POST', 'faults', { path: 'api-keys$', method: 'POST', status: 503, times: 1 });
  const failed = await create(name, name);
  expect(failed).toMatchObject({
    status: 503,
    body: { error: { code: 'service_unavailable', is_transient: true } },
  });
  expect(await named(name)).toHaveLength(0);
  const retried = await create(name, name);
  expect(retried.status).toBe(201);
  expect(retried.headers.get('idempotent-replayed')).toBeNull();
});

it('is kept apart by actor, method and route, and ignored on DELETE', async () => {
  const other = await server.createKey();
  const key = randomUUID();
  const mine = await create(key, 'apart');
  const theirs = await create(key, 'apart', { key: other.api_key_secret });
  expect(theirs.body.api_key_info.id).not.toBe(mine.body.api_key_info.id);
  const role = await server.call('POST', '/v1/identity/roles', {
    body: { name: key, permissions: [] },
    headers: { 'Idempotency-Key': key },
  });
  expect(role.status).toBe(201);
  const path = `${KEYS}/${mine.body.api_key_info.id}`;
  for (let time = 0; time < 2; time += 1) {
    const revoked = await server.call('DELETE', path, { headers: { 'Idempotency-Key': key } });
    expect(revoked.headers.get('idempotent-replayed')).toBeNull();
  }
});

it('checks the key before it replays anything', async () => {
  const admin = await server.createKey();
  const idempotencyKey = randomUUID();
  await create(idempotencyKey, 'before', { key: admin.api_key_secret });
  await server.call('DELETE', `${KEYS}/${admin.api_key_info.id}`);
  const replay = await create(idempotencyKey, 'before', { key: admin.api_key_secret });
  expect(replay).toMatchObject({ status: 401, body: { error: { code: 'api_key_revoked' } } });
});

it('says in progress while the first one runs, then replays', async () => {
  const name = randomUUID();
  await server.control('POST', 'faults', { path: 'api-keys$', method: 'POST', delayMs: 1200, times: 1 });
  // Whichever comes first is held; the other finds it running.
  const answers = await Promise.all([create(name, name), create(name, name)]);
  const [done, busy] = answers.sort((left, right) => left.status - right.status);
  expect([done.status, busy.status]).toEqual([201, 409]);
  expect(busy.body.error).toMatchObject({
    code: 'idempotency_in_progress',
    type: 'idempotency_error',
    is_transient: true,
  });
  expect((await create(name, name)).body).toEqual(done.body);
  expect(await named(name)).toHaveLength(1);
});

it('makes one key out of twenty concurrent requests', async () => {
  const name = randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(name, name)));
  const secrets = new Set(
    answers.filter((answer) => answer.status === 201).map((answer) => answer.body.api_key_secret),
  );
  expect(secrets.size).toBe(1);
  for (const answer of answers) expect([201, 409]).toContain(answer.status);
  expect(await named(name)).toHaveLength(1);
});

it('refuses a key of more than 255 characters, under /v1/auth/ even before the API key', async () => {
  const headers = { 'Idempotency-Key': 'k'.repeat(256) };
  const auth = await server.call('POST', KEYS, { body: {}, headers, key: null });
  expect(auth).toMatchObject({ status: 400, body: { error: { param: 'Idempotency-Key' } } });
  const roles = await server.call('POST', '/v1/identity/roles', { body: {}, headers, key: null });
  expect(roles.status).toBe(401);
});

it('forgets after 30 days', async () => {
  const name = randomUUID();
  await create(name, name);
  const later = new Date(Date.now() + 30 * 86_400_000 + 1000).toISOString();
  await server.control('POST', 'clock', { now: later });
  const answer = await create(name, name);
  expect(answer.headers.get('idempotent-replayed')).toBeNull();
  expect(await named(name)).toHaveLength(2);
  await server.control('POST', 'clock', { now: null });
});
