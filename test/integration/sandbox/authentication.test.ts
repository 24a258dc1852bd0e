import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksumOf, generateKey } from '../../../shared/key-format.ts';
import { startTestServer, type Body, type Item, type TestServer } from './support/server.ts';

const KEYS = '/v1/auth/api-keys';
const UNITS = '/v1/catalog/units?limit=1';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.close();
});

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

/** A key of the right form around parts that break the rules. */
function forged(id: string, secret: string): string {
  return `aug_sk_test_${id}_${secret}${checksumOf(`${id}_${secret}`)}`;
}

describe('accepted', () => {
  it.each<[string, (key: string) => string]>([
    ['Bearer', (key) => `Bearer ${key}`],
    ['bearer, any case', (key) => `bEaReR ${key}`],
    ['Basic with an empty password', (key) => basic(`${key}:`)],
    [
      'basic, any case, what follows the colon ignored',
      (key) => basic(`${key}:anything:else`).replace('B', 'b'),
    ],
  ])('%s', async (_, header) => {
    const answer = await server.call('GET', UNITS, {
      key: null,
      headers: { Authorization: header(server.test.adminKey) },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });
});

describe('refused', () => {
  const unknown = generateKey('test');
  const tampered = `${unknown.slice(0, -1)}${unknown.endsWith('a') ? 'b' : 'a'}`;
  const cases: readonly (readonly [string, string | null, number, string, string | null])[] = [
    ['no credential', null, 401, 'invalid_credentials', null],
    ['an unknown scheme', 'Digest abc', 401, 'invalid_credentials', null],
    ['a scheme without a token', 'Bearer', 401, 'invalid_credentials', null],
    ['Basic without a token', 'Basic', 401, 'invalid_credentials', null],
    ['undefined', 'Bearer undefined', 401, 'invalid_credentials', null],
    ['None', 'Bearer None', 401, 'invalid_credentials', null],
    ['null', basic('null:'), 401, 'invalid_credentials', null],
    ['Basic that is no base64', 'Basic ***', 401, 'invalid_credentials', null],
    ['Basic without a colon', basic(unknown), 401, 'invalid_credentials', null],
    ['Basic without a key', basic(':x'), 401, 'invalid_credentials', null],
    ['a token without the prefix', 'Bearer eyJhbGciOi', 401, 'invalid_credentials', null],
    [
      "the other brand's key",
      `Bearer ${generateKey('test', { brand: 'openmrp' })}`,
      401,
      'invalid_credentials',
      null,
    ],
    ['a wrong checksum', `Bearer ${tampered}`, 400, 'invalid_format', 'api_key'],
    ['a truncated key', `Bearer ${unknown.slice(0, 60)}`, 400, 'invalid_format', 'api_key'],
    ['an unknown mode', `Bearer ${unknown.replace('_test_', '_live_')}`, 400, 'invalid_format', 'api_key'],
    ['too many parts', `Bearer ${unknown}_x`, 400, 'invalid_format', 'api_key'],
    ['a well-formed, unknown key', `Bearer ${unknown}`, 401, 'invalid_credentials', null],
    [
      'other lengths with a right checksum',
      `Bearer ${forged('abc', 'def')}`,
      401,
      'invalid_credentials',
      null,
    ],
  ];
  it.each(cases)('%s', async (_, authorization, status, code, param) => {
    const answer = await server.call('GET', UNITS, {
      key: null,
      headers: authorization === null ? {} : { Authorization: authorization },
    });
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({
      code,
      param,
      type: 'invalid_request_error',
      is_transient: false,
      quota: null,
    });
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
    for (const whole of [unknown, tampered]) expect(JSON.stringify(answer.body)).not.toContain(whole);
  });

  it('a known id with another secret, like an unknown id', async () => {
    const [, , , id] = server.test.adminKey.split('_');
    const answer = await server.call('GET', UNITS, { key: forged(id!, 'x'.repeat(44)) });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'invalid_credentials' } } });
    expect(answer.body.error.message).toMatch(/^Invalid API Key provided: aug_sk_test_\w{2}\*{4}\w{4}\.$/);
  });

  it('the right secret under the wrong mode', async () => {
    const answer = await server.call('GET', UNITS, { key: server.test.adminKey.replace('_test_', '_prod_') });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'invalid_credentials' } } });
  });

  it('a key with a login cookie', async () => {
    const answer = await server.call('GET', UNITS, { headers: { Cookie: 'theme=dark; access_token=abc' } });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'invalid_credentials' } } });
    const other = await server.call('GET', UNITS, { headers: { Cookie: 'theme=dark' } });
    expect(other.status).toBe(200);
  });

  it('an expired key, also when it was revoked as well; a revoked one', async () => {
    const past = new Date(Date.now() - 60_000).toISOString();
    const expired = await server.createKey({ expires_at: past });
    const refuse = async (secret: string): Promise<Body['error']> =>
      (await server.call('GET', UNITS, { key: secret })).body.error;
    expect(await refuse(expired.api_key_secret)).toMatchObject({ code: 'api_key_expired', param: null });
    await server.call('DELETE', `${KEYS}/${expired.api_key_info.id}`);
    expect(await refuse(expired.api_key_secret)).toMatchObject({ code: 'api_key_expired' });
    const revoked = await server.createKey();
    await server.call('DELETE', `${KEYS}/${revoked.api_key_info.id}`);
    expect(await refuse(revoked.api_key_secret)).toMatchObject({ code: 'api_key_revoked', param: null });
  });

  it('the key of a deleted account, as unknown', async () => {
    const other = await startTestServer({ seed: 'empty' });
    const key = other.production.adminKey;
    await other.call('POST', '/v1/core/sandboxes', { key, body: { name: 'Second' } });
    const sandboxes = (await other.call('GET', '/v1/core/sandboxes', { key })).body.data;
    const first = sandboxes.find((sandbox: Item) => sandbox.name !== 'Second')!;
    expect((await other.call('DELETE', `/v1/core/sandboxes/${first.id}`, { key })).status).toBe(202);
    const answer = await other.call('GET', UNITS);
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'invalid_credentials' } } });
    await other.close();
  });
});

describe('accounts', () => {
  it('refuses an account that is unknown or unrelated, and the actor account', async () => {
    const ask = async (headers: Record<string, string>): Promise<Body['error']> =>
      (await server.call('GET', UNITS, { key: server.production.adminKey, headers })).body.error;
    expect(await ask({ 'Augno-Account': 'ac_000000000000' })).toMatchObject({
      code: 'insufficient_permissions',
    });
    expect(await ask({ 'Augno-Account': server.test.id })).toMatchObject({
      code: 'insufficient_permissions',
    });
    expect(await ask({ 'Augno-Actor-Account': server.production.id })).toMatchObject({
      code: 'validation_failed',
      param: 'Augno-Actor-Account',
    });
  });

  it("answers for the key's own and for a related account, but manages keys in its own only", async () => {
    const [related] = server.production.relatedAccounts;
    const call = async (path: string, id: string): Promise<number> =>
      (await server.call('GET', path, { key: server.production.adminKey, headers: { 'Augno-Account': id } }))
        .status;
    expect(await call(UNITS, server.production.id)).toBe(200);
    expect(await call(UNITS, related!.id)).toBe(200);
    expect(await call(KEYS, server.production.id)).toBe(200);
    expect(await call(KEYS, related!.id)).toBe(403);
  });

  it.each(['past_due', 'canceled', 'unpaid'])(
    'asks for payment while the subscription is %s',
    async (state) => {
      await server.control('POST', `accounts/${server.production.id}`, { subscription: state });
      for (const key of [server.production.adminKey, server.test.adminKey]) {
        const answer = await server.call('GET', UNITS, { key });
        expect(answer).toMatchObject({ status: 402, body: { error: { code: 'payment_required' } } });
        expect(answer.body.error.message).toContain(state);
      }
      await server.control('POST', `accounts/${server.production.id}`, { subscription: 'active' });
      expect((await server.call('GET', UNITS)).status).toBe(200);
    },
  );
});

describe('permissions', () => {
  it('are read from the role at each request', async () => {
    const role = await server.call('POST', '/v1/identity/roles', {
      body: { name: 'Unit reader', permissions: ['units:read'] },
    });
    const key = (await server.createKey({ role_id: role.body.id })).api_key_secret;
    expect((await server.call('GET', UNITS, { key })).status).toBe(200);
    const path = `/v1/identity/roles/${role.body.id}`;
    await server.call('PATCH', path, { body: { permissions: ['roles:read'] } });
    const refused = await server.call('GET', UNITS, { key });
    expect(refused).toMatchObject({
      status: 403,
      body: { error: { code: 'insufficient_permissions', param: null } },
    });
    expect(refused.body.error.message).toMatch(/This API Key .* read units/);
    expect((await server.call('GET', '/v1/identity/roles', { key })).status).toBe(200);
    await server.call('DELETE', path);
    expect((await server.call('GET', '/v1/identity/roles', { key })).status).toBe(403);
  });

  it('for API keys: only the type of the role counts', async () => {
    const role = await server.call('POST', '/v1/identity/roles', {
      body: { name: 'Key permissions', permissions: ['api_keys:create', 'api_keys:read', 'api_keys:delete'] },
    });
    const key = (await server.createKey({ role_id: role.body.id })).api_key_secret;
    for (const [method, path] of [
      ['GET', KEYS],
      ['GET', `${KEYS}/apke_000000000000`],
      ['POST', KEYS],
      ['POST', `${KEYS}/apke_000000000000/actions/rotate`],
      ['DELETE', `${KEYS}/apke_000000000000`],
    ] as const) {
      const answer = await server.call(method, path, { key });
      expect(answer, `${method} ${path}`).toMatchObject({
        status: 403,
        body: { error: { code: 'insufficient_permissions' } },
      });
    }
  });
});
