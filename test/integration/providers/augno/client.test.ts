import { Destination } from '../../../../electron/http/confirmed-addresses.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { BRANDS } from '../../../../shared/brands.ts';
import { generateKey, spelledAs } from '../../../../shared/key-format.ts';
import { ApiClient } from '../../../../electron/providers/augno/api/client.ts';
import type { ApiClientOptions } from '../../../../electron/providers/augno/api/caller.ts';
import { API_VERSIONS, NEWEST_VERSION } from '../../../../shared/api-version.ts';
import { isKeyRefusal, type ApiError } from '../../../../electron/http/api-error.ts';
import { RequestLimiter } from '../../../../electron/http/request-limiter.ts';
import { failureOf as appErrorOf } from './support/failure.ts';
import {
  EMPTY_PAGE,
  json,
  problem,
  startRawServer,
  type Answer,
  type RawServer,
} from './support/raw-server.ts';

const OLDEST = API_VERSIONS[API_VERSIONS.length - 1]!;

const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: Answer): Promise<RawServer> {
  const server = await startRawServer(answer);
  servers.push(server);
  return server;
}

const KEY = generateKey('prod');

function clientOf(server: { readonly url: string }, more: Partial<ApiClientOptions> = {}): ApiClient {
  return new ApiClient({
    origin: server.url,
    destination: Destination.given(server.url),
    brand: 'augno',
    version: NEWEST_VERSION,
    userAgent: 'AugnoVault/0.0.0 (test)',
    fetch: (input, init) => fetch(input, init),
    limiter: new RequestLimiter(10_000),
    readKey: () => Promise.resolve(KEY),
    retryBaseMs: 5,
    timeoutMs: 2_000,
    ...more,
  });
}

async function failureOf(work: Promise<unknown>): Promise<ApiError> {
  const error = (await appErrorOf(work)) as ApiError;
  expect(JSON.stringify(error.serialize())).not.toContain(KEY.slice(12, 40));
  return error;
}

const created = (secret: string) => ({
  api_key_secret: secret,
  api_key_info: {
    id: 'apke_01jm4r6700e3',
    object: 'api_key',
    name: 'n',
    redacted_value: `aug_sk_prod_****${secret.slice(-4)}`,
    role: null,
    created_at: '2026-05-10T00:00:00Z',
    updated_at: '2026-05-10T00:00:00Z',
    last_used_at: null,
    expires_at: null,
    revoked_at: null,
  },
});

describe('what every request carries', () => {
  it.each(['augno', 'openmrp'] as const)(
    'key, version, agent and account under the names of %s',
    async (brand) => {
      const server = await serve((_request, response) => json(response, 200, EMPTY_PAGE));
      await clientOf(server, { brand, version: OLDEST, accountId: 'ac_0123456789ab' }).probe();
      const { headers } = server.seen[0]!;
      expect(headers['authorization']).toBe(`Bearer ${spelledAs(brand, KEY)}`);
      expect(headers[BRANDS[brand].headers.version.toLowerCase()]).toBe(OLDEST);
      expect(headers[BRANDS[brand].headers.account.toLowerCase()]).toBe('ac_0123456789ab');
      expect(headers[BRANDS[brand].headers.actorAccount.toLowerCase()]).toBeUndefined();
      expect(headers['user-agent']).toBe('AugnoVault/0.0.0 (test)');
      expect(headers['cookie']).toBeUndefined();
    },
  );

  it('an idempotency key on each POST, and none elsewhere', async () => {
    const server = await serve((request, response) =>
      request.method === 'POST' ? json(response, 201, created(generateKey('prod'))) : json(response, 200, {}),
    );
    const client = clientOf(server);
    await client.createKey({ name: 'n', role_id: 'rl_1' }, 'idem-1');
    await client.rotateKey('apke_1', {}, 'idem-2');
    await client.revokeKey('apke_1');
    expect(
      server.seen.map(({ method, url, headers }) => [method, url.split('?')[0], headers['idempotency-key']]),
    ).toEqual([
      ['POST', '/v1/auth/api-keys', 'idem-1'],
      ['POST', '/v1/auth/api-keys/apke_1/actions/rotate', 'idem-2'],
      ['DELETE', '/v1/auth/api-keys/apke_1', undefined],
    ]);
    expect(JSON.parse(server.seen[0]!.body)).toEqual({ name: 'n', role_id: 'rl_1' });
  });
});

describe('a server that is not what it should be', () => {
  it('is not followed to another address', async () => {
    const other = await serve((_request, response) => json(response, 200, EMPTY_PAGE));
    const server = await serve((_request, response) => {
      response.writeHead(307, { location: `${other.url}/v1/catalog/units` });
      response.end();
    });
    expect(await failureOf(clientOf(server).probe())).toMatchObject({ code: 'api-redirect', field: 'url' });
    expect(other.seen).toHaveLength(0);
  });

  it('is not followed to another host by a page URL', async () => {
    const other = await serve((_request, response) => json(response, 200, EMPTY_PAGE));
    const server = await serve((_request, response, index) =>
      json(response, 200, {
        object: 'list',
        data: [],
        page_info:
          index === 0
            ? { has_next_page: true, next_page_url: `${other.url}/v1/auth/api-keys?cursor=c2` }
            : { has_next_page: false },
      }),
    );
    await clientOf(server).listKeys();
    expect(other.seen).toHaveLength(0);
    expect(server.seen[1]!.url).toContain('cursor=c2');
  });

  it('cannot keep the client going round in pages', async () => {
    const server = await serve((_request, response) =>
      json(response, 200, {
        object: 'list',
        data: [],
        page_info: { has_next_page: true, next_cursor: 'same' },
      }),
    );
    expect((await failureOf(clientOf(server).listKeys())).code).toBe('api-unexpected-reply');
    expect(server.seen).toHaveLength(2);
  });

  it.each([
    ['a web page', 200, 'text/html', '<!doctype html><title>Hi</title>', 'api-not-augno'],
    ['a web page that is not there', 404, 'text/html', '<h1>Not found</h1>', 'api-not-augno'],
    ['another JSON API', 200, 'application/json', '{"hello":"world"}', 'api-unexpected-reply'],
    ['another API with errors of its own', 401, 'application/json', '{"message":"no"}', 'api-not-augno'],
    ['a gateway that wants a login of its own', 401, 'text/html', '<h1>Log in</h1>', 'api-not-augno'],
    ['a refusal cut short', 401, 'application/json', '{"error":{"code":"api_key_rev', 'api-invalid-key'],
    ['nothing', 200, 'text/plain', '', 'api-not-augno'],
    [
      'JSON with the wrong types',
      200,
      'application/json',
      '{"data":"x","page_info":7}',
      'api-unexpected-reply',
    ],
  ])('says so: %s', async (_name, status, type, body, code) => {
    const server = await serve((_request, response) => {
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    });
    const failure = await failureOf(clientOf(server).probe());
    expect(failure.code).toBe(code);
    // None of them says anything of the key.
    expect(isKeyRefusal(failure)).toBe(false);
  });

  it('cannot fill the memory', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 0x20);
    const server = await serve(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      for (let sent = 0; sent < 64 && !response.destroyed; sent += 1) {
        await new Promise<void>((resolve) => response.write(chunk, () => resolve()));
      }
      response.end();
    });
    expect((await failureOf(clientOf(server).probe())).code).toBe('api-unexpected-reply');
  });

  it('does not get its own words shown as they are', async () => {
    const server = await serve((_request, response) =>
      json(response, 403, { error: { code: 'insufficient_permissions', message: `No: ${KEY}\u001b[2J` } }),
    );
    const error = await failureOf(clientOf(server).probe());
    expect(error.hint).not.toContain('\u001b');
  });
});

describe('trying again', () => {
  it('reads once more after what may pass, a few times only', async () => {
    const flaky = await serve((_request, response, index) =>
      index < 2 ? problem(response, 503, 'service_unavailable') : json(response, 200, EMPTY_PAGE),
    );
    await clientOf(flaky).probe();
    expect(flaky.seen).toHaveLength(3);

    const broken = await serve((_request, response) => problem(response, 500, 'internal_error'));
    expect((await failureOf(clientOf(broken).probe())).code).toBe('api-server-error');
    expect(broken.seen).toHaveLength(4);
  });

  it('reads once more after a connection that broke and after an answer that was cut short', async () => {
    const server = await serve((_request, response, index) => {
      if (index === 0) response.destroy();
      else if (index === 1) {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"object":"list","da');
        setTimeout(() => response.destroy(), 5);
      } else if (index === 2) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"object":"list","da');
      } else json(response, 200, EMPTY_PAGE);
    });
    await clientOf(server).probe();
    expect(server.seen).toHaveLength(4);
  });

  it('does not read again what was refused', async () => {
    const server = await serve((_request, response) => problem(response, 401, 'invalid_credentials'));
    await failureOf(clientOf(server).probe());
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ['500', (response: Parameters<Answer>[1]) => problem(response, 500, 'internal_error')],
    ['a broken connection', (response: Parameters<Answer>[1]) => void response.destroy()],
  ])(
    'leaves a change alone after %s: whether it took effect has to be looked at first',
    async (_name, answer) => {
      const server = await serve((_request, response) => answer(response));
      const client = clientOf(server);
      expect((await failureOf(client.createKey({ name: 'n', role_id: 'rl_1' }, 'i'))).effect).toBe('unknown');
      expect((await failureOf(client.revokeKey('apke_1'))).effect).toBe('unknown');
      expect(server.seen).toHaveLength(2);
    },
  );

  it('sends a change again where the server only asked to slow down', async () => {
    const server = await serve((_request, response, index) =>
      index === 0
        ? problem(response, 429, 'rate_limit_exceeded', { 'retry-after': '0' })
        : json(response, 200, {}),
    );
    await clientOf(server).revokeKey('apke_1');
    expect(server.seen).toHaveLength(2);
  });

  it('waits as long as the server asks', async () => {
    const times: number[] = [];
    const server = await serve((_request, response, index) => {
      times.push(performance.now());
      if (index === 0) problem(response, 429, 'rate_limit_exceeded', { 'retry-after': '1' });
      else json(response, 200, EMPTY_PAGE);
    });
    await clientOf(server).probe();
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990);
  });

  it('says how long to wait where that is more than a minute', async () => {
    const server = await serve((_request, response) =>
      problem(response, 429, 'rate_limit_exceeded', { 'retry-after': '61' }),
    );
    const before = Date.now();
    const failure = await failureOf(clientOf(server).probe());
    expect(failure).toMatchObject({ code: 'api-rate-limited', retryAfterSeconds: 61 });
    const [, until] = /asks for a pause until (\d{4}-\d\d-\d\d \d\d:\d\d)\.$/.exec(failure.message)!;
    // In whole minutes of this computer's clock.
    expect(Date.parse(until!)).toBeGreaterThan(before + 61_000 - 60_000);
    expect(Date.parse(until!)).toBeLessThanOrEqual(Date.now() + 61_000);
    expect(server.seen).toHaveLength(1);
  });
});

describe('giving up', () => {
  it('after the timeout', async () => {
    const server = await serve(() => undefined);
    const error = await failureOf(clientOf(server, { timeoutMs: 40 }).revokeKey('apke_1'));
    expect(error).toMatchObject({ code: 'api-timeout', effect: 'unknown' });
  });

  it('when cancelled, also in the middle of a wait', async () => {
    const server = await serve((_request, response) =>
      problem(response, 429, 'rate_limit_exceeded', { 'retry-after': '30' }),
    );
    const abort = new AbortController();
    const work = failureOf(clientOf(server).probe(abort.signal));
    setTimeout(() => abort.abort(), 30);
    expect((await work).code).toBe('cancelled');
  });

  it('when nobody listens', async () => {
    const server = await serve(() => undefined);
    await server.close();
    expect(await failureOf(clientOf(server).probe())).toMatchObject({
      code: 'api-unreachable',
      effect: 'none',
    });
  });

  it('when a server without TLS is asked for TLS', async () => {
    const server = await serve(() => undefined);
    const error = await failureOf(clientOf({ url: server.url.replace('http:', 'https:') }).probe());
    expect(error).toMatchObject({ code: 'api-unreachable', effect: 'none', field: 'url' });
  });
});
