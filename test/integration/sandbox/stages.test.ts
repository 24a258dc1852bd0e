/** Versions, paths, and what comes before what. */
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKey } from '../../../shared/key-format.ts';
import { startTestServer, type Item, type TestServer } from './support/server.ts';

const KEYS = '/v1/auth/api-keys';
const UNITS = '/v1/catalog/units?limit=1';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.close();
});

describe('versions', () => {
  it.each([
    ['missing', null, 'api_version_required'],
    ['unparsable', 'latest', 'api_version_invalid'],
    ['too new', '1.0.forge-preview.9', 'api_version_invalid'],
  ])('%s', async (_, version, code) => {
    const answer = await server.call('GET', UNITS, { version });
    expect(answer).toMatchObject({ status: 400, body: { error: { code } } });
    expect(answer.headers.get('augno-version')).toBe('1.0.forge-preview.8');
    expect(answer.body.error.message).toContain(
      '1.0.forge-preview.1, 1.0.forge-preview.2, 1.0.forge-preview.3, 1.0.forge-preview.4, ',
    );
  });

  it('are echoed, and the second preview has the newer shapes', async () => {
    const answer = await server.call('GET', `${KEYS}?limit=1`, {
      version: '1.0.forge-preview.2',
      contract: 'v50',
    });
    expect(answer.headers.get('augno-version')).toBe('1.0.forge-preview.2');
    expect(answer.body.page_info).toHaveProperty('next_page_url');
  });

  it('are too old for what came later', async () => {
    const path = '/v1/identity/permission-groups';
    const older = await server.call('GET', path);
    expect(older).toMatchObject({ status: 400, body: { error: { code: 'api_version_too_old' } } });
    const newer = await server.call('GET', path, { contract: 'v50' });
    expect(newer.status).toBe(200);
    expect(newer.body.data.map(({ code }: Item) => code)).toContain('shipping');
  });

  it('win over a bad key under /v1/auth/ and lose to it elsewhere', async () => {
    const key = generateKey('test');
    const auth = await server.call('GET', KEYS, { key, version: null });
    expect(auth.body.error.code).toBe('api_version_required');
    const elsewhere = await server.call('GET', UNITS, { key, version: null });
    expect(elsewhere.body.error.code).toBe('invalid_credentials');
  });
});

describe('paths', () => {
  it('keep their connection for longer than a busy machine stands still', async () => {
    // With Node's own five seconds, a request after a stall of seven met a reset instead of an answer.
    const { headers } = await server.call('GET', '/v1/catalog/units');
    expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive')!)![1])).toBeGreaterThanOrEqual(60);
  });

  it('unknown, or with another method, before any stage', async () => {
    const unknown = await server.call('GET', '/v1/auth/nothing', { key: null, version: null });
    expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'resource_not_found' } } });
    expect(unknown.headers.get('request-id')).toBeNull();
    const method = await server.call('PUT', KEYS, { key: null, version: null });
    expect(method).toMatchObject({ status: 405, body: { error: { code: 'method_not_allowed' } } });
    expect(method.headers.get('allow')).toBe('GET, POST');
    expect(method.headers.get('request-id')).toBeNull();
  });

  it('give a request id that leads to the log, in the error too', async () => {
    const answer = await server.call('GET', `${KEYS}/apke_000000000000`);
    const id = answer.headers.get('request-id')!;
    expect(id).toMatch(/^rq_[0-9a-z]{19}$/);
    expect(answer.body.error.request_log_url).toMatch(new RegExp(`/dashboard/request-logs/${id}$`));
    expect(answer.body.error.doc_url).toMatch(/\/api\/errors#resource_not_found$/);
  });

  it('indent JSON for a user agent that begins with curl/', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      httpRequest(
        `${server.url}${UNITS}`,
        {
          headers: {
            'User-Agent': 'curl/8.7.1',
            'Augno-Version': '1.0.forge-preview.1',
            Authorization: `Bearer ${server.test.adminKey}`,
          },
        },
        (response) => {
          let body = '';
          response.on('data', (chunk: Buffer) => (body += chunk.toString()));
          response.on('end', () => resolve(body));
        },
      )
        .on('error', reject)
        .end();
    });
    expect(text).toBe(JSON.stringify(JSON.parse(text), null, 2));
  });
});
