/** Which requests go on by themselves, which are asked about, and which are none. */
import { describe, expect, it } from 'vitest';
import { endpointAt, judge, makesKey, policyOf, policyText } from '../../../electron/agent/broker/routes.ts';
import { RequestLog, type RequestEntry } from '../../../electron/agent/broker/request-log.ts';
import { ENDPOINTS } from '../../../shared/endpoint-permissions.ts';

const verdict = (allow: readonly string[], method: string, path: string): string => {
  const endpoint = endpointAt(method, path);
  return endpoint === null ? 'unknown' : judge(policyOf(allow), endpoint);
};

describe('a request', () => {
  it('reads by itself, and writes only where that was allowed', () => {
    expect(verdict([], 'GET', '/v1/catalog/units')).toBe('forward');
    expect(verdict([], 'HEAD', '/v1/catalog/units/un_1')).toBe('forward');
    expect(verdict([], 'POST', '/v1/catalog/units')).toBe('ask');
    expect(verdict(['write'], 'POST', '/v1/catalog/units')).toBe('forward');
    expect(verdict(['POST /v1/catalog/units'], 'POST', '/v1/catalog/units')).toBe('forward');
    expect(verdict(['POST /v1/catalog/units'], 'GET', '/v1/catalog/units')).toBe('ask');
    expect(verdict(['POST /v1/catalog/units'], 'DELETE', '/v1/catalog/units/un_1')).toBe('ask');
  });

  it('about keys, roles, accounts or identity is asked about whatever was allowed', () => {
    const all = ['read', 'write', ...ENDPOINTS.map(({ method, route }) => `${method} ${route}`)];
    const sensitive = ENDPOINTS.filter(({ route }) =>
      /^\/v1\/(auth|identity|settings|core\/sandboxes)(\/|$)/.test(route),
    );
    expect(sensitive.length).toBeGreaterThan(15);
    for (const { method, route } of sensitive)
      expect(judge(policyOf(all), endpointAt(method, route.replaceAll('{id}', 'x'))!), route).not.toBe(
        'forward',
      );
    expect(verdict(all, 'GET', '/v1/auth/api-keys')).toBe('ask');
    expect(verdict(all, 'POST', '/v1/auth/api-keys')).toBe('ask');
    expect(verdict(all, 'POST', '/v1/auth/api-keys/apke_1/actions/rotate')).toBe('ask');
    expect(
      ENDPOINTS.filter(({ method, route }) =>
        makesKey(endpointAt(method, route.replaceAll('{id}', 'x'))!),
      ).map(({ route }) => route),
    ).toEqual(['/v1/auth/api-keys', '/v1/auth/api-keys/{id}/actions/rotate']);
  });

  it.each([
    '/v1/catalog/../auth/api-keys',
    '/v1/catalog/units/..%2f..%2fauth/api-keys',
    '/v1/catalog/units/%2e%2e',
    '/v1/catalog/units/%252e%252e',
    '/v1//catalog/units',
    '//v1/catalog/units',
    '/v1/catalog/units/',
    '/v1/catalog\\units',
    '/v1/catalog/units/a%00b',
    '/v1/catalog/units/a%0d%0ab',
    '/v1/catalog/units/%zz',
    '/v1/catalog/ünits',
    '/v1/nothing',
    '/',
    'v1/catalog/units',
    'http://example.com/v1/catalog/units',
  ])('for %s is for none of them', (path) => {
    expect(endpointAt('GET', path)).toBeNull();
  });

  it('is allowed by words that have one meaning', () => {
    expect(policyText(policyOf([]))).toBe('read');
    expect(policyText(policyOf(['write']))).toBe('read, write');
    expect(policyText(policyOf(['POST /v1/catalog/units']))).toBe('POST /v1/catalog/units');
    expect(() => policyOf(['everything'])).toThrow('neither read, write nor an endpoint');
    expect(() => policyOf(['GET /v1/nothing'])).toThrow('neither read, write nor an endpoint');
  });
});

describe('the log of requests', () => {
  const entry = (route: string): RequestEntry => ({
    ...{ at: '', session: 's', keyId: 'k', keyName: 'k', program: 'p', reason: null, method: 'GET' },
    ...{ route, outcome: 'sent', durationMs: null },
  });
  it('is written before what waits for it goes on, those together that wait together, and keeps the newest', async () => {
    const written: RequestEntry[][] = [];
    const store = {
      writeRequests: (payload: Buffer) =>
        void written.push(JSON.parse(payload.toString('utf8')) as RequestEntry[]),
      readRequests: () => Buffer.from(JSON.stringify([entry('earlier')])),
    };
    const log = new RequestLog(store);
    const settle = log.add(entry('one'));
    log.add(entry('two'));
    await Promise.all([log.durable(), log.durable()]);
    expect(written.map((each) => each.map(({ route }) => route))).toEqual([['earlier', 'one', 'two']]);
    settle(200, 3);
    for (let count = 0; count < 2100; count += 1) log.add(entry(String(count)));
    log.flush();
    expect(written.at(-1)).toHaveLength(2000);
    expect(log.entries()[0]!.route).toBe('2099');
  });
  it('keeps what was written, however much is read after it', () => {
    const log = new RequestLog({ writeRequests: () => undefined, readRequests: () => null });
    const add = (route: string, method: string): unknown => log.add({ ...entry(route), method });
    for (let count = 0; count < 1200; count += 1) add(`write ${String(count)}`, 'POST');
    for (let count = 0; count < 3000; count += 1) add(`read ${String(count)}`, 'GET');
    const kept = log.entries();
    expect(kept).toHaveLength(2000);
    expect(kept[0]!.route).toBe('read 2999');
    expect(kept.filter(({ method }) => method === 'POST').map(({ route }) => route)).toEqual(
      Array.from({ length: 1000 }, (_, index) => `write ${String(1199 - index)}`),
    );
    log.flush();
  });
  it('keeps it too, however much was asked for that nobody got', () => {
    const log = new RequestLog({ writeRequests: () => undefined, readRequests: () => null });
    const add = (route: string): ReturnType<RequestLog['add']> =>
      log.add({ ...entry(route), method: 'POST' });
    for (let count = 0; count < 500; count += 1) add(`write ${String(count)}`)(201, 1);
    for (let count = 0; count < 5000; count += 1) add(`no ${String(count)}`)('not-allowed', null);
    for (let count = 0; count < 5000; count += 1)
      log.addRefused({ ...entry(`odd ${String(count)}`), method: 'POST' });
    expect(log.entries()).toHaveLength(2000);
    expect(log.entries().filter(({ route }) => route.startsWith('write'))).toHaveLength(500);
    for (let count = 0; count < 50; count += 1) log.addRefused({ ...entry('again'), method: 'GET' });
    expect(log.entries().filter(({ route }) => route === 'again')).toHaveLength(1);
    log.flush();
  });
  it('says so where it can’t be written, and begins anew where what lies there can’t be read', async () => {
    const log = new RequestLog({
      writeRequests: () => {
        throw new Error('full');
      },
      readRequests: () => Buffer.from('[{"odd":1}]'),
    });
    expect(log.entries()).toEqual([]);
    log.add(entry('one'));
    await expect(log.durable()).rejects.toMatchObject({ cause: new Error('full') });
  });
  it('reads what versions before wrote down in words', () => {
    const words = {
      'cut by the lock': 'cut-by-lock',
      'timed out': 'timed-out',
      'refused: insufficient_permissions': 'not-allowed',
      'refused: service_unavailable': 'not-sent',
      'refused: api_key_revoked': 'key-revoked',
      'refused: api_key_expired': 'key-expired',
      '201': '201',
      sent: 'sent',
      'of a newer version': 'of a newer version',
    };
    const stored = Object.keys(words).map((outcome) => ({ ...entry('/v1'), outcome }));
    const log = new RequestLog({
      writeRequests: () => undefined,
      readRequests: () => Buffer.from(JSON.stringify(stored)),
    });
    expect(
      log
        .entries()
        .map(({ outcome }) => outcome)
        .toReversed(),
    ).toEqual(Object.values(words));
  });
});
