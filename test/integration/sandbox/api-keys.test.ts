import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseKey } from '../../../shared/key-format.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { startTestServer, type Item, type TestServer } from './support/server.ts';

const KEYS = '/v1/auth/api-keys';
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.close();
});

async function list(query = ''): Promise<readonly Item[]> {
  return (await server.call('GET', `${KEYS}?limit=1000${query}`)).body.data;
}

async function works(secret: string): Promise<number> {
  return (await server.call('GET', '/v1/catalog/units?limit=1', { key: secret })).status;
}

describe('create', () => {
  it("gives a secret once, in the caller's mode, with all ten fields", async () => {
    const roleId = await server.roleId('Order integration');
    const answer = await server.call('POST', `${KEYS}?include[]=role`, {
      body: { name: 'ERP Sync 2', role_id: roleId, expires_at: '2027-03-01T10:00:00+02:00' },
    });
    expect(answer.status).toBe(201);
    const info = answer.body.api_key_info;
    expect(answer.headers.get('location')).toBe(`${KEYS}/${info.id}`);
    const parsed = parseKey(answer.body.api_key_secret);
    expect(parsed).toMatchObject({ ok: true, key: { mode: 'test', redacted: info.redacted_value } });
    expect(info).toMatchObject({
      object: 'api_key',
      name: 'ERP Sync 2',
      role: { id: roleId, name: 'Order integration', type: 'user', owner: null, permissions: null },
      last_used_at: null,
      expires_at: '2027-03-01T08:00:00Z',
      revoked_at: null,
    });
    expect(Object.keys(info)).toHaveLength(10);
    const read = await server.call('GET', `${KEYS}/${info.id}`);
    expect(read.body).toEqual({ ...info, role: null });
    expect(JSON.stringify(read.body)).not.toContain(answer.body.api_key_secret);
    expect(await works(answer.body.api_key_secret)).toBe(200);
  });

  it('makes a production key from a production key', async () => {
    const made = await server.createKey({}, { key: server.production.adminKey });
    expect(made.api_key_secret).toMatch(/^aug_sk_prod_/);
  });

  it('takes a past expiry and the same name twice', async () => {
    const made = await server.createKey({ name: 'Twice', expires_at: inDays(-1) });
    await server.createKey({ name: 'Twice' });
    const expired = await list('&q=twice&statuses[]=expired');
    expect(expired.map((key: Item) => key.id)).toEqual([made.api_key_info.id]);
    expect(await works(made.api_key_secret)).toBe(401);
  });

  it("does not know another account's role", async () => {
    const foreign = await server.roleId('Order integration', server.production.adminKey);
    const answer = await server.call('POST', KEYS, { body: { name: 'x', role_id: foreign } });
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'resource_not_found' } } });
  });
});

describe('list', () => {
  it('is newest first, and filters by name and status', async () => {
    const all = await list();
    const times = all.map((key: Item) => Date.parse(key.created_at));
    expect(times).toEqual([...times].sort((left, right) => right - left));
    const ids = async (status: string): Promise<string[]> =>
      (await list(`&statuses[]=${status}`)).map((key: Item) => key.id);
    const [active, expired, revoked] = [await ids('active'), await ids('expired'), await ids('revoked')];
    expect(expired.length).toBeGreaterThan(0);
    expect(revoked.length).toBeGreaterThan(0);
    expect([...active, ...expired, ...revoked].sort()).toEqual(all.map((key: Item) => key.id).sort());
    const both = await list('&statuses=active,expired');
    expect(both).toHaveLength(active.length + expired.length);
    expect((await list('&q=INTEGRATION')).map((key: Item) => key.name)).toContain('Integration tests');
  });

  it('shows only keys of its own account', async () => {
    const mine = new Set((await list()).map((key: Item) => key.id));
    const theirs = await server.call('GET', `${KEYS}?limit=1000`, { key: server.production.adminKey });
    for (const key of theirs.body.data) expect(mine.has(key.id)).toBe(false);
    const foreign = await server.call('GET', `${KEYS}/${theirs.body.data[0].id}`);
    expect(foreign).toMatchObject({ status: 404, body: { error: { code: 'resource_not_found' } } });
  });

  it('expands the role with its permissions', async () => {
    const key = (await list('&q=Integration tests&include[]=role.permissions'))[0]!;
    expect(key.role.permissions).toContain('sales_orders:create');
    expect(key.role.owner).toBeNull();
  });
});

describe('rotate', () => {
  it('replaces the key and ends the old one at once', async () => {
    const old = await server.createKey({ expires_at: inDays(100) });
    const answer = await server.call('POST', `${KEYS}/${old.api_key_info.id}/actions/rotate`);
    expect(answer.status).toBe(201);
    const info = answer.body.api_key_info;
    expect(info.id).not.toBe(old.api_key_info.id);
    expect(info.name).toBe(old.api_key_info.name);
    expect(info.expires_at).toBe(old.api_key_info.expires_at);
    expect(answer.headers.get('location')).toBe(`${KEYS}/${info.id}`);
    expect(await works(answer.body.api_key_secret)).toBe(200);
    expect(await works(old.api_key_secret)).toBe(401);
    const ended = await server.call('GET', `${KEYS}/${old.api_key_info.id}`);
    expect(ended.body.revoked_at).not.toBeNull();
  });

  it('keeps the old key working until revoke_at in the newer contract', async () => {
    const old = await server.createKey();
    const revokeAt = inDays(7);
    const answer = await server.call('POST', `${KEYS}/${old.api_key_info.id}/actions/rotate`, {
      contract: 'v50',
      body: { revoke_at: revokeAt, expires_at: inDays(200) },
    });
    expect(answer.status).toBe(201);
    expect(answer.body.object).toBe('created_api_key');
    expect(await works(old.api_key_secret)).toBe(200);
    const scheduled = await server.call('GET', `${KEYS}/${old.api_key_info.id}`);
    expect(Date.parse(scheduled.body.revoked_at)).toBe(Date.parse(revokeAt));
  });

  it('revokes now when revoke_at lies in the past', async () => {
    const old = await server.createKey();
    const before = Date.now();
    await server.call('POST', `${KEYS}/${old.api_key_info.id}/actions/rotate`, {
      contract: 'v50',
      body: { revoke_at: inDays(-3) },
    });
    const ended = await server.call('GET', `${KEYS}/${old.api_key_info.id}`);
    expect(Date.parse(ended.body.revoked_at)).toBeGreaterThanOrEqual(before);
  });

  it.each([
    ['beyond 30 days', 'v50', { revoke_at: inDays(30.01) }, 'validation_failed', 'revoke_at'],
    ['unknown to the older contract', 'v15', { revoke_at: inDays(7) }, 'parameter_unknown', 'revoke_at'],
    ['an expiry of null', 'v15', { expires_at: null }, 'invalid_format', 'expires_at'],
  ] as const)('refuses %s', async (_, contract, body, code, param) => {
    const old = await server.createKey();
    const answer = await server.call('POST', `${KEYS}/${old.api_key_info.id}/actions/rotate`, {
      contract,
      body,
    });
    expect(answer).toMatchObject({ status: 400, body: { error: { code, param } } });
    expect(await works(old.api_key_secret)).toBe(200);
  });

  it('refuses a revoked key, and allows a scheduled and an expired one', async () => {
    const key = await server.createKey();
    const path = `${KEYS}/${key.api_key_info.id}`;
    await server.call('POST', `${path}/actions/rotate`, { contract: 'v50', body: { revoke_at: inDays(1) } });
    expect((await server.call('POST', `${path}/actions/rotate`)).status).toBe(201);
    const again = await server.call('POST', `${path}/actions/rotate`);
    expect(again).toMatchObject({ status: 401, body: { error: { code: 'api_key_revoked', param: null } } });

    const expired = await server.createKey({ expires_at: inDays(-2) });
    const born = await server.call('POST', `${KEYS}/${expired.api_key_info.id}/actions/rotate`);
    expect(born.status).toBe(201);
    expect(await works(born.body.api_key_secret)).toBe(401);
  });
});

describe('revoke', () => {
  it('ends the key, keeps the record, and moves the date when done again', async () => {
    const key = await server.createKey();
    const path = `${KEYS}/${key.api_key_info.id}`;
    const first = await server.call('DELETE', path);
    expect(first).toMatchObject({ status: 200, body: {} });
    expect(await works(key.api_key_secret)).toBe(401);
    const at = (await server.call('GET', path)).body.revoked_at;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await server.call('DELETE', path)).status).toBe(200);
    const later = (await server.call('GET', path)).body.revoked_at;
    expect(Date.parse(later)).toBeGreaterThan(Date.parse(at));
    const ids = (await list('&statuses[]=revoked')).map((one: Item) => one.id);
    expect(ids).toContain(key.api_key_info.id);
  });

  it('brings a scheduled revocation forward', async () => {
    const key = await server.createKey();
    const path = `${KEYS}/${key.api_key_info.id}`;
    await server.call('POST', `${path}/actions/rotate`, { contract: 'v50', body: { revoke_at: inDays(9) } });
    await server.call('DELETE', path);
    expect(await works(key.api_key_secret)).toBe(401);
  });

  it('lets an admin key revoke itself', async () => {
    const key = await server.createKey();
    const path = `${KEYS}/${key.api_key_info.id}`;
    expect((await server.call('DELETE', path, { key: key.api_key_secret })).status).toBe(200);
    expect(await works(key.api_key_secret)).toBe(401);
  });
});

it('refuses to fetch the documentation key with a key', async () => {
  const answer = await server.call('POST', `${KEYS}/actions/fetch-doc-api-key`);
  expect(answer).toMatchObject({ status: 403, body: { error: { code: 'insufficient_permissions' } } });
});
