import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type Answer, type Item, type TestServer } from './support/server.ts';

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
