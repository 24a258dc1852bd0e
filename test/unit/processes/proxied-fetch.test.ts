import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createProxiedFetch, routeOf } from '../../../electron/processes/proxied-fetch.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** An HTTP proxy that leads every tunnel to `target`, and notes who was asked for. */
async function startProxy(target: number): Promise<{ readonly port: number; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push(request.url ?? '');
    const upstream = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  return { port: await listen(server), asked };
}

describe('the route to an address', () => {
  it.each([
    ['DIRECT', { kind: 'direct' }],
    ['', { kind: 'direct' }],
    ['PROXY proxy.example:3128; DIRECT', { kind: 'proxy', url: 'http://proxy.example:3128' }],
    ['HTTPS proxy.example:443', { kind: 'proxy', url: 'https://proxy.example:443' }],
    ['SOCKS5 a:1; PROXY b:2', { kind: 'proxy', url: 'http://b:2' }],
  ])('%j', (answer, route) => {
    expect(routeOf(answer)).toEqual(route);
  });

  it('is refused with words where no kind of proxy is known', () => {
    expect(() => routeOf('SOCKS5 a:1')).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });
});

describe('fetch through the system’s proxy', () => {
  it('goes through it for the API, asking by origin only, and not for this machine', async () => {
    const api = createServer((request, response) => {
      response.end(JSON.stringify({ path: request.url, key: request.headers.authorization }));
    });
    const apiPort = await listen(api);
    const proxy = await startProxy(apiPort);
    const questions: string[] = [];
    const proxied = createProxiedFetch((url) => {
      questions.push(url);
      return Promise.resolve(`PROXY 127.0.0.1:${String(proxy.port)}`);
    });
    const answer = await proxied('http://api.example.test/v1/units?limit=1', {
      headers: { Authorization: 'Bearer x' },
    });
    expect(await answer.json()).toEqual({ path: '/v1/units?limit=1', key: 'Bearer x' });
    expect(proxy.asked).toEqual(['api.example.test:80']);
    expect(questions).toEqual(['http://api.example.test']);

    const local = await proxied(`http://127.0.0.1:${String(apiPort)}/here`, {});
    expect(await local.json()).toMatchObject({ path: '/here' });
    expect(proxy.asked).toHaveLength(1);
    expect(questions).toHaveLength(1);
  });
});
