/** Each version's own shape, under both brands, and the client by each of them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_VERSIONS, hasNewerShapes, listsOneDay, type ApiVersion } from '../../../shared/api-version.ts';
import { BRANDS, BRAND_IDS, type BrandId } from '../../../shared/brands.ts';
import { ApiClient } from '../../../electron/providers/augno/api/client.ts';
import { Destination } from '../../../electron/http/confirmed-addresses.ts';
import { RequestLimiter } from '../../../electron/http/request-limiter.ts';
import { HOUR_MS, DAY_MS } from '../../../shared/times.ts';
import { startTestServer, type CallOptions, type TestServer } from './support/server.ts';

const KEYS = '/v1/auth/api-keys';
const LOGS = '/v1/core/request-logs';
const EVENTS = '/v1/core/audit-events';

const CASES = BRAND_IDS.flatMap((brand) => API_VERSIONS.map((version) => [brand, version] as const));

describe.each(BRAND_IDS)('under the name of %s', (brand) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ brand });
  });
  afterAll(async () => {
    await server.close();
  });

  const by = (version: ApiVersion, more: CallOptions = {}): CallOptions => ({
    contract: hasNewerShapes(version) ? 'v50' : 'v15',
    version,
    ...more,
  });

  it.each(API_VERSIONS)('%s is served in its own shape and echoed', async (version) => {
    const answer = await server.call('GET', `${KEYS}?limit=1`, by(version));
    expect(answer.status).toBe(200);
    expect(answer.headers.get(BRANDS[brand].headers.version)).toBe(version);
    const page = Object.keys(answer.body.page_info);
    expect(page.includes('next_page_url')).toBe(hasNewerShapes(version));
    expect(page.includes('next_cursor')).toBe(!hasNewerShapes(version));
    const made = await server.createKey({}, by(version));
    const rotated = await server.call(
      'POST',
      `${KEYS}/${made.api_key_info.id}/actions/rotate`,
      by(version, { body: { revoke_at: new Date(Date.now() + HOUR_MS).toISOString() } }),
    );
    expect(rotated.status).toBe(hasNewerShapes(version) ? 201 : 400);
    const logs = await server.call('GET', `${LOGS}?limit=1`, by(version));
    expect('query_params' in logs.body.data[0]).toBe(hasNewerShapes(version));
    const events = await server.call('GET', `${EVENTS}?limit=1`, by(version));
    expect('request' in events.body.data[0]).toBe(hasNewerShapes(version));
    const single = await server.call('GET', `${LOGS}/${logs.body.data[0].id}?odd=1`, by(version));
    expect(single.status).toBe(listsOneDay(version) ? 400 : 200);
  });

  it.each(API_VERSIONS)(
    'a cost that a role may not see is missing by %s, and nothing refuses it',
    async (version) => {
      const keyWith = async (permissions: readonly string[]): Promise<string> => {
        const body = { name: `${version} ${permissions.join(' ')}`, permissions };
        const role = await server.call('POST', '/v1/identity/roles', by(version, { body }));
        return (await server.createKey({ role_id: role.body.id }, by(version))).api_key_secret;
      };
      const rateOf = async (key?: string): Promise<[number, unknown]> => {
        const path = '/v1/operations/production-schedule-settings';
        const { status, body } = await server.call(
          'GET',
          path,
          by(version, key === undefined ? {} : { key }),
        );
        return [status, (body as unknown as { changeover_labor_rate?: number | null }).changeover_labor_rate];
      };
      const plain = await keyWith(['production_schedules:read']);
      expect(await rateOf(plain)).toEqual([200, /preview\.[1-5]$/.test(version) ? 0 : null]);
      expect(await rateOf(await keyWith(['production_schedules:read', 'costs:read']))).toEqual([200, 38.5]);
      expect(await rateOf()).toEqual([200, 38.5]);
      expect((await rateOf(await keyWith(['costs:read'])))[0]).toBe(403);
    },
  );

  it('names every version it speaks where it is asked for another', async () => {
    const answer = await server.call('GET', KEYS, { version: '1.0.forge-preview.99' });
    expect(answer.body.error.code).toBe('api_version_invalid');
    for (const version of API_VERSIONS) expect(answer.body.error.message).toContain(version);
  });
});

describe('lists without a beginning', () => {
  let now = Date.now();
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ seed: 'empty', now: () => new Date(now) });
    await server.createKey();
    now += 2 * DAY_MS;
  });
  afterAll(async () => {
    await server.close();
  });

  it.each(API_VERSIONS)('cover a day, or everything, by %s; the client reads everything', async (version) => {
    const contract = hasNewerShapes(version) ? 'v50' : 'v15';
    const list = async (path: string): Promise<number> =>
      (await server.call('GET', path, { contract, version })).body.data.length;
    const end = contract === 'v50' ? 'ends_at' : 'end_date';
    const start = contract === 'v50' ? 'starts_at' : 'start_date';
    const past = new Date(now - DAY_MS - HOUR_MS).toISOString();
    const isOneDay = listsOneDay(version);
    for (const path of [`${LOGS}?methods[]=POST`, `${EVENTS}?actions[]=create`]) {
      expect(await list(path), path).toBe(isOneDay ? 0 : 1);
      expect(await list(`${path}&${end}=${past}`), 'a day before that end').toBe(1);
      expect(await list(`${path}&${start}=2020-01-01T00:00:00Z`)).toBe(1);
    }
    const client = new ApiClient({
      origin: server.url,
      destination: Destination.given(server.url),
      brand: 'augno',
      version,
      userAgent: 'AugnoVault/0.0.0 (test)',
      fetch: (input, init) => fetch(input, init),
      limiter: new RequestLimiter(10_000),
      readKey: () => Promise.resolve(server.test.adminKey),
    });
    expect((await client.logs.keyCreations()).items).toHaveLength(1);
    expect((await client.logs.requestsOfAccount(1_000)).items.map(({ method }) => method)).toContain('POST');
    expect((await client.logs.keyEvents(null)).items).toHaveLength(1);
  });
});

describe.each(CASES)('the client, with a server of %s that speaks only %s', (brand: BrandId, version) => {
  it('reads and changes keys, whichever spelling its key has', async () => {
    const server = await startTestServer({ brand });
    const spelled = server.test.adminKey.replace(BRANDS[brand].keyPrefix, 'aug_sk_');
    const client = new ApiClient({
      origin: server.url,
      destination: Destination.given(server.url),
      brand,
      version,
      userAgent: 'AugnoVault/0.0.0 (test)',
      fetch: (input, init) => fetch(input, init),
      limiter: new RequestLimiter(10_000),
      readKey: () => Promise.resolve(spelled),
    });
    const role = (await client.listRoles()).items.find(({ name }) => name === 'Admin')!;
    const made = await client.createKey({ name: 'By version', role_id: role.id }, 'key-1');
    expect(made.secret.startsWith(BRANDS[brand].keyPrefix)).toBe(true);
    const { items, skipped } = await client.listKeys();
    expect(skipped).toEqual([]);
    expect(items.some(({ id }) => id === made.key!.id)).toBe(true);
    const rotated = await client.rotateKey(made.key!.id, {}, 'key-2');
    await client.revokeKey(rotated.key!.id);
    const { items: history } = await client.logs.keyHistory(rotated.key!.id);
    expect(history.map(({ action }) => action)).toEqual(['update', 'create']);
    expect(history[0]!.changes.map(({ field }) => field)).toEqual(['revoked_at']);
    expect((await client.logs.requestsOfKey(items.at(-1)!.id, 10)).skipped).toEqual([]);
    if (hasNewerShapes(version)) {
      const groups = await client.permissionGroups();
      expect(groups.items.map(({ code }) => code)).toContain('shipping');
    }
    await server.close();
  });
});
