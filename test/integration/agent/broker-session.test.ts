/** A session before a real API server: what goes on, what does not, and what its end leaves behind. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RequestLog, type RequestEntry } from '../../../electron/agent/broker/request-log.ts';
import type { NewKeyRequest } from '../../../electron/agent/broker/new-key.ts';
import type { Problem } from '../../../electron/agent/broker/request-checks.ts';
import { policyOf } from '../../../electron/agent/broker/routes.ts';
import { BrokerSession } from '../../../electron/agent/broker/session.ts';
import type { AskedRequest } from '../../../electron/agent/broker/session-options.ts';
import { createCommandSender } from '../../../electron/cli/command-sender.ts';
import { Destination } from '../../../electron/http/confirmed-addresses.ts';
import { redactText } from '../../../electron/scanner/detect/index.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { World } from '../providers/augno/support/world.ts';

let world: World;
let session: BrokerSession;
const sender = createCommandSender();
let base: string;
let problem: Problem | null = null;
let answer: boolean | 'wait' = true;
const asked: AskedRequest[] = [];
let store: RequestEntry[] = [];
let isStoreFull = false;
const MADE = { id: 'apke_9', name: 'x', redacted: 'aug_sk_test_****abcd' };
const wanted: NewKeyRequest[] = [];
let makeFails: boolean | 'hangs' = false;
let patienceMs = 60_000;

beforeAll(async () => {
  world = await World.start();
});
afterAll(async () => {
  sender.close();
  await world.close();
});
afterEach(async () => {
  await session.end();
  problem = null;
  answer = true;
  isStoreFull = false;
  makeFails = false;
  patienceMs = 60_000;
  asked.length = 0;
  wanted.length = 0;
  store = [];
});

async function start(allow: readonly string[] = [], origin = world.sandbox.url): Promise<void> {
  const log = new RequestLog({
    writeRequests: (payload) => {
      if (isStoreFull) throw new Error('full');
      store = JSON.parse(payload.toString('utf8')) as RequestEntry[];
    },
    readRequests: () => null,
  });
  session = new BrokerSession({
    id: 'session-1',
    policy: policyOf(allow),
    upstream: {
      origin,
      brand: 'augno',
      destination: Destination.given(origin),
      exchange: sender.exchange,
      secret: SecretBytes.fromText(world.account('test').adminKey),
      userAgent: 'test',
    },
    log,
    about: { keyId: 'apke_1', keyName: 'ERP', program: 'test', reason: 'to see' },
    keyProblem: () => problem,
    ask: async (request, over) => {
      asked.push(request);
      if (answer !== 'wait') return answer;
      if (!over.aborted) await once(over, 'abort');
      return false;
    },
    keys: {
      holdsKey: (bytes) => redactText(Buffer.from(bytes).toString()) !== Buffer.from(bytes).toString(),
      redacted: redactText,
    },
    requestsPerSecond: null,
    makeKey: (request) => {
      wanted.push(request);
      if (makeFails === 'hangs') return new Promise(() => undefined);
      return makeFails ? Promise.reject(new Error('lost')) : Promise.resolve(MADE);
    },
    patienceMs,
  });
  base = await session.start();
}

const VERSION = { 'Augno-Version': '1.0.forge-preview.3' };
async function ask(
  method: string,
  path: string,
  options: { readonly body?: unknown; readonly headers?: Record<string, string> } = {},
) {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${session.token}`,
      ...VERSION,
      'content-type': 'application/json',
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    redirect: 'manual',
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    headers: response.headers,
    code: (text === '' ? {} : (JSON.parse(text) as { error?: { code?: string } })).error?.code,
  };
}

/** Bytes that no client would send. @returns the status line, or '' where the connection is just closed */
async function raw(text: string): Promise<string> {
  const { port } = new URL(base);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  let heard = '';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    socket.end();
  });
  socket.write(text);
  await once(socket, 'close');
  return heard.split('\r\n')[0]!;
}

describe('a session', () => {
  it('passes reads on with the real key and another word for it, and writes them down', async () => {
    await start();
    const units = await ask('GET', '/v1/catalog/units?limit=1');
    expect(units.status).toBe(200);
    expect(units.headers.get('request-id')).toMatch(/^rq_/);
    expect(
      (await ask('GET', '/v1/catalog/units', { headers: { authorization: 'Bearer wrong' } })).status,
    ).toBe(401);
    expect((await ask('GET', '/v1/nothing')).code).toBe('resource_not_found');
    await session.end();
    await expect
      .poll(() => store.map(({ route, outcome }) => [route, outcome]), { timeout: 60_000 })
      .toEqual([
        ['/v1/catalog/units', '200'],
        ['?', 'refused'],
      ]);
    expect(store[0]).toMatchObject({ keyName: 'ERP', program: 'test', reason: 'to see', method: 'GET' });
  });

  it('asks about a write with what it says, and sends none that was refused or can’t be written down', async () => {
    await start();
    const body = { name: 'Crate', abbreviation: 'cr', type: 'quantity' };
    answer = false;
    expect(await ask('POST', '/v1/catalog/units', { body })).toMatchObject({
      status: 403,
      code: 'insufficient_permissions',
    });
    expect(asked[0]).toMatchObject({
      route: 'POST /v1/catalog/units',
      summary: expect.stringContaining('name: Crate') as string,
      isOnce: false,
    });
    answer = true;
    isStoreFull = true;
    expect((await ask('POST', '/v1/catalog/units', { body })).text).toContain(
      'could not be written down first',
    );
    isStoreFull = false;
    await ask('POST', '/v1/catalog/units', { body });
    expect(store.map(({ outcome }) => outcome)).toContain('sent');
    expect(store.map(({ outcome }) => outcome)).toContain('not-allowed');
    expect(store.map(({ outcome }) => outcome)).toContain('not-sent');
  });

  it('has a key made once a person says so, and gives its masked form', async () => {
    await start(['write']);
    const body = { name: 'x', role_id: 'rl_1' };
    answer = false;
    expect(await ask('POST', '/v1/auth/api-keys', { body })).toMatchObject({ status: 403 });
    expect(wanted).toEqual([]);
    answer = true;
    for (const odd of [{ name: 'x' }, { ...body, secret: 'y' }, { ...body, expires_at: 'soon' }, [], null])
      expect(await ask('POST', '/v1/auth/api-keys', { body: odd })).toMatchObject({
        status: 400,
        code: 'validation_failed',
      });
    expect(wanted).toEqual([]);
    const made = await ask('POST', '/v1/auth/api-keys', { body, headers: { 'idempotency-key': 'once' } });
    expect(made.status).toBe(201);
    expect(JSON.parse(made.text)).toMatchObject({
      api_key_secret: MADE.redacted,
      api_key_info: { id: MADE.id, redacted_value: MADE.redacted },
    });
    expect(wanted).toEqual([
      { kind: 'create', name: 'x', roleId: 'rl_1', expiresAt: null, idempotencyKey: 'once' },
    ]);
    await ask('POST', '/v1/auth/api-keys/apke_7/actions/rotate?include[]=role');
    expect(wanted.at(-1)).toEqual({
      ...{ kind: 'rotate', keyId: 'apke_7', oldWorksUntil: null, idempotencyKey: null },
    });
    expect(asked.map(({ route }) => route)).toEqual([
      'POST /v1/auth/api-keys',
      'POST /v1/auth/api-keys',
      'POST /v1/auth/api-keys/{id}/actions/rotate',
    ]);
    expect(asked.every(({ isOnce }) => isOnce)).toBe(true);
    // What is not known to have failed is not to be sent again by a client's own doing.
    makeFails = true;
    const failed = await ask('POST', '/v1/auth/api-keys', { body });
    expect(failed.status).toBe(502);
    expect(failed.headers.get('x-should-retry')).toBe('false');
    expect((await ask('GET', '/v1/auth/api-keys')).status).toBe(200);
  });

  it('takes no header that names another account, method or key, no page’s request, no other host', async () => {
    await start();
    for (const headers of [
      { 'Augno-Account': 'ac_1' },
      { 'OpenMRP-Account': 'ac_1' },
      { 'Augno-Actor-Account': 'ac_1' },
      { 'X-HTTP-Method-Override': 'DELETE' },
      { Cookie: 'a=b' },
      { Origin: 'https://example.com' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ])
      expect(
        (await ask('GET', '/v1/catalog/units', { headers })).status,
        JSON.stringify(headers),
      ).toBeGreaterThanOrEqual(400);
    const preflight = await ask('OPTIONS', '/v1/catalog/units', {
      headers: { Origin: 'https://example.com' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    const { host } = new URL(base);
    const head = (start: string, ...more: string[]): string =>
      [
        start,
        ...more,
        `Authorization: Bearer ${session.token}`,
        'Augno-Version: 1.0.forge-preview.3',
        '',
        '',
      ].join('\r\n');
    expect(await raw(head('GET /v1/catalog/units HTTP/1.1', 'Host: example.com'))).toContain('421');
    expect(
      await raw(head('GET /v1/catalog/units HTTP/1.1', `Host: localhost:${new URL(base).port}`)),
    ).toContain('421');
    expect(await raw(head('GET /v1/catalog/units HTTP/1.1', `Host: ${host}`, `Host: ${host}`))).not.toContain(
      '200',
    );
    expect(await raw(head('GET http://example.com/v1/catalog/units HTTP/1.1', `Host: ${host}`))).toContain(
      '400',
    );
    expect(await raw(head('GET //example.com/v1/catalog/units HTTP/1.1', `Host: ${host}`))).toContain('400');
    expect(await raw(head('CONNECT example.com:443 HTTP/1.1', `Host: ${host}`))).toBe('');
    expect(await raw(head('TRACE /v1/catalog/units HTTP/1.1', `Host: ${host}`))).not.toContain('200');
    expect(
      await raw(
        head('GET /v1/catalog/units HTTP/1.1', `Host: ${host}`, 'Connection: Upgrade', 'Upgrade: websocket'),
      ),
    ).not.toMatch(/101|200/);
    expect(
      await raw(
        head(
          'POST /v1/catalog/units HTTP/1.1',
          `Host: ${host}`,
          'Content-Length: 4',
          'Transfer-Encoding: chunked',
        ) + '0\r\n\r\n',
      ),
    ).not.toMatch(/20\d/);
    expect(
      await raw(
        head('POST /v1/catalog/units HTTP/1.1', `Host: ${host}`, 'Content-Length: 4', 'Content-Length: 5') +
          'abcde',
      ),
    ).not.toMatch(/20\d/);
    expect(asked).toEqual([]);
  });

  it('has bounds: a body, and a word that ends with it', async () => {
    await start(['write']);
    expect((await ask('POST', '/v1/catalog/units', { body: { name: 'x'.repeat(2 << 20) } })).status).toBe(
      413,
    );
    await session.end();
    await expect(fetch(`${base}/v1/catalog/units`)).rejects.toThrow();
  });

  it('ends a key that is revoked in the middle', async () => {
    await start();
    expect((await ask('GET', '/v1/catalog/units')).status).toBe(200);
    problem = { status: 401, code: 'api_key_revoked', message: 'gone' };
    expect(await ask('GET', '/v1/catalog/units')).toMatchObject({ status: 401, code: 'api_key_revoked' });
  });

  it('says what is known of a write that the lock cuts, and ends a question that waits', async () => {
    await start(['write']);
    await world.control('faults', { path: '/v1/catalog/units', delayMs: 30_000, times: 1 });
    const cut = ask('POST', '/v1/catalog/units', { body: { name: 'Cut' } });
    await expect.poll(() => store.map(({ outcome }) => outcome), { timeout: 60_000 }).toEqual(['sent']);
    await session.end();
    const told = await cut;
    expect(told).toMatchObject({
      status: 503,
      text: expect.stringContaining('may have taken effect') as string,
    });
    expect(told.headers.get('x-should-retry')).toBe('false');
    await world.control('faults');

    await start(['write']);
    makeFails = 'hangs';
    const body = { name: 'x', role_id: 'rl_1' };
    const made = ask('POST', '/v1/auth/api-keys', { body });
    await expect.poll(() => wanted.length, { timeout: 60_000 }).toBe(1);
    await session.end();
    const heard = await made;
    expect(heard).toMatchObject({
      status: 503,
      text: expect.stringContaining('may have taken effect') as string,
    });
    expect(heard.headers.get('x-should-retry')).toBe('false');
    asked.length = 0;

    await start();
    answer = 'wait';
    const waiting = ask('POST', '/v1/catalog/units', { body: { name: 'Waits' } });
    await expect.poll(() => asked.length, { timeout: 60_000 }).toBe(1);
    await session.end();
    expect(await waiting).toMatchObject({
      status: 503,
      text: expect.stringContaining('Nothing was sent') as string,
    });
  });

  it('brings no key, no redirect and nothing without an end from a server that means harm', async () => {
    const secret = world.account('test').adminKey;
    let dripped = (): void => undefined;
    const hasDripped = new Promise<void>((resolve) => {
      dripped = resolve;
    });
    const hostile = createServer((request, response) => {
      if (request.url!.includes('redirect'))
        response.writeHead(307, { location: 'http://example.com/' }).end();
      else if (request.url!.includes('dripping')) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const drip = setInterval(() => response.write('data: x\n\n'), 5);
        response.once('close', () => {
          clearInterval(drip);
          dripped();
        });
      } else if (request.url!.includes('endless')) {
        response.writeHead(200, { 'content-type': 'application/json' });
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(1 << 16, 'x')));
          response.once('drain', more);
        };
        more();
      } else
        response
          .writeHead(200, { 'content-type': 'application/json', 'x-echo': secret, 'set-cookie': 'a=b' })
          .end(
            JSON.stringify({
              echo: request.headers.authorization,
              base64: Buffer.from(secret).toString('base64'),
            }),
          );
    }).listen(0, '127.0.0.1');
    await once(hostile, 'listening');
    try {
      await start([], `http://127.0.0.1:${String((hostile.address() as AddressInfo).port)}`);
      const echoed = await ask('GET', '/v1/catalog/units');
      expect(echoed.text + JSON.stringify([...echoed.headers])).not.toContain(secret.slice(-30));
      expect(echoed.text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 60));
      expect(echoed.headers.get('set-cookie')).toBeNull();
      expect((await ask('GET', '/v1/catalog/units?redirect')).status).toBe(502);
      expect((await ask('GET', '/v1/catalog/units?endless')).status).toBe(502);
      await session.end();
      patienceMs = 300;
      await start([], `http://127.0.0.1:${String((hostile.address() as AddressInfo).port)}`);
      expect(await ask('GET', '/v1/catalog/units?dripping')).toMatchObject({ status: 504, code: 'timeout' });
      await hasDripped;
    } finally {
      hostile.closeAllConnections();
      hostile.close();
    }
    expect((await ask('GET', '/v1/catalog/units')).code).toBe('connection_error');
  });

  it('loses none of many', async () => {
    await start();
    const codes = new Map<number, number>();
    const worker = async (count: number): Promise<void> => {
      for (let turn = 0; turn < count; turn += 1) {
        const { status } = await ask('GET', '/v1/catalog/units?limit=1');
        codes.set(status, (codes.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 8 }, () => worker(125)));
    expect([...codes]).toEqual([[200, 1000]]);
    expect(session.requests).toBe(1000);
  });
});
