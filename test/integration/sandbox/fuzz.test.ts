/** Whatever is sent: an answer of the contract, never a failure of the server. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { published } from './support/contract.ts';
import { startTestServer, VERSIONS, type TestServer } from './support/server.ts';

let server: TestServer;
let ids: readonly string[];

beforeAll(async () => {
  server = await startTestServer();
  const idsAt = async (path: string, key: string): Promise<string[]> =>
    (await server.call('GET', `${path}?limit=3`, { key })).body.data.map(({ id }) => id);
  ids = [
    ...(await idsAt('/v1/auth/api-keys', server.test.adminKey)),
    ...(await idsAt('/v1/identity/roles', server.test.adminKey)),
    ...(await idsAt('/v1/catalog/units', server.test.adminKey)),
    ...(await idsAt('/v1/core/sandboxes', server.production.adminKey)),
    ...(await idsAt('/v1/core/request-logs', server.production.adminKey)),
    'apke_000000000000',
    '..',
    '%00',
    '%F0%9F%94%91',
  ];
});
afterAll(async () => {
  await server.close();
});

const names = [
  'limit',
  'cursor',
  'q',
  'statuses[]',
  'include[]',
  'include',
  'type',
  'role_types',
  'start_date',
  'starts_at',
  'status_codes[]',
  'min_latency_us',
  '__proto__',
  'constructor',
];
const fields = [
  'name',
  'role_id',
  'expires_at',
  'revoke_at',
  'permissions',
  'abbreviation',
  'type',
  'ratio_numerator',
  'ratio_denominator',
  'offset_numerator',
  'offset_denominator',
  'mode',
  '__proto__',
];

it('never fails on its side', { timeout: 60_000 }, async () => {
  const operations = Object.entries(published.paths).flatMap(([template, methods]) =>
    Object.keys(methods).map((method) => ({ template, method: method.toUpperCase() })),
  );
  const value = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      '-1',
      '1e9',
      'null',
      'role',
      'active',
      '2026-01-01T00:00:00Z',
      'units:read',
      'mass',
      '0',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const json = fc.oneof(
    fc.dictionary(
      fc.constantFrom(...fields),
      fc.oneof(value, fc.array(value, { maxLength: 3 }), fc.jsonValue()),
      {
        maxKeys: 6,
      },
    ),
    fc.jsonValue(),
  );
  const request = fc.record({
    operation: fc.constantFrom(...operations),
    id: fc.nat({ max: 30 }),
    query: fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), value), value), { maxLength: 3 }),
    body: fc.option(
      fc.oneof(
        json.map((body) => JSON.stringify(body)),
        fc.string(),
      ),
    ),
    contract: fc.constantFrom('v15' as const, 'v50' as const),
    production: fc.boolean(),
    idempotencyKey: fc.option(
      fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 3 }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(request, async (given) => {
      const id = ids[given.id % ids.length]!;
      // The administrator's own key must survive its own fuzzing.
      const isOwnEnd = /api-keys\/\{id\}/.test(given.operation.template) && given.operation.method !== 'GET';
      const path = given.operation.template.replace('{id}', isOwnEnd ? 'apke_000000000000' : id);
      const search = new URLSearchParams(given.query).toString();
      const answer = await server.call(
        given.operation.method,
        `${path}${search === '' ? '' : `?${search}`}`,
        {
          key: given.production ? server.production.adminKey : server.test.adminKey,
          contract: given.contract,
          ...(given.body === null || given.operation.method === 'GET' ? {} : { body: given.body }),
          headers: given.idempotencyKey === null ? {} : { 'Idempotency-Key': given.idempotencyKey },
        },
      );
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 1500 },
  );
  expect(
    (await server.call('GET', '/v1/catalog/units', { version: VERSIONS.v50, contract: 'v50' })).status,
  ).toBe(200);
});
