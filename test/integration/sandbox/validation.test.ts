import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Contract } from './support/contract.ts';
import { startTestServer, type TestServer } from './support/server.ts';

let server: TestServer;
let roleId: string;

beforeAll(async () => {
  server = await startTestServer();
  roleId = await server.roleId('Admin');
});
afterAll(async () => {
  await server.close();
});

describe('the contract check itself', () => {
  const contract = new Contract('v15');
  const answer = { object: 'list', data: [], page_info: { next_cursor: null, prev_cursor: null } };

  it('sees a missing and an unknown field, and a wrong status', () => {
    const page = { ...answer.page_info, has_next_page: false, has_prev_page: false };
    const good = { ...answer, page_info: page };
    expect(contract.problemWith('GET', '/v1/auth/api-keys', 200, good)).toBeNull();
    expect(contract.problemWith('GET', '/v1/auth/api-keys', 200, answer)).toContain('has_next_page');
    expect(contract.problemWith('GET', '/v1/auth/api-keys', 200, { ...good, more: 1 })).toContain(
      'additional',
    );
    expect(contract.problemWith('GET', '/v1/auth/api-keys', 201, good)).toContain('no response 201');
    expect(new Contract('v50').problemWith('GET', '/v1/auth/api-keys', 200, good)).toContain('next_page_url');
  });
});

describe('bodies', () => {
  const key = (fields: Record<string, unknown>): Record<string, unknown> => ({
    name: 'x',
    role_id: roleId,
    ...fields,
  });
  const unit = {
    name: 'Spool',
    abbreviation: 'sp',
    type: 'quantity',
    ratio_numerator: '1',
    ratio_denominator: '1',
    offset_numerator: '0',
    offset_denominator: '1',
  };
  const KEYS = '/v1/auth/api-keys';
  const ROLES = '/v1/identity/roles';
  const UNITS = '/v1/catalog/units';

  const cases: readonly (readonly [string, string, () => unknown, string, string | null])[] = [
    ['no name', KEYS, () => ({ role_id: roleId }), 'missing_field', 'name'],
    ['an empty name', KEYS, () => key({ name: '' }), 'missing_field', 'name'],
    ['a blank name', KEYS, () => key({ name: '   ' }), 'missing_field', 'name'],
    ['a name of 256 characters', KEYS, () => key({ name: 'n'.repeat(256) }), 'invalid_format', 'name'],
    ['a name that is a number', KEYS, () => key({ name: 5 }), 'invalid_format', 'name'],
    ['a name of null', KEYS, () => key({ name: null }), 'invalid_format', 'name'],
    ['no role', KEYS, () => ({ name: 'x' }), 'missing_field', 'role_id'],
    ['an expiry of null', KEYS, () => key({ expires_at: null }), 'invalid_format', 'expires_at'],
    [
      'an expiry without a time',
      KEYS,
      () => key({ expires_at: '2027-01-01' }),
      'invalid_format',
      'expires_at',
    ],
    [
      'an impossible date',
      KEYS,
      () => key({ expires_at: '2027-02-29T00:00:00Z' }),
      'invalid_format',
      'expires_at',
    ],
    [
      'an unknown field',
      KEYS,
      () => key({ expiresAt: '2027-01-01T00:00:00Z' }),
      'parameter_unknown',
      'expiresAt',
    ],
    ['several broken rules', KEYS, () => ({ name: '', role_id: 3 }), 'validation_failed', 'name'],
    ['no JSON', KEYS, () => '{', 'validation_failed', null],
    ['no body', KEYS, () => undefined, 'validation_failed', null],
    ['an array', KEYS, () => [], 'validation_failed', null],
    ['null', KEYS, () => 'null', 'validation_failed', null],
    ['more than a megabyte', KEYS, () => key({ name: 'n'.repeat(1_048_577) }), 'validation_failed', null],
    ['no permissions', ROLES, () => ({ name: 'r' }), 'missing_field', 'permissions'],
    [
      'permissions as text',
      ROLES,
      () => ({ name: 'r', permissions: 'units:read' }),
      'invalid_format',
      'permissions',
    ],
    [
      'an unknown action',
      ROLES,
      () => ({ name: 'r', permissions: ['units:list'] }),
      'invalid_format',
      'permissions',
    ],
    [
      'an unknown domain',
      ROLES,
      () => ({ name: 'r', permissions: ['gadgets:read'] }),
      'invalid_format',
      'permissions',
    ],
    ['an unknown unit type', UNITS, () => ({ ...unit, type: 'mood' }), 'invalid_format', 'type'],
    [
      'a ratio as a number',
      UNITS,
      () => ({ ...unit, ratio_numerator: 1 }),
      'invalid_format',
      'ratio_numerator',
    ],
    [
      'a ratio as words',
      UNITS,
      () => ({ ...unit, ratio_numerator: 'one' }),
      'invalid_format',
      'ratio_numerator',
    ],
    [
      'a zero denominator',
      UNITS,
      () => ({ ...unit, ratio_denominator: '0' }),
      'invalid_format',
      'ratio_denominator',
    ],
    [
      'a unit without a ratio',
      UNITS,
      () => ({ ...unit, ratio_numerator: undefined }),
      'missing_field',
      'ratio_numerator',
    ],
  ];
  it.each(cases)('%s', async (_, path, body, code, param) => {
    const answer = await server.call('POST', path, { body: body() });
    expect(answer.body.error).toMatchObject({
      code,
      param,
      type: 'invalid_request_error',
      is_transient: false,
    });
    expect(answer.status).toBe(400);
  });

  it('suggests a near name for an unknown field', async () => {
    const answer = await server.call('POST', KEYS, { body: key({ expiresAt: '2027-01-01T00:00:00Z' }) });
    expect(answer.body.error.message).toContain('Did you mean expires_at?');
  });

  it('counts characters, not bytes, in a name', async () => {
    const answer = await server.call('POST', KEYS, { body: key({ name: '🔑'.repeat(255) }) });
    expect(answer.status).toBe(201);
  });
});

describe('queries', () => {
  const LIST = '/v1/auth/api-keys';
  it.each([
    [`${LIST}?limit=0`, 'parameter_invalid', 'limit'],
    [`${LIST}?limit=1001`, 'parameter_invalid', 'limit'],
    [`${LIST}?limit=ten`, 'parameter_invalid', 'limit'],
    [`${LIST}?cursor=abc`, 'validation_failed', 'cursor'],
    [`${LIST}?cursor=abc.def`, 'validation_failed', 'cursor'],
    [`${LIST}?statuses[]=stale`, 'parameter_invalid', 'statuses[]'],
    [`${LIST}?colour=red`, 'parameter_unknown', 'colour'],
    [`${LIST}?limit[]=5`, 'parameter_unknown', 'limit[]'],
    [`${LIST}?include[]=owner`, 'parameter_invalid', 'include[]'],
    [`${LIST}?include=role,secret`, 'parameter_invalid', 'include[]'],
    [`/v1/core/audit-events/resource-types?include[]=actor`, 'parameter_invalid', 'include[]'],
    [`/v1/core/request-logs?start_date=yesterday`, 'parameter_invalid', 'start_date'],
    [`/v1/core/request-logs?starts_at=2026-01-01T00:00:00Z`, 'parameter_unknown', 'starts_at'],
    [`/v1/core/request-logs?status_codes[]=99`, 'parameter_invalid', 'status_codes[]'],
    [`/v1/core/request-logs?include[]=request_body_json`, 'parameter_invalid', 'include[]'],
    [`/v1/catalog/units?type=mood`, 'parameter_invalid', 'type'],
    [`/v1/identity/roles?types[]=admin`, 'parameter_unknown', 'types[]'],
  ])('%s', async (path, code, param) => {
    const answer = await server.call('GET', path);
    expect(answer).toMatchObject({ status: 400, body: { error: { code, param } } });
  });

  it('takes every form of a list', async () => {
    const count = async (query: string): Promise<number> =>
      (await server.call('GET', `${LIST}?limit=1000&${query}`)).body.data.length;
    const expected = await count('statuses[]=expired&statuses[]=revoked');
    expect(await count('statuses=expired&statuses=revoked')).toBe(expected);
    expect(await count('statuses=expired,revoked')).toBe(expected);
    expect(await count('statuses%5B%5D=expired,revoked')).toBe(expected);
  });
});
