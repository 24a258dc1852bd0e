/** The sandbox as the vendor's own clients meet it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BRAND_IDS } from '../../../shared/brands.ts';
import { PERMISSION_ACTIONS, PERMISSION_DOMAINS } from '../../../shared/permissions.ts';
import { ENDPOINTS } from '../../../shared/endpoint-permissions.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  InternalServerError,
  NotFoundError,
  OfficialLikeClient,
  PermissionDeniedError,
} from './support/client-like-the-official.ts';

const NEWEST = '1.0.forge-preview.8';
const KEYS = '/v1/auth/api-keys';
const GROUPS = '/v1/identity/permission-groups';
const LOGS = '/v1/core/request-logs';
const EVENTS = '/v1/core/audit-events';

type Fields = Record<string, unknown>;

describe.each(BRAND_IDS)('by the names of %s', (brand) => {
  let server: TestServer;
  const clientOf = (
    more: Partial<ConstructorParameters<typeof OfficialLikeClient>[0]> = {},
  ): OfficialLikeClient =>
    new OfficialLikeClient({
      brand,
      bearerToken: server.production.adminKey,
      baseURL: server.url,
      version: NEWEST,
      ...more,
    });
  beforeAll(async () => {
    server = await startTestServer({ brand });
  });
  afterAll(async () => {
    await server.close();
  });

  it('follows pages to their end', async () => {
    const client = clientOf();
    const whole = await client.all(KEYS, { limit: 1000 });
    const byTwo = await client.all(KEYS, { limit: 2, include: ['role', 'role.permissions'] });
    expect(byTwo.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    expect(byTwo.length).toBeGreaterThan(6);
    expect((byTwo[0]!['role'] as Fields)['permissions']).toBeInstanceOf(Array);
  });

  it('lists permission groups in pages, searched by name, with their owner on demand', async () => {
    const client = clientOf();
    const groups = await client.all(GROUPS, { limit: 2, include: 'owner' });
    const shipping = groups.find(({ code }) => code === 'shipping')!;
    expect(shipping).toMatchObject({
      object: 'permission_group',
      owner: { object: 'owner', type: 'system' },
    });
    const permissions = shipping['permissions'] as { object: string; data: Fields[]; page_info: Fields };
    expect(permissions).toMatchObject({ object: 'list', page_info: { has_next_page: false } });
    expect(permissions.data).toContainEqual(
      expect.objectContaining({ object: 'permission', code: 'carriers', group: 'shipping' }),
    );
    const domains = groups.flatMap((group) =>
      (group['permissions'] as { data: { code: string }[] }).data.map(({ code }) => code),
    );
    expect(domains.toSorted()).toEqual(PERMISSION_DOMAINS);
    const found = await client.all(GROUPS, { q: 'ship' });
    expect(found.map(({ code, owner }) => [code, owner])).toEqual([['shipping', null]]);
  });

  it('takes roles of every domain that an endpoint names', async () => {
    const client = clientOf();
    const named = [...new Set(ENDPOINTS.flatMap(({ permissions }) => permissions))];
    const permissions = [...named, 'costs:read', 'production_schedules:delete', 'jobs:read'];
    const role = (await client.request(
      'POST',
      '/v1/identity/roles',
      { include: 'permissions' },
      { name: 'Everything named', permissions },
    )) as Fields;
    expect(role['permissions']).toEqual([...new Set(permissions)]);
    const wrong = client.request(
      'POST',
      '/v1/identity/roles',
      {},
      { name: 'X', permissions: ['no_such:read'] },
    );
    await expect(wrong).rejects.toBeInstanceOf(BadRequestError);
  });

  it('retries what may pass, every 409 among it, and gives up after two', async () => {
    const client = clientOf();
    await server.control('POST', 'faults', { path: KEYS, status: 503, times: 2 });
    expect((await client.all(KEYS)).length).toBeGreaterThan(0);
    expect(client.statuses).toEqual([503, 503, 200]);
    await server.control('POST', 'faults', { path: KEYS, status: 500, times: 3 });
    await expect(clientOf().all(KEYS)).rejects.toBeInstanceOf(InternalServerError);
    const taken = clientOf();
    const again = taken.request('POST', '/v1/identity/roles', {}, { name: 'Admin', permissions: [] });
    await expect(again).rejects.toBeInstanceOf(ConflictError);
    expect(taken.statuses).toEqual([409, 409, 409]);
  });

  it('throws typed errors', async () => {
    const secret = server.production.adminKey;
    const wrong = clientOf({ bearerToken: `${secret.slice(0, -6)}aaaaaa` });
    await expect(wrong.all(KEYS)).rejects.toMatchObject({ code: 'invalid_format', param: 'api_key' });
    await expect(clientOf({ bearerToken: 'sk' }).all(KEYS)).rejects.toBeInstanceOf(AuthenticationError);
    await expect(clientOf().request('GET', `${KEYS}/apke_000000000000`)).rejects.toBeInstanceOf(
      NotFoundError,
    );
    await expect(clientOf({ accountID: 'ac_000000000000' }).all(KEYS)).rejects.toBeInstanceOf(
      PermissionDeniedError,
    );
    await expect(clientOf({ version: '1.0.forge-preview.0' }).all(KEYS)).rejects.toMatchObject({
      code: 'api_version_invalid',
    });
  });

  it('takes times in whole seconds, and refuses a revocation that is too far away', async () => {
    const client = clientOf();
    const made = (await client.request(
      'POST',
      KEYS,
      {},
      {
        name: 'Overlap',
        role_id: (await client.all('/v1/identity/roles')).find(({ name }) => name === 'Admin')!['id'],
        expires_at: '2099-01-01T00:00:00Z',
      },
    )) as { api_key_info: Fields };
    const rotate = (days: number): Promise<unknown> =>
      client.request(
        'POST',
        `${KEYS}/${String(made.api_key_info['id'])}/actions/rotate`,
        {},
        {
          revoke_at: `${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 19)}Z`,
        },
      );
    await expect(rotate(31)).rejects.toMatchObject({ code: 'validation_failed', param: 'revoke_at' });
    expect(await rotate(1)).toMatchObject({ object: 'created_api_key' });
  });

  it('shows a request with an account named to both accounts, as made by the actor’s', async () => {
    const related = server.production.relatedAccounts[0]!.id;
    const own = server.production.id;
    const within = clientOf({ accountID: related });
    const unit = (await within.request(
      'POST',
      '/v1/catalog/units',
      {},
      {
        name: `Crate ${brand}`,
        abbreviation: `crt${brand}`,
        type: 'quantity',
        ratio_numerator: '24',
        ratio_denominator: '1',
        offset_numerator: '0',
        offset_denominator: '1',
      },
    )) as { id: string };
    for (const client of [clientOf(), within]) {
      const logs = await client.all(LOGS, {
        methods: ['POST'],
        normalized_routes: '/v1/catalog/units',
        target_account_ids: related,
        actor_account_ids: own,
        include: 'account',
      });
      expect(logs).toHaveLength(1);
      expect(logs[0]!['account']).toMatchObject({ id: own });
      const single = await client.request('GET', `${LOGS}/${String(logs[0]!['id'])}`, { include: 'account' });
      expect(single).toMatchObject({ account: { id: own } });
      const events = await client.all(EVENTS, { resource_ids: unit.id });
      expect(events.map(({ action }) => action)).toEqual(['create']);
      await client.request('GET', `${EVENTS}/${String(events[0]!['id'])}`);
    }
    const test = clientOf({ bearerToken: server.test.adminKey });
    expect(await test.all(EVENTS, { resource_ids: unit.id })).toEqual([]);
  });

  it('filters by route whatever its parameters are called, and by a root only with its type', async () => {
    const client = clientOf();
    const [first] = await client.all(KEYS, { limit: 1 });
    await client.request('GET', `${KEYS}/${String(first!['id'])}`);
    const logs = await client.all(LOGS, { normalized_routes: `${KEYS}/{api_key_id}`, methods: 'GET' });
    expect(logs.length).toBeGreaterThan(0);
    const all = await client.all(EVENTS, { starts_at: new Date(0) });
    const root = { root_resource_id: 'apke_000000000000' };
    expect(await client.all(EVENTS, { starts_at: new Date(0), ...root })).toHaveLength(all.length);
    expect(await client.all(EVENTS, { ...root, root_resource_type: 'api_key' })).toEqual([]);
  });

  it('has every abbreviation of a unit once', async () => {
    const body = {
      name: 'Kilo',
      abbreviation: 'KG',
      type: 'mass',
      ratio_numerator: '1000',
      ratio_denominator: '1',
      offset_numerator: '0',
      offset_denominator: '1',
    };
    const taken = clientOf({ maxRetries: 0 }).request('POST', '/v1/catalog/units', {}, body);
    await expect(taken).rejects.toMatchObject({ code: 'resource_conflict', param: 'abbreviation' });
  });

  it('lets a role do what it may, and nothing of its other domains', async () => {
    const client = clientOf();
    const role = (await client.request(
      'POST',
      '/v1/identity/roles',
      {},
      {
        name: `Only units ${brand}`,
        permissions: PERMISSION_ACTIONS.map((action) => `units:${action}`),
      },
    )) as { id: string };
    const made = (await client.request('POST', KEYS, {}, { name: 'Narrow', role_id: role.id })) as {
      api_key_secret: string;
    };
    const narrow = clientOf({ bearerToken: made.api_key_secret });
    expect((await narrow.all('/v1/catalog/units')).length).toBeGreaterThan(5);
    await expect(narrow.all(GROUPS)).rejects.toBeInstanceOf(PermissionDeniedError);
  });
});

it('has no subscription of a sandbox account to set', async () => {
  const server = await startTestServer();
  const set = (id: string): Promise<Response> =>
    fetch(`${server.url}/__sandbox/accounts/${id}`, {
      method: 'POST',
      body: JSON.stringify({ subscription: 'past_due' }),
    });
  const refused = await set(server.test.id);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: { param: 'subscription' } });
  expect((await set(server.production.id)).status).toBe(200);
  await server.close();
});
