/** What a person finds in the demo. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deriveKeyStatus } from '../../../shared/key-status.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { startTestServer, type Item, type TestServer } from './support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.close();
});

async function keysOf(account: TestServer['test']): Promise<readonly Item[]> {
  return (await server.call('GET', '/v1/auth/api-keys?limit=1000&include[]=role', { key: account.adminKey }))
    .body.data;
}

it('has keys in every status in both accounts', async () => {
  for (const account of [server.test, server.production]) {
    const keys = await keysOf(account);
    const statuses = keys.map((key) =>
      deriveKeyStatus({ expiresAt: key.expires_at, revokedAt: key.revoked_at }, new Date()),
    );
    expect(new Set(statuses)).toEqual(new Set(['active', 'expiring', 'revoking', 'expired', 'revoked']));
    const soon = keys.filter((key) => {
      const left = Date.parse(key.expires_at) - Date.now();
      return left > 2.9 * DAY_MS && left <= 3 * DAY_MS;
    });
    expect(soon).toHaveLength(1);
    const used = keys.map((key) => key.last_used_at);
    expect(used).toContain(null);
    expect(used.some((at) => at !== null && Date.now() - Date.parse(at) > 90 * DAY_MS)).toBe(true);
    expect(new Set(keys.map((key) => key.role.name)).size).toBeGreaterThanOrEqual(3);
  }
});

it('has one documentation key, in the sandbox account', async () => {
  const count = async (account: TestServer['test']): Promise<number> =>
    (await keysOf(account)).filter((key) => key.name === 'Doc API Key [System Generated]').length;
  expect([await count(server.test), await count(server.production)]).toEqual([1, 0]);
});

it('has a past: requests of the last weeks, and an old secret that is still being tried', async () => {
  const key = server.production.adminKey;
  const old = (await keysOf(server.production)).find((candidate) => candidate.name === 'ERP Sync (old)')!;
  const tried = await server.call(
    'GET',
    `/v1/core/request-logs?limit=1000&actor_types[]=api_key&actor_ids[]=${old.id}&error_codes[]=api_key_revoked`,
    { key },
  );
  expect(tried.body.data.length).toBeGreaterThan(10);
  expect(Date.now() - Date.parse(tried.body.data[0].occurred_at)).toBeLessThan(2 * DAY_MS);
  const days = new Set<string>();
  const erp = (await keysOf(server.production)).find((candidate) => candidate.name === 'ERP Sync')!;
  const logs = await server.call('GET', `/v1/core/request-logs?limit=1000&actor_ids[]=${erp.id}`, { key });
  for (const log of logs.body.data) days.add(log.occurred_at.slice(0, 10));
  expect(days.size).toBeGreaterThan(20);
});

it('has a system role named Admin', async () => {
  for (const { adminKey } of server.accounts) {
    const roles = await server.call('GET', '/v1/identity/roles?include[]=owner&q=admin', { key: adminKey });
    expect(roles.body.data).toMatchObject([{ name: 'Admin', type: 'admin', owner: { type: 'system' } }]);
  }
});
