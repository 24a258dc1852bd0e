import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type Answer, type Item, type TestServer } from './support/server.ts';

const KEYS = '/v1/auth/api-keys';
const CREATE = { path: '^/v1/auth/api-keys$', method: 'POST' };
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

async function named(name: string): Promise<readonly Item[]> {
  return (await server.call('GET', `${KEYS}?limit=1000&q=${name}`)).body.data;
}

function create(name: string, signal?: AbortSignal): Promise<Answer> {
  return server.call('POST', KEYS, {
    body: { name, role_id: roleId },
    headers: { 'Idempotency-Key': name },
    ...(signal === undefined ? {} : { signal }),
  });
}

it('drops the connection after the commit; the replay has the secret', async () => {
  const name = randomUUID();
  await server.control('POST', 'faults', { ...CREATE, dropAfterCommit: true, times: 1 });
  await expect(create(name)).rejects.toThrow();
  expect(await named(name)).toHaveLength(1);
  const replay = await create(name);
  expect(replay.headers.get('idempotent-replayed')).toBe('true');
  expect((await server.call('GET', KEYS, { key: replay.body.api_key_secret })).status).toBe(200);
  expect(await named(name)).toHaveLength(1);
});

it('drops the connection before the commit: nothing was done', async () => {
  const name = randomUUID();
  await server.control('POST', 'faults', { ...CREATE, dropBeforeCommit: true, times: 1 });
  await expect(create(name)).rejects.toThrow();
  expect(await named(name)).toHaveLength(0);
});

it('truncates the body after the commit', async () => {
  const name = randomUUID();
  await server.control('POST', 'faults', { ...CREATE, truncateBody: true, times: 1 });
  const response = await fetch(`${server.url}${KEYS}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${server.test.adminKey}`, 'Augno-Version': '1.0.forge-preview.1' },
    body: JSON.stringify({ name, role_id: roleId }),
  });
  expect(response.status).toBe(201);
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
  await expect(response.text()).rejects.toThrow();
  expect(await named(name)).toHaveLength(1);
});

it('answers with an injected status before or after the commit', async () => {
  const before = randomUUID();
  await server.control('POST', 'faults', { ...CREATE, status: 500, times: 1 });
  expect(await create(before)).toMatchObject({
    status: 500,
    body: { error: { code: 'internal_error', type: 'api_error' } },
  });
  expect(await named(before)).toHaveLength(0);
  const after = randomUUID();
  await server.control('POST', 'faults', { ...CREATE, status: 502, afterCommit: true, times: 1 });
  expect((await create(after)).status).toBe(502);
  expect(await named(after)).toHaveLength(1);
  expect((await create(after)).headers.get('idempotent-replayed')).toBe('true');
});

it('injects a 429 with Retry-After, as often as asked', async () => {
  await server.control('POST', 'faults', { status: 429, times: 2 });
  for (let time = 0; time < 2; time += 1) {
    const answer = await server.call('GET', KEYS);
    expect(answer).toMatchObject({
      status: 429,
      body: { error: { code: 'rate_limit_exceeded', is_transient: true } },
    });
    expect(answer.headers.get('retry-after')).toBe('1');
  }
  expect((await server.call('GET', KEYS)).status).toBe(200);
});

it('holds a request, and does nothing when the client went away meanwhile', async () => {
  const name = randomUUID();
  await server.control('POST', 'faults', { ...CREATE, delayMs: 1500, times: 1 });
  const abort = new AbortController();
  const pending = create(name, abort.signal);
  setTimeout(() => abort.abort(), 400);
  await expect(pending).rejects.toThrow();
  const logs = async (): Promise<readonly Item[]> =>
    (await server.call('GET', '/v1/core/request-logs?status_codes[]=499')).body.data;
  await expect.poll(async () => (await logs()).length, { timeout: 5000 }).toBe(1);
  expect((await logs())[0]!.error_code).toBe('client_closed_request');
  expect(await named(name)).toHaveLength(0);
});

it('holds the reply after the commit: what was done can be seen before the answer', async () => {
  const name = randomUUID();
  await server.control('POST', 'faults', { ...CREATE, delayMs: 60_000, afterCommit: true, times: 1 });
  const abort = new AbortController();
  const pending = create(name, abort.signal);
  await expect.poll(async () => (await named(name)).length, { timeout: 5000 }).toBe(1);
  abort.abort();
  await expect(pending).rejects.toThrow();
  expect((await create(name)).headers.get('idempotent-replayed')).toBe('true');
  expect(await named(name)).toHaveLength(1);
});

it('tells of each committed change once, also where the reply was lost', async () => {
  const abort = new AbortController();
  const stream = await fetch(`${server.url}/__sandbox/events`, { signal: abort.signal });
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  const name = randomUUID();
  await server.call('GET', KEYS);
  const made = await create(name);
  await create(name);
  await server.control('POST', 'faults', { path: '/actions/rotate$', dropAfterCommit: true, times: 1 });
  const rotate = `${KEYS}/${made.body.api_key_info.id}/actions/rotate`;
  await expect(server.call('POST', rotate)).rejects.toThrow();
  let text = '';
  while (text.split('\n').length < 3) text += (await reader.read()).value ?? '';
  const [first, second, rest] = text.split('\n');
  expect(rest).toBe('');
  expect(JSON.parse(first!)).toMatchObject({
    method: 'POST',
    path: KEYS,
    route: KEYS,
    status: 201,
    accountId: server.test.id,
    idempotencyKey: name,
    changed: [made.body.api_key_info.id],
  });
  const event = JSON.parse(second!) as { route: string; changed: string[] };
  expect(event.route).toBe(`${KEYS}/{id}/actions/rotate`);
  expect(event.changed).toHaveLength(2);
  expect(text).not.toContain(made.body.api_key_secret);
  abort.abort();
  // One that stopped listening is in nobody's way.
  for (let time = 0; time < 3; time += 1) expect((await create(randomUUID())).status).toBe(201);
});

describe('the controls', () => {
  it('refuse what is not documented', async () => {
    for (const [path, body] of [
      ['faults', { statuz: 500 }],
      ['faults', { path: '(' }],
      ['clock', { now: 'tomorrow' }],
      ['limits', { requestsPerSecond: 0 }],
    ] as const) {
      const response = await fetch(`${server.url}/__sandbox/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      expect(response.status, path).toBe(400);
    }
  });

  it('do not answer a web page', async () => {
    const response = await fetch(`${server.url}/__sandbox/faults`, {
      method: 'DELETE',
      headers: { Origin: 'https://example.com' },
    });
    expect(response.status).toBe(403);
  });

  it('do not exist unless asked for', async () => {
    const { startSandbox } = await import('../../../electron/sandbox/index.ts');
    const plain = await startSandbox({ seed: 'empty' });
    const response = await fetch(`${plain.url}/__sandbox/faults`, { method: 'DELETE' });
    expect(response.status).toBe(404);
    await plain.close();
  });
});
