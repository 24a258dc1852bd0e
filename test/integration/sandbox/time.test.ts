/** What happens by the clock: last use, expiry, scheduled revocation, the documentation key. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestServer, type Body, type Item, type TestServer } from './support/server.ts';
import { DAY_MS, HOUR_MS } from '../../../shared/times.ts';

const KEYS = '/v1/auth/api-keys';
const UNITS = '/v1/catalog/units?limit=1';
const START = Date.UTC(2026, 10, 21, 8);

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({ now: () => new Date(START) });
});
afterEach(async () => {
  await server.close();
});

async function setClock(afterStart: number): Promise<void> {
  await server.control('POST', 'clock', { now: new Date(START + afterStart).toISOString() });
}

async function keyNamed(name: string): Promise<Item> {
  return (await server.call('GET', `${KEYS}?q=${encodeURIComponent(name)}`)).body.data[0];
}

it('notes a use at most once in 24 hours, and moves updated_at with it', async () => {
  const made = await server.createKey({ name: 'Clocked' });
  expect(made.api_key_info.last_used_at).toBeNull();
  const use = async (at: number): Promise<string[]> => {
    await setClock(at);
    await server.call('GET', UNITS, { key: made.api_key_secret });
    const key = await keyNamed('Clocked');
    return [key.last_used_at, key.updated_at];
  };
  const first = new Date(START + HOUR_MS).toISOString().replace('.000', '');
  expect(await use(HOUR_MS)).toEqual([first, first]);
  expect(await use(24 * HOUR_MS)).toEqual([first, first]);
  const second = new Date(START + 25 * HOUR_MS).toISOString().replace('.000', '');
  expect(await use(25 * HOUR_MS)).toEqual([second, second]);
});

it('ends keys on time: expiry and scheduled revocation, at the millisecond', async () => {
  const expiring = await server.createKey({ expires_at: new Date(START + DAY_MS).toISOString() });
  const replaced = await server.createKey();
  await server.call('POST', `${KEYS}/${replaced.api_key_info.id}/actions/rotate`, {
    contract: 'v50',
    body: { revoke_at: new Date(START + 2 * DAY_MS).toISOString() },
  });
  const answer = async (made: Body): Promise<string> => {
    const { status, body } = await server.call('GET', UNITS, { key: made.api_key_secret });
    return status === 200 ? 'ok' : body.error.code;
  };
  await setClock(DAY_MS - 1);
  expect([await answer(expiring), await answer(replaced)]).toEqual(['ok', 'ok']);
  await setClock(DAY_MS);
  expect([await answer(expiring), await answer(replaced)]).toEqual(['api_key_expired', 'ok']);
  await setClock(2 * DAY_MS - 1);
  expect(await answer(replaced)).toBe('ok');
  await setClock(2 * DAY_MS);
  expect(await answer(replaced)).toBe('api_key_revoked');
});

it('counts an expired key with a future revocation as expired', async () => {
  const made = await server.createKey({ name: 'Both', expires_at: new Date(START + DAY_MS).toISOString() });
  await server.call('POST', `${KEYS}/${made.api_key_info.id}/actions/rotate`, {
    contract: 'v50',
    body: { revoke_at: new Date(START + 5 * DAY_MS).toISOString() },
  });
  const ids = async (status: string): Promise<string[]> =>
    (await server.call('GET', `${KEYS}?q=Both&statuses[]=${status}`)).body.data.map((key: Item) => key.id);
  await setClock(2 * DAY_MS);
  expect(await ids('expired')).toContain(made.api_key_info.id);
  await setClock(6 * DAY_MS);
  expect(await ids('revoked')).toEqual([made.api_key_info.id]);
});

const documentationKey = (): Promise<Response> =>
  fetch(`${server.url}/__sandbox/accounts/${server.test.id}/documentation-key`, { method: 'POST' });

it('shows the documentation key again, rotates it at the first fetch after 30 days, and ends with a revocation', async () => {
  const fetchKey = async (): Promise<Body> => (await documentationKey()).json() as Promise<Body>;
  const first = await fetchKey();
  expect(first.api_key_info).toMatchObject({
    name: 'Doc API Key [System Generated]',
    expires_at: new Date(START + 30 * DAY_MS).toISOString().replace('.000', ''),
  });
  expect(first.api_key_secret).toMatch(/^aug_sk_test_/);
  await setClock(29 * DAY_MS);
  expect(await fetchKey()).toMatchObject({ api_key_secret: first.api_key_secret });
  await setClock(31 * DAY_MS);
  const second = await fetchKey();
  expect(second.api_key_info.id).not.toBe(first.api_key_info.id);
  expect(second.api_key_info.expires_at).toBe(
    new Date(START + 61 * DAY_MS).toISOString().replace('.000', ''),
  );
  const old = await server.call('GET', `${KEYS}/${first.api_key_info.id}`);
  expect(old.body.revoked_at).not.toBeNull();

  const rotated = await server.call('POST', `${KEYS}/${second.api_key_info.id}/actions/rotate`);
  const taken = await fetchKey();
  expect(taken).toEqual(rotated.body);
  await server.call('DELETE', `${KEYS}/${taken.api_key_info.id}`);
  const ended = await documentationKey();
  expect(ended.status).toBe(400);
  expect(((await ended.json()) as Body).error).toMatchObject({ code: 'validation_failed' });
});

it('has no documentation key for a production account', async () => {
  const answer = await fetch(`${server.url}/__sandbox/accounts/${server.production.id}/documentation-key`, {
    method: 'POST',
  });
  expect(answer.status).toBe(400);
});
