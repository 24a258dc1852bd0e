/** A session between a program and a server that both mean harm: what neither gets by it, and what is left of it afterwards. */
import { getEventListeners, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RequestLog } from '../../../electron/agent/broker/request-log.ts';
import { policyOf } from '../../../electron/agent/broker/routes.ts';
import type { SessionOptions } from '../../../electron/agent/broker/session-options.ts';
import { BrokerSession } from '../../../electron/agent/broker/session.ts';
import { keySearch } from '../../../electron/cli/agent/key-watch.ts';
import { createCommandSender } from '../../../electron/cli/command-sender.ts';
import { Destination } from '../../../electron/http/confirmed-addresses.ts';
import type { Sender } from '../../../electron/http/sender.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { generateKey } from '../../../shared/key-format.ts';

const UNITS = '/v1/catalog/units';
let secret: string;
let upstream: Server;
let sender: Sender;
let session: BrokerSession;
let base: string;
let log: RequestLog;
let reply: (request: IncomingMessage, response: ServerResponse) => void;
/** What reached the server: `METHOD path body`. */
const reached: string[] = [];
const asked: string[] = [];

const again = async (more: Partial<SessionOptions>): Promise<void> => {
  await session.end();
  await begin(`http://127.0.0.1:${String((upstream.address() as AddressInfo).port)}`, more);
};

const json = (
  response: ServerResponse,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
};

beforeEach(async () => {
  secret = generateKey('test');
  reply = (_request, response) => {
    json(response, '{"data":[]}');
  };
  upstream = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.once('end', () => {
      reached.push(`${request.method!} ${request.url!} ${Buffer.concat(parts).toString()}`.trim());
      reply(request, response);
    });
  }).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const origin = `http://127.0.0.1:${String((upstream.address() as AddressInfo).port)}`;
  sender = createCommandSender();
  await begin(origin);
});

async function begin(origin: string, more: Partial<SessionOptions> = {}): Promise<void> {
  log = new RequestLog({ writeRequests: () => undefined, readRequests: () => null });
  session = new BrokerSession({
    ...{ id: 'session-1', policy: policyOf(['write']), log, keys: keySearch, requestsPerSecond: null },
    upstream: {
      ...{ origin, brand: 'augno', destination: Destination.given(origin), exchange: sender.exchange },
      ...{ secret: SecretBytes.fromText(secret), userAgent: 'test' },
    },
    about: { keyId: 'apke_1', keyName: 'ERP', program: 'test', reason: null },
    keyProblem: () => null,
    ask: ({ summary }) => {
      asked.push(summary);
      return Promise.resolve(false);
    },
    makeKey: () => Promise.reject(new Error('None is made here.')),
    ...more,
  });
  base = await session.start();
}
afterEach(async () => {
  await session.end();
  log.flush();
  sender.close();
  upstream.closeAllConnections();
  upstream.close();
  reached.length = 0;
  asked.length = 0;
});

const ask = async (
  path: string,
  init: Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> =>
  await fetch(`${base}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${session.token}`, ...init.headers },
  });

function open(): Socket {
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  socket.on('error', () => undefined);
  return socket;
}

/** @returns all that is heard until the other end closes, or an answer is whole */
async function raw(text: string): Promise<string> {
  const socket = open();
  let heard = '';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    if (heard.includes('}')) socket.end();
  });
  socket.write(text);
  await once(socket, 'close');
  return heard;
}

const outcomes = (): readonly string[] =>
  log.entries().map(({ method, route, outcome }) => `${method} ${route} ${outcome}`);

describe('a program that means harm', () => {
  const head = (...lines: readonly string[]): string =>
    [...lines, `Host: ${new URL(base).host}`, `Authorization: Bearer ${session.token}`, '', ''].join('\r\n');
  const second = (): string => head('DELETE /v1/catalog/units/un_1 HTTP/1.1');

  it.each<[string, readonly string[], string]>([
    ['a length that is no number', [`POST ${UNITS} HTTP/1.1`, 'Content-Length: 0x4'], 'abcd'],
    ['a length with a sign', [`POST ${UNITS} HTTP/1.1`, 'Content-Length: +4'], 'abcd'],
    [
      'another coding behind chunks',
      [`POST ${UNITS} HTTP/1.1`, 'Transfer-Encoding: chunked, gzip'],
      '0\r\n\r\n',
    ],
    ['a coding that is none', [`POST ${UNITS} HTTP/1.1`, 'Transfer-Encoding: xchunked'], '0\r\n\r\n'],
    ['a blank before the colon', [`POST ${UNITS} HTTP/1.1`, 'Transfer-Encoding : chunked'], '0\r\n\r\n'],
    ['a header on two lines', [`GET ${UNITS} HTTP/1.1`, 'X-A: 1', ' Transfer-Encoding: chunked'], ''],
    [
      'a chunk whose size is none',
      [`POST ${UNITS} HTTP/1.1`, 'Transfer-Encoding: chunked'],
      'zz\r\nab\r\n0\r\n\r\n',
    ],
    [
      'a chunk that is longer than it says',
      [`POST ${UNITS} HTTP/1.1`, 'Transfer-Encoding: chunked'],
      '1\r\nabcd\r\n0\r\n\r\n',
    ],
    ['a line that ends with one character', [`POST ${UNITS} HTTP/1.1\nContent-Length: 4`], 'abcd'],
    ['a body where one reads', [`GET ${UNITS} HTTP/1.1`, 'Content-Length: 4'], 'abcd'],
    [
      'chunks where one reads',
      [`GET ${UNITS} HTTP/1.1`, 'Transfer-Encoding: chunked'],
      '4\r\nabcd\r\n0\r\n\r\n',
    ],
    ['an escaped slash in the path', ['GET /v1/catalog%2Funits HTTP/1.1'], ''],
    ['an end of line in the path', ['GET /v1/catalog/units%0d%0aX:1 HTTP/1.1'], ''],
    ['a fragment', [`GET ${UNITS}#x HTTP/1.1`], ''],
    ['no version', [`GET ${UNITS}`], ''],
  ])('gets nothing to the server by %s, nor what it hides behind it', async (_, lines, body) => {
    const heard = await raw(head(...lines) + body + second());
    expect(heard).not.toMatch(/^HTTP\/1\.1 2/m);
    expect(reached.filter((each) => !each.startsWith('DELETE'))).toEqual([]);
  });

  it('gets a body in chunks through as one, without what stands between and behind them', async () => {
    const body = '4;a=b\r\n{"a"\r\n3\r\n:1}\r\n0\r\nAuthorization: Bearer x\r\n\r\n';
    const heard = await raw(
      head(`POST ${UNITS} HTTP/1.1`, 'Content-Type: application/json', 'Transfer-Encoding: chunked') + body,
    );
    expect(heard).toContain('200');
    expect(reached).toEqual([`POST ${UNITS} {"a":1}`]);
  });

  it('has no body passed on that one reader takes for another than the next', async () => {
    const post = (body: string): Promise<Response> =>
      ask(UNITS, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    for (const body of ['{"a":1,"a":2}', '{"a":[{"b":1,"c":{"d":"x\\":","d":2}}]}', '{"a":1,"\\u0061":2}'])
      expect((await post(body)).status, body).toBe(400);
    expect(reached).toEqual([]);
    for (const body of ['{"a":{"b":1},"c":[{"b":": \\""},{"b":2}]}', '[1,"a:"]', '"x"', '{"a":1'])
      expect((await post(body)).status, body).toBe(200);
  });

  it('pushes nothing out of sight of whoever is asked', async () => {
    const body = { note: 'x'.repeat(5000), amount: 4711, [`n${'x'.repeat(3000)}`]: 1, last: 'seen' };
    await again({ policy: policyOf([]) });
    await ask(UNITS, { method: 'POST', body: JSON.stringify(body) });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('amount: 4711');
    expect(asked[0]).toContain('last: seen');
    expect(asked[0]!.length).toBeLessThan(1000);
  });

  it('has what was refused written down too, a flood of it once, and pushes no write out by it', async () => {
    expect((await fetch(`${base}${UNITS}`)).status).toBe(401);
    await ask(UNITS, { method: 'POST', body: '{}' });
    for (let count = 0; count < 20; count += 1) expect((await ask(`/v1/${secret}`)).status).toBe(404);
    expect((await ask(UNITS, { headers: { 'augno-account': 'ac_1' } })).status).toBe(400);
    expect(outcomes()).toEqual([`GET ${UNITS} refused`, 'GET ? refused', `POST ${UNITS} 200`]);
  });

  it('keeps its connections longer than it thinks, and may open one for each request', async () => {
    expect((await ask(UNITS)).headers.get('keep-alive')).toBe('timeout=75');
    const sockets = Array.from({ length: 400 }, () => null as Socket | null);
    const statuses: string[] = [];
    for (const index of sockets.keys()) {
      const socket = open();
      sockets[index] = socket;
      socket.write(head(`GET ${UNITS} HTTP/1.1`));
      const [chunk] = (await Promise.race([
        once(socket, 'data'),
        once(socket, 'close').then(() => ['']),
      ])) as [Buffer];
      statuses.push(chunk.toString().slice(9, 12));
    }
    expect(statuses.filter((status) => status === '200').length).toBeGreaterThanOrEqual(398);
    for (const socket of sockets) socket?.destroy();
  });

  it('opens no more connections than a session takes, and those that are open go on', async () => {
    const first = open();
    await once(first, 'connect');
    const others = Array.from({ length: 300 }, open);
    await expect
      .poll(() => others.filter(({ destroyed, readyState }) => destroyed || readyState === 'closed').length, {
        timeout: 60_000,
      })
      .toBeGreaterThan(40);
    expect(others.filter(({ destroyed }) => !destroyed).length).toBeGreaterThan(200);
    first.write(head(`GET ${UNITS} HTTP/1.1`));
    const [chunk] = (await once(first, 'data')) as [Buffer];
    expect(chunk.toString()).toContain('200');
    for (const socket of [first, ...others]) socket.destroy();
  });

  it('that leaves in the middle takes its own request with it, and no other', async () => {
    const closed: Promise<unknown>[] = [];
    let waits = (): void => undefined;
    const isWaiting = new Promise<void>((resolve) => {
      waits = resolve;
    });
    const held: ServerResponse[] = [];
    reply = (request, response) => {
      if (request.url!.includes('leave')) {
        closed.push(once(response, 'close'));
        waits();
      } else held.push(response);
    };
    const other = ask(`${UNITS}?stay`);
    await expect.poll(() => held.length, { timeout: 60_000 }).toBe(1);
    const leaving = new AbortController();
    const left = ask(`${UNITS}?leave`, { signal: leaving.signal });
    await isWaiting;
    leaving.abort();
    await expect(left).rejects.toThrow();
    await Promise.all(closed);
    json(held[0]!, '{"stayed":true}');
    expect(await (await other).text()).toBe('{"stayed":true}');
    reply = (_request, response) => {
      json(response, '{}');
    };
    expect((await ask(UNITS)).status).toBe(200);
  });
});

describe('a program that floods', () => {
  it('is told to slow down, and goes on after that', async () => {
    await again({ requestsPerSecond: 5 });
    const replies = await Promise.all(Array.from({ length: 30 }, () => ask(UNITS)));
    const slower = replies.filter(({ status }) => status === 429);
    expect(slower.length).toBeGreaterThan(10);
    expect(replies.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(5);
    expect(slower[0]!.headers.get('retry-after')).toBe('1');
    expect(await slower[0]!.json()).toMatchObject({
      error: { code: 'rate_limit_exceeded', is_transient: true },
    });
    await expect.poll(async () => (await ask(UNITS)).status, { timeout: 60_000 }).toBe(200);
  });

  it('has no more under way at once than a session takes', async () => {
    await again({});
    const held: ServerResponse[] = [];
    reply = (_request, response) => void held.push(response);
    const waiting = Array.from({ length: 64 }, () => ask(UNITS));
    await expect.poll(() => held.length, { timeout: 60_000 }).toBe(64);
    expect((await ask(UNITS)).status).toBe(429);
    for (const response of held) json(response, '{}');
    expect((await Promise.all(waiting)).every(({ status }) => status === 200)).toBe(true);
  });
});

it('a session sends nothing to a place that nobody confirmed, whatever its connection says', async () => {
  const origin = `http://127.0.0.1:${String((upstream.address() as AddressInfo).port)}`;
  await again({
    upstream: {
      ...{ origin, brand: 'augno', destination: Destination.given('https://api.example.test') },
      ...{ exchange: sender.exchange, secret: SecretBytes.fromText(secret), userAgent: 'test' },
    },
  });
  expect((await ask(UNITS)).status).toBe(502);
  expect(reached).toEqual([]);
});

describe('a server that means harm', () => {
  it.each<[string, (text: string) => Buffer]>([
    ['gzip', (text) => gzipSync(text)],
    ['br', (text) => brotliCompressSync(text)],
    ['gzip, br', (text) => brotliCompressSync(gzipSync(text))],
  ])('brings no key in by %s', async (coding, encode) => {
    reply = (_request, response) => {
      json(response, encode(JSON.stringify({ echo: secret, more: 'x'.repeat(1000) })), {
        'content-encoding': coding,
      });
    };
    const text = await (await ask(UNITS)).text();
    expect(text).toContain('****');
    expect(text).toContain('xxx');
    expect(text).not.toContain(secret.slice(-30));
  });

  it.each<[string, string, () => Buffer]>([
    ['a coding that nobody reads', 'zstd', () => Buffer.from('x')],
    ['what is not what it says', 'gzip', () => Buffer.from('x')],
    ['more codings than anybody needs', Array(9).fill('gzip').join(','), () => gzipSync('x')],
    ['a bomb', 'gzip', () => gzipSync(Buffer.alloc(64 << 20))],
  ])('gets nothing on by %s', async (_, coding, body) => {
    reply = (_request, response) => {
      json(response, body(), { 'content-encoding': coding });
    };
    expect((await ask(UNITS)).status).toBe(502);
  });

  it('brings no key in by a header that is passed on', async () => {
    reply = (_request, response) => {
      json(response, '{}', { 'www-authenticate': `Bearer realm="${secret}"`, 'request-id': 'rq_1' });
    };
    const { headers } = await ask(UNITS);
    expect(headers.get('request-id')).toBe('rq_1');
    expect(JSON.stringify([...headers])).not.toContain(secret.slice(-30));
  });

  it('that closes in the middle, or never speaks HTTP, is an answer in the API’s form', async () => {
    reply = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"half":');
      setImmediate(() => response.destroy());
    };
    expect((await ask(UNITS)).status).toBe(502);
    reply = ({ socket }) => {
      socket.end('no HTTP at all\r\n\r\n');
    };
    expect(await (await ask(UNITS)).json()).toMatchObject({
      error: { code: 'connection_error', is_transient: true },
    });
    reply = ({ socket }) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n');
    };
    expect((await ask(UNITS)).status).toBe(502);
  });
});

describe('a session', () => {
  it('keeps nothing of a request that is over', async () => {
    for (let count = 0; count < 100; count += 1) await (await ask(UNITS)).text();
    expect(getEventListeners(session.isOver, 'abort')).toEqual([]);
    // What `AbortSignal.any` makes stays in the signals that it was made of.
    const kept = Object.getOwnPropertySymbols(session.isOver)
      .filter(({ description }) => description?.includes('Dependant') === true)
      .map((name) => (session.isOver as unknown as Record<symbol, Set<unknown>>)[name]?.size ?? 0);
    expect(kept.reduce((sum, size) => sum + size, 0)).toBe(0);
  });
});
