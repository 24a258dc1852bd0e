/** Proxies and servers on loopback, well-behaved and not, which count what came to them. */
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import type { Identity } from './certificates.ts';

export interface Listening {
  readonly port: number;
  /** Connections since the start. */
  connections(): number;
  /** Those that are open now. */
  open(): number;
}

const closing: (() => Promise<void>)[] = [];

export async function closeServers(): Promise<void> {
  for (const close of closing.splice(0)) await close();
}

async function listen(
  server: Server,
  socketsOf: 'connection' | 'secureConnection' = 'connection',
): Promise<Listening> {
  const open = new Set<Socket>();
  let count = 0;
  server.on(socketsOf === 'connection' ? 'connection' : socketsOf, (socket: Socket) => {
    count += 1;
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  );
  return { port: (server.address() as AddressInfo).port, connections: () => count, open: () => open.size };
}

/** Each connection is handed to `behave`, raw. */
export function startTcp(behave: (socket: Socket) => void): Promise<Listening> {
  return listen(
    createTcpServer((socket) => {
      // One that is not read from does not notice that the other side has gone.
      socket.resume();
      behave(socket);
    }),
  );
}

export function startApi(identity: Identity | null, answer: RequestListener): Promise<Listening> {
  return listen(
    identity === null
      ? createHttpServer(answer)
      : createHttpsServer({ cert: identity.certificate, key: identity.key }, answer),
  );
}

export interface StartedProxy extends Listening {
  /** What `CONNECT` named, and with which credentials. */
  readonly asked: { readonly authority: string; readonly authorization: string | undefined }[];
}

export interface ProxyManners {
  /** Where every tunnel leads. */
  readonly target?: number;
  /** In place of a tunnel. */
  readonly answer?: (socket: Socket, count: number) => void;
  /** Reached over TLS. */
  readonly identity?: Identity;
}

export async function startProxy({ target, answer, identity }: ProxyManners): Promise<StartedProxy> {
  const asked: { authority: string; authorization: string | undefined }[] = [];
  const server =
    identity === undefined
      ? createHttpServer()
      : createHttpsServer({ cert: identity.certificate, key: identity.key });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => undefined);
    asked.push({ authority: request.url ?? '', authorization: request.headers['proxy-authorization'] });
    if (answer !== undefined) {
      // Node's HTTP server leaves its side open when the other one has closed.
      socket.resume().on('end', () => socket.destroy());
      answer(socket, asked.length);
      return;
    }
    const upstream = connect(target!, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    upstream.on('close', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  });
  return { ...(await listen(server)), asked };
}

/** SOCKS 5 and 4a, enough to lead to `target`; `refuse` says no to every way. */
export async function startSocks(options: {
  readonly target: number;
  readonly password?: string;
  readonly refuse?: boolean;
}): Promise<Listening & { readonly asked: string[] }> {
  const asked: string[] = [];
  const through = (socket: Socket, granted: Buffer): void => {
    const upstream = connect(options.target, '127.0.0.1', () => {
      socket.write(granted);
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  };
  const server = await startTcp((socket) => {
    let step = 'greeting';
    const onData = (data: Buffer): void => {
      if (data[0] === 4) {
        const name = data.subarray(8).toString('latin1').split('\0')[1] ?? '';
        asked.push(`${name}:${String(data.readUInt16BE(2))}`);
        socket.off('data', onData);
        if (options.refuse === true) socket.end(Buffer.from([0, 91, 0, 0, 0, 0, 0, 0]));
        else through(socket, Buffer.from([0, 90, 0, 0, 0, 0, 0, 0]));
      } else if (step === 'greeting') {
        const methods = [...data.subarray(2)];
        const method = options.password === undefined ? 0 : 2;
        if (!methods.includes(method)) {
          socket.end(Buffer.from([5, 0xff]));
          return;
        }
        step = method === 2 ? 'login' : 'request';
        socket.write(Buffer.from([5, method]));
      } else if (step === 'login') {
        const given = data.subarray(3 + data[1]!).toString('latin1');
        step = 'request';
        socket.write(Buffer.from([1, given === options.password ? 0 : 1]));
      } else {
        const length = data[4]!;
        asked.push(
          `${data.subarray(5, 5 + length).toString('latin1')}:${String(data.readUInt16BE(5 + length))}`,
        );
        socket.off('data', onData);
        if (options.refuse === true) socket.end(Buffer.from([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]));
        else through(socket, Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
      }
    };
    socket.on('data', onData);
  });
  return { ...server, asked };
}

/** Resolves when `condition` holds; the test's own limit of time ends it otherwise. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
