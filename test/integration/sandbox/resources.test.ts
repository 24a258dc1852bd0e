import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type Answer, type Body, type Item, type TestServer } from './support/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.close();
});

function code(answer: Answer): string {
  return answer.body.error?.code;
}

describe('roles', () => {
  const ROLES = '/v1/identity/roles';

  it('can be made, changed and deleted; deleted ones are gone', async () => {
    const made = await server.call('POST', `${ROLES}?include=owner.account,permissions`, {
      body: { name: 'Night shift', permissions: ['shifts:read', 'shifts:read'] },
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`${ROLES}/${made.body.id}`);
    expect(made.body).toMatchObject({
      type: 'user',
      permissions: ['shifts:read'],
      owner: { type: 'account', account: { id: server.test.id } },
    });
    const path = `${ROLES}/${made.body.id}`;
    const renamed = await server.call('PATCH', `${path}?include[]=permissions`, {
      body: { name: 'Late shift' },
    });
    expect(renamed.body).toMatchObject({ name: 'Late shift', permissions: ['shifts:read'] });
    expect(code(await server.call('PATCH', path, { body: {} }))).toBe('validation_failed');
    expect((await server.call('DELETE', path)).body).toEqual({});
    const gone = await server.call('DELETE', path);
    expect(gone).toMatchObject({
      status: 410,
      body: { error: { code: 'resource_gone', type: 'invalid_request_error' } },
    });
    expect((await server.call('GET', path)).status).toBe(404);
  });

  it('refuse a name that is taken', async () => {
    const answer = await server.call('POST', ROLES, { body: { name: 'order INTEGRATION', permissions: [] } });
    expect(answer).toMatchObject({
      status: 409,
      body: { error: { code: 'resource_conflict', param: 'name' } },
    });
  });

  it('of the system can be read, not changed', async () => {
    const admin = await server.roleId('Admin');
    const read = await server.call('GET', `${ROLES}/${admin}?include[]=owner`);
    expect(read.body).toMatchObject({ type: 'admin', owner: { type: 'system', account: null } });
    for (const method of ['PATCH', 'DELETE']) {
      const answer = await server.call(
        method,
        `${ROLES}/${admin}`,
        method === 'PATCH' ? { body: { name: 'x' } } : {},
      );
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'validation_failed' } } });
    }
  });

  it('are filtered by type under the name of each contract, and need no permissions in the newer', async () => {
    const older = await server.call('GET', `${ROLES}?role_types[]=admin`);
    const newer = await server.call('GET', `${ROLES}?types[]=admin`, { contract: 'v50' });
    expect(older.body.data.map((role: Item) => role.name)).toEqual(['Admin']);
    expect(newer.body.data).toEqual(older.body.data);
    const made = await server.call('POST', ROLES, { contract: 'v50', body: { name: randomUUID() } });
    expect(made.status).toBe(201);
  });
});

describe('units', () => {
  const UNITS = '/v1/catalog/units';
  const pallet = {
    name: 'Half pallet',
    abbreviation: 'hp',
    type: 'quantity',
    ratio_numerator: '24.5',
    ratio_denominator: '1',
    offset_numerator: '0',
    offset_denominator: '1',
  };

  it('can be made, changed and deleted', async () => {
    const made = await server.call('POST', `${UNITS}?include[]=owner`, { body: pallet });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...pallet, is_base_unit: false, owner: { type: 'account' } });
    const path = `${UNITS}/${made.body.id}`;
    expect(made.headers.get('location')).toBe(path);
    expect((await server.call('PATCH', path, { body: { ratio_numerator: '20' } })).body.ratio_numerator).toBe(
      '20',
    );
    expect((await server.call('POST', UNITS, { body: pallet })).body.error).toMatchObject({
      code: 'resource_conflict',
      param: 'name',
    });
    expect((await server.call('DELETE', path)).status).toBe(200);
    expect(code(await server.call('DELETE', path))).toBe('resource_gone');
    expect((await server.call('GET', path)).status).toBe(404);
  });

  it('are filtered by type, group and text; the system ones are read-only', async () => {
    const mass = (await server.call('GET', `${UNITS}?type=mass`)).body.data;
    expect(mass.map((unit: Item) => unit.name).sort()).toEqual(['Gram', 'Kilogram', 'Pound']);
    expect((await server.call('GET', `${UNITS}?q=kilo`)).body.data).toHaveLength(1);
    expect((await server.call('GET', `${UNITS}?unit_group_ids[]=ug_none`)).body.data).toHaveLength(0);
    const answer = await server.call('PATCH', `${UNITS}/${mass[0].id}`, { body: { name: 'Stone' } });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'validation_failed' } } });
  });
});

describe('sandboxes', () => {
  const PATH = '/v1/core/sandboxes';
  const production = (): { key: string } => ({ key: server.production.adminKey });

  it('are refused to a test key', async () => {
    for (const [method, path] of [
      ['GET', PATH],
      ['POST', PATH],
      ['GET', `${PATH}/sbac_000000000000`],
      ['DELETE', `${PATH}/sbac_000000000000`],
    ] as const) {
      const answer = await server.call(method, path);
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'insufficient_permissions' } } });
    }
  });

  it('can be made within the plan, read and deleted, but the last one stays', async () => {
    const blank = await server.call('POST', PATH, { ...production(), body: { name: ' ' } });
    expect(blank.body.error).toMatchObject({ code: 'validation_failed', param: 'name' });
    const ids: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      const made = await server.call('POST', `${PATH}?include[]=owner_account`, {
        ...production(),
        body: { name: `Sandbox ${String(index)}`, mode: index === 0 ? 'seeded' : null },
      });
      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({ owner_account: { id: server.production.id } });
      ids.push(made.body.id);
    }
    const over = await server.call('POST', PATH, { ...production(), body: { name: 'One more' } });
    expect(over).toMatchObject({
      status: 403,
      body: { error: { code: 'limit_exceeded', quota: { limit: 5, used: 5, reset_at: null } } },
    });
    expect((await server.call('GET', `${PATH}?q=sandbox 3`, production())).body.data).toHaveLength(1);
    const path = `${PATH}/${ids[0]!}`;
    expect((await server.call('GET', path, production())).status).toBe(200);
    expect(await server.call('DELETE', path, production())).toMatchObject({ status: 202, body: {} });
    expect(code(await server.call('DELETE', path, production()))).toBe('resource_gone');
    expect(code(await server.call('GET', `${PATH}/sbac_000000000000`, production()))).toBe(
      'resource_not_found',
    );
    for (const id of ids.slice(1)) await server.call('DELETE', `${PATH}/${id}`, production());
    const [last] = (await server.call('GET', PATH, production())).body.data;
    const refused = await server.call('DELETE', `${PATH}/${last.id}`, production());
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'validation_failed' } } });
  });
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
    const roles = (await server.call('GET', `${EVENTS}?resource_types[]=role&actions[]=delete`)).body.data;
    expect(roles.length).toBeGreaterThan(0);
    for (const event of roles) expect(event).toMatchObject({ resource_type: 'role', action: 'delete' });
    const persons = (await server.call('GET', `${EVENTS}?q=Dana&include[]=actor`)).body.data;
    expect(persons[0].actor).toMatchObject({ type: 'user', name: 'Dana Whitfield' });
  });
});
