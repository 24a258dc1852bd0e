/** Every phase of a request that drips, hangs or never ends is cut, by the clock or by a person, and nothing is left over. */
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApiError } from '../../../electron/http/api-error.ts';
import { Destination } from '../../../electron/http/confirmed-addresses.ts';
import { guardedFetch } from '../../../electron/http/guarded-fetch.ts';
import { parseProxy, type Route } from '../../../electron/http/proxy-routes.ts';
import { RequestLimiter } from '../../../electron/http/request-limiter.ts';
import { createSender, type Sender } from '../../../electron/http/sender.ts';
import { Transport } from '../../../electron/http/transport.ts';
import { closeServers, startProxy, startTcp, until, type Listening } from './support/servers.ts';

const API = 'https://api.example.test';
const senders: Sender[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  for (const sender of senders.splice(0)) sender.close();
  await closeServers();
});

interface Stuck {
  readonly origin: string;
  readonly sender: Sender;
  /** Whether the request has come to where it hangs. */
  readonly isThere: () => boolean;
  readonly sockets: () => number;
}

function senderBy(routesOf: () => readonly Route[] | Promise<readonly Route[]>): Sender {
  const sender = createSender({ environment: { SSL_CERT_FILE: '/nowhere' }, routesOf });
  senders.push(sender);
  return sender;
}

function by(scheme: string, { port }: Listening): Sender {
  const proxy = parseProxy(`${scheme}://127.0.0.1:${String(port)}`, 'HTTPS_PROXY');
  return senderBy(() => [{ kind: 'proxy', proxy }]);
}

/** A server on this machine that does `then` once it has read a request's head. */
async function server(then: (socket: Socket) => void): Promise<Stuck> {
  let isThere = false;
  const tcp = await startTcp((socket) => {
    socket.once('data', () => {
      isThere = true;
      then(socket);
    });
  });
  return {
    origin: `http://127.0.0.1:${String(tcp.port)}`,
    sender: senderBy(() => []),
    isThere: () => isThere,
    sockets: tcp.open,
  };
}

async function proxied(answer: (socket: Socket) => void): Promise<Stuck> {
  const proxy = await startProxy({ answer });
  return {
    origin: API,
    sender: by('http', proxy),
    isThere: () => proxy.asked.length > 0,
    sockets: proxy.open,
  };
}

/** Writes on and on until the other side has gone; each piece once the one before is out. */
function forEver(socket: Socket, piece: string): void {
  const next = (): void => {
    if (!socket.destroyed) socket.write(piece, () => setImmediate(next));
  };
  next();
}

/** One byte in each turn, which is slower than any limit of bytes and faster than any limit of silence. */
function drip(socket: Socket): void {
  const next = (): void => {
    if (!socket.destroyed) socket.write(' ', () => setImmediate(() => setImmediate(next)));
  };
  next();
}

const PHASES: readonly (readonly [string, () => Promise<Stuck>])[] = [
  [
    'the system, asked for the proxy',
    () => {
      let isThere = false;
      const sender = senderBy(() => {
        isThere = true;
        return new Promise(() => undefined);
      });
      return Promise.resolve({ origin: API, sender, isThere: () => isThere, sockets: () => 0 });
    },
  ],
  [
    'a proxy that takes the connection and no more',
    async () => {
      const tcp = await startTcp(() => undefined);
      return { origin: API, sender: by('http', tcp), isThere: () => tcp.open() > 0, sockets: tcp.open };
    },
  ],
  [
    'a proxy over TLS that does not greet',
    async () => {
      const tcp = await startTcp(() => undefined);
      return { origin: API, sender: by('https', tcp), isThere: () => tcp.open() > 0, sockets: tcp.open };
    },
  ],
  [
    'a SOCKS proxy that does not greet',
    async () => {
      const tcp = await startTcp(() => undefined);
      return { origin: API, sender: by('socks5', tcp), isThere: () => tcp.open() > 0, sockets: tcp.open };
    },
  ],
  ['CONNECT without an answer', () => proxied(() => undefined)],
  ['CONNECT with half an answer', () => proxied((socket) => void socket.write('HTTP/1.1 200 OK\r\nX: 1'))],
  [
    'TLS through a tunnel that stays silent',
    () => proxied((socket) => void socket.write('HTTP/1.1 200 OK\r\n\r\n')),
  ],
  [
    'TLS to the server itself',
    async () => {
      const tcp = await startTcp(() => undefined);
      const origin = `https://127.0.0.1:${String(tcp.port)}`;
      return { origin, sender: senderBy(() => []), isThere: () => tcp.open() > 0, sockets: tcp.open };
    },
  ],
  ['no answer', () => server(() => undefined)],
  ['half a status line', () => server((socket) => void socket.write('HTTP/1.1 2'))],
  ['headers that stop', () => server((socket) => void socket.write('HTTP/1.1 200 OK\r\nX: 1\r\n'))],
  ['endless 1xx', () => server((socket) => forEver(socket, 'HTTP/1.1 102 Processing\r\n\r\n'))],
  [
    'a body that stops',
    () => server((socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":')),
  ],
  [
    'a body that drips',
    () =>
      server((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n');
        drip(socket);
      }),
  ],
];

function ask(stuck: Stuck, signal?: AbortSignal): Promise<ApiError> {
  return guardedFetch(stuck.sender.fetch, {
    destination: Destination.given(stuck.origin),
    url: `${stuck.origin}/v1/catalog/units`,
    method: 'GET',
    headers: [],
    body: null,
    timeoutMs: 30_000,
    maximumBytes: 50_000_000,
    signal,
  }).then(
    () => {
      throw new Error('It was answered.');
    },
    (thrown: unknown) => thrown as ApiError,
  );
}

describe.each(PHASES)('%s', (name, prepare) => {
  // One that undici has for all of its connections; and that of the socks package, which holds nothing and nobody can put away.
  const others = name.includes('SOCKS') ? 2 : 1;

  it('ends when its time is over', async () => {
    const stuck = await prepare();
    let isOver = false;
    const asked = ask(stuck).finally(() => {
      isOver = true;
    });
    await until(stuck.isThere);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(21_000);
    const error = await asked;
    expect(['api-timeout', 'api-unreachable']).toContain(error.code);
    expect(error.message).toMatch(
      /did not answer within 30|in 30 seconds and was not done|in time|can't be reached/,
    );
    await until(() => stuck.sockets() === 0);
    // The other side may see the end of a connection before this one has put its timers away.
    await until(() => vi.getTimerCount() <= others);
  });

  it('ends when a person ends it, and nothing is left over', async () => {
    const stuck = await prepare();
    const abort = new AbortController();
    const asked = ask(stuck, abort.signal);
    await until(stuck.isThere);
    abort.abort();
    expect((await asked).code).toBe('cancelled');
    await until(() => stuck.sockets() === 0);
    // The other side may see the end of a connection before this one has put its timers away.
    await until(() => vi.getTimerCount() <= others);
  });
});

it('says how much had come', async () => {
  const stuck = await server(
    (socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":'),
  );
  const asked = ask(stuck);
  await until(stuck.isThere);
  // What was written has to have come before the time is over.
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(30_000);
  expect((await asked).message).toMatch(
    /^127\.0\.0\.1:\d+ sent 5 bytes of its answer in 30 seconds and was not done\.$/,
  );
});

it('all tries of one request together have thirty seconds', async () => {
  let elapsed = 0;
  let tries = 0;
  const limits: number[] = [];
  const transport = new Transport({
    destination: Destination.given(API),
    limiter: new RequestLimiter(1_000),
    retryBaseMs: 0,
    now: () => elapsed,
    fetch: (_input, init) => {
      tries += 1;
      // Each takes fourteen seconds and breaks off.
      elapsed += 14_000;
      limits.push(elapsed);
      expect(init.signal?.aborted).toBe(false);
      return Promise.reject(new TypeError('fetch failed'));
    },
  });
  const asked = transport
    .send({ url: `${API}/v1/x`, method: 'GET', headers: {}, body: null }, { kind: 'read' })
    .catch((thrown: unknown) => thrown);
  await vi.advanceTimersByTimeAsync(1_000);
  // A third one would have two seconds, and end in saying that it had no more.
  expect(await asked).toMatchObject({ code: 'api-unreachable' });
  expect(tries).toBe(2);
});

it('a proxy that stays silent is named when its time is over, not the server behind it', async () => {
  const proxy = await startProxy({ answer: () => undefined });
  let elapsed = 0;
  const transport = new Transport({
    destination: Destination.given(API),
    limiter: new RequestLimiter(1_000),
    retryBaseMs: 0,
    now: () => elapsed,
    fetch: by('http', proxy).fetch,
  });
  const asked = transport
    .send({ url: `${API}/v1/x`, method: 'GET', headers: {}, body: null }, { kind: 'read' })
    .catch((thrown: unknown) => thrown);
  await until(() => proxy.asked.length > 0);
  elapsed = 15_000;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(((await asked) as ApiError).message).toMatch(
    /^The proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\) did not open a way to api\.example\.test in time\.$/,
  );
  expect(proxy.connections()).toBe(1);
});

it('one that is given up does not end another that is under way beside it', async () => {
  const sockets: Socket[] = [];
  const tcp = await startTcp((socket) => {
    socket.once('data', () => sockets.push(socket));
  });
  const origin = `http://127.0.0.1:${String(tcp.port)}`;
  const stuck: Stuck = { origin, sender: senderBy(() => []), isThere: () => true, sockets: tcp.open };
  const abort = new AbortController();
  const given = ask(stuck, abort.signal);
  await until(() => sockets.length === 1);
  const kept = stuck.sender.fetch(`${origin}/x`, {}).then((response) => response.text());
  await until(() => sockets.length === 2);
  abort.abort();
  expect((await given).code).toBe('cancelled');
  sockets[1]!.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
  expect(await kept).toBe('{}');
  await until(() => tcp.open() === 0);
});
