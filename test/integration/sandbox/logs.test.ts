/** Request logs and audit events: who did what, and who tried. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type Answer, type Body, type Item, type TestServer } from './support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.close();
});

describe('request logs', () => {
  const LOGS = '/v1/core/request-logs';

  it("hold a key's requests, attributed to it, refused attempts with its old secret included", async () => {
    const key = await server.createKey({ name: 'Watched' });
    const call = (): Promise<Answer> =>
      server.call('GET', '/v1/catalog/units?limit=2', { key: key.api_key_secret });
    const accepted = await call();
    await server.call('DELETE', `/v1/auth/api-keys/${key.api_key_info.id}`);
    const refused = await call();
    const { data } = (
      await server.call(
        'GET',
        `${LOGS}?actor_types[]=api_key&actor_ids[]=${key.api_key_info.id}&include[]=actor.role`,
      )
    ).body;
    expect(data.map((log: Item) => [log.id, log.status_code, log.error_code])).toEqual([
      [refused.headers.get('request-id'), 401, 'api_key_revoked'],
      [accepted.headers.get('request-id'), 200, null],
    ]);
    expect(data[0].actor).toMatchObject({
      id: key.api_key_info.id,
      type: 'api_key',
      name: 'Watched',
      handle: key.api_key_info.redacted_value,
      role: { name: 'Admin', owner: null },
    });
    expect(data[0]).toMatchObject({
      method: 'GET',
      path: '/v1/catalog/units',
      normalized_route: '/v1/catalog/units',
      identity_type: 'api_key',
      host: new URL(server.url).host,
      client_ip: '127.0.0.1',
      api_version: null,
    });
    expect(data[1]!.api_version).toBe('1.0.forge-preview.1');
  });

  it('keep bodies and query for a single log only, without secrets', async () => {
    const key = await server.createKey();
    const list = (await server.call('GET', `${LOGS}?methods[]=POST&status_codes[]=201&limit=1`)).body.data;
    expect(list[0]).toMatchObject({ request_body_json: null, response_body_json: null, query_json: null });
    const one = await server.call(
      'GET',
      `${LOGS}/${list[0].id}?include[]=request_body_json&include[]=response_body_json&include[]=query_json`,
    );
    expect(JSON.parse(one.body.request_body_json)).toMatchObject({ name: 'Made by a test' });
    const response = JSON.parse(one.body.response_body_json) as Body;
    expect(response.api_key_info.id).toBe(key.api_key_info.id);
    expect(response.api_key_secret).toBe('[redacted]');
    expect(JSON.stringify(one.body)).not.toContain(key.api_key_secret);
    const newer = await server.call('GET', `${LOGS}/${list[0].id}?include=request_body,query_params`, {
      contract: 'v50',
    });
    expect(newer.body.request_body).toMatchObject({ name: 'Made by a test' });
    expect(newer.body).not.toHaveProperty('identity_type');
  });

  it('take a key out of whatever a client puts it into', async () => {
    const { adminKey } = server.test;
    await server.call('GET', `/v1/catalog/units?q=${adminKey}`, {
      headers: { 'User-Agent': `tool ${adminKey}` },
    });
    const [log] = (await server.call('GET', `${LOGS}?limit=1`)).body.data;
    const one = await server.call('GET', `${LOGS}/${log.id}?include[]=query_json`);
    expect(one.body.query_json).toContain('aug_sk_test_****');
    expect(JSON.stringify(one.body)).not.toContain(adminKey);
  });

  it('are filtered', async () => {
    const count = async (query: string, contract: 'v15' | 'v50' = 'v15'): Promise<number> =>
      (await server.call('GET', `${LOGS}?limit=1000&${query}`, { contract })).body.data.length;
    const ok = await count('status_codes[]=401');
    expect(ok).toBeGreaterThan(0);
    expect(await count('error_codes[]=api_key_revoked')).toBe(ok);
    expect(await count('q=has been revoked')).toBe(ok);
    expect(await count(`start_date=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString())}`)).toBe(
      0,
    );
    expect(await count('min_latency_us=99999999')).toBe(0);
    expect(await count('hosts[]=api.augno.com')).toBeGreaterThan(100);
    expect(await count('normalized_routes[]=/v1/catalog/units&methods[]=GET')).toBeGreaterThan(0);
    expect(await count('status_code_classes=4&status_codes=401', 'v50')).toBeGreaterThanOrEqual(ok);
    expect(await count('exclude_error_codes=api_key_revoked&status_codes=401', 'v50')).toBe(0);
    expect(await count('normalized_routes[]=/v1/core/request-logs')).toBeGreaterThan(0);
    expect(await count('normalized_routes=/v1/core/request-logs', 'v50')).toBe(0);
  });

  it("are the account's own", async () => {
    const id = (await server.call('GET', '/v1/catalog/units')).headers.get('request-id')!;
    const answer = await server.call('GET', `${LOGS}/${id}`, { key: server.production.adminKey });
    expect(answer.status).toBe(404);
  });
});

describe('audit events', () => {
  const EVENTS = '/v1/core/audit-events';

  it('tell of create, rotate and revoke as the API documents', async () => {
    const old = (await server.createKey({ name: 'Audited' })).api_key_info.id;
    const rotated = await server.call('POST', `/v1/auth/api-keys/${old}/actions/rotate`, {
      headers: { 'Idempotency-Key': 'audited-rotation' },
    });
    const fresh = rotated.body.api_key_info.id;
    await server.call('DELETE', `/v1/auth/api-keys/${fresh}`);
    const { data } = (
      await server.call(
        'GET',
        `${EVENTS}?resource_ids[]=${old}&resource_ids[]=${fresh}&include[]=changes&include[]=actor`,
      )
    ).body;
    expect(data.map((event: Item) => [event.action, event.resource_id])).toEqual([
      ['update', fresh],
      ['create', fresh],
      ['update', old],
      ['create', old],
    ]);
    const fields = (event: Item): string[] => event.changes.data.map((change) => change.field);
    expect(fields(data[0])).toEqual(['revoked_at']);
    expect(fields(data[3]!)).toEqual(['name', 'role_id', 'role_name', 'role_type_code', 'redacted_value']);
    expect(data[1]).toMatchObject({
      request_id: rotated.headers.get('request-id'),
      idempotency_key: 'audited-rotation',
      source_ip: '127.0.0.1',
      actor: { type: 'api_key', name: 'Sandbox administrator' },
    });
    const one = await server.call('GET', `${EVENTS}/${data[1]!.id}?include=request,account`, {
      contract: 'v50',
    });
    expect(one.body).toMatchObject({
      request: { id: rotated.headers.get('request-id') },
      account: { id: server.test.id },
      actor: null,
      changes: null,
    });
    expect(one.body).not.toHaveProperty('request_id');
  });

  it('are filtered, and list their resource types', async () => {
    const types = (await server.call('GET', `${EVENTS}/resource-types`)).body.data;
    expect(types).toContain('api_key');
    const made = await server.call('POST', '/v1/identity/roles', {
      body: { name: 'Brief', permissions: [] },
    });
    await server.call('DELETE', `/v1/identity/roles/${made.body.id}`);
    const roles = (await server.call('GET', `${EVENTS}?resource_types[]=role&actions[]=delete`)).body.data;
    expect(roles.length).toBeGreaterThan(0);
    for (const event of roles) expect(event).toMatchObject({ resource_type: 'role', action: 'delete' });
    const persons = (await server.call('GET', `${EVENTS}?q=Dana&include[]=actor`)).body.data;
    expect(persons[0].actor).toMatchObject({ type: 'user', name: 'Dana Whitfield' });
  });
});
