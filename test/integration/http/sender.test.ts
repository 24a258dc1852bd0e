/** Requests through real proxies on loopback, of each kind that works and each that misbehaves. */
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Destination } from '../../../electron/http/confirmed-addresses.ts';
import { RequestLimiter } from '../../../electron/http/request-limiter.ts';
import type { Sender } from '../../../electron/http/sender.ts';
import { Transport } from '../../../electron/http/transport.ts';
import { API, ask, authority, failure, FINE, senderFor, startCompanyApi, tidily } from './support/asking.ts';
import { makeSelfSigned } from './support/certificates.ts';
import {
  closeServers,
  startApi,
  startProxy,
  startSocks,
  startTcp,
  until,
  type Listening,
} from './support/servers.ts';

tidily();
let api: Listening;

describe('a proxy that works', () => {
  it.each([
    ['HTTPS_PROXY with a scheme', (port: number) => ({ HTTPS_PROXY: `http://127.0.0.1:${String(port)}` })],
    ['https_proxy without one', (port: number) => ({ https_proxy: `127.0.0.1:${String(port)}` })],
    ['ALL_PROXY', (port: number) => ({ ALL_PROXY: `http://127.0.0.1:${String(port)}/` })],
  ])('by %s', async (_name, environment) => {
    api = await startCompanyApi();
    const proxy = await startProxy({ target: api.port });
    const sender = senderFor(environment(proxy.port));
    for (let count = 0; count < 5; count += 1) expect(await ask(sender)).toBe(FINE);
    // Tunnels are used again; undici may open a second one before it has seen that the first is free.
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
    expect(proxy.asked[0]).toEqual({ authority: 'api.example.test:443', authorization: undefined });
  });

  it('gets the name and password of its address, percent-decoded, and nobody else does', async () => {
    api = await startCompanyApi();
    const proxy = await startProxy({ target: api.port });
    await ask(senderFor({ HTTPS_PROXY: `http://me:p%40ss@127.0.0.1:${String(proxy.port)}` }));
    expect(proxy.asked[0]!.authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
  });

  it('gets them in the window too, where the system’s answer holds none', async () => {
    api = await startCompanyApi();
    const proxy = await startProxy({ target: api.port });
    const address = `127.0.0.1:${String(proxy.port)}`;
    expect(await ask(senderFor({ HTTPS_PROXY: `http://me:pw@${address}` }, `PROXY ${address}`))).toBe(FINE);
    expect(proxy.asked[0]!.authorization).toBe(`Basic ${Buffer.from('me:pw').toString('base64')}`);
  });

  it('over TLS, with the company’s certificate', async () => {
    api = await startCompanyApi();
    const proxy = await startProxy({ target: api.port, identity: authority.issue() });
    expect(await ask(senderFor({ HTTPS_PROXY: `https://127.0.0.1:${String(proxy.port)}` }))).toBe(FINE);
  });

  it.each(['socks5', 'socks5h', 'socks4'])('as %s', async (scheme) => {
    api = await startCompanyApi();
    const proxy = await startSocks({ target: api.port });
    expect(await ask(senderFor({ ALL_PROXY: `${scheme}://127.0.0.1:${String(proxy.port)}` }))).toBe(FINE);
    // The proxy looks the name up: this machine may not know it.
    expect(proxy.asked).toEqual(['api.example.test:443']);
  });

  it('as SOCKS 5 with a password', async () => {
    api = await startCompanyApi();
    const proxy = await startSocks({ target: api.port, password: 'right' });
    const with_ = (login: string): Sender =>
      senderFor({ ALL_PROXY: `socks5://${login}127.0.0.1:${String(proxy.port)}` });
    expect(await ask(with_('me:right@'))).toBe(FINE);
    expect((await failure(ask(with_('me:wrong@')))).message).toContain(
      'does not accept the name and password',
    );
    expect((await failure(ask(with_('')))).message).toContain('wants a name and a password');
  });

  it('is the next one where the first is down', async () => {
    api = await startCompanyApi();
    const proxy = await startProxy({ target: api.port });
    const answer = `PROXY 127.0.0.1:1; PROXY 127.0.0.1:${String(proxy.port)}`;
    expect(await ask(senderFor({}, answer))).toBe(FINE);
  });

  it('never sees what is meant for this machine', async () => {
    const local = await startApi(null, (_request, response) => response.end('here'));
    const proxy = await startProxy({ target: local.port });
    const sender = senderFor({ HTTP_PROXY: `http://127.0.0.1:${String(proxy.port)}` });
    expect(await ask(sender, `http://127.0.0.1:${String(local.port)}`)).toBe('here');
    expect(proxy.connections()).toBe(0);
  });
});

describe('a proxy that does not', () => {
  const refusing = (reply: string) => (socket: Socket) => {
    socket.end(reply);
  };
  it.each<[string, (socket: Socket) => void, string | RegExp, string | RegExp]>([
    [
      '407 Basic',
      refusing('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="a, b"\r\nContent-Length: 0\r\n\r\n'),
      /^The proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\) wants a name and a password \(Basic\)\.$/,
      'http://NAME:PASSWORD@HOST:PORT. What the desktop’s settings or its keyring hold for the proxy is not read.',
    ],
    [
      '407 NTLM',
      refusing(
        'HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n',
      ),
      /of a kind that Augno Vault does not speak: Negotiate, NTLM\.$/,
      'Ask whoever runs the network',
    ],
    ['403', refusing('HTTP/1.1 403 Forbidden\r\n\r\n<html>no</html>'), '(403)', 'to allow this address'],
    [
      '502',
      refusing('HTTP/1.1 502 Bad Gateway\r\n\r\n'),
      'could not reach api.example.test (502)',
      'try again',
    ],
    ['HTML', refusing('<html>hello</html>'), 'is no proxy of the kind that is set', 'kind, host and port'],
    [
      'HTML after its word that the tunnel stands',
      refusing('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>'),
      /is no proxy of the kind that is set|No encrypted connection/,
      '',
    ],
    [
      '511',
      refusing('HTTP/1.1 511 Network Authentication Required\r\n\r\n'),
      'wants you to log in',
      'browser',
    ],
    [
      '302',
      refusing('HTTP/1.1 302 Found\r\nLocation: http://portal.test/\r\n\r\n'),
      'wants you to log in',
      '',
    ],
    ['1xx without an end', (socket) => socket.write('HTTP/1.1 102 Wait\r\n\r\n'.repeat(999)), '(102)', ''],
    ['a closed connection', (socket) => socket.destroy(), 'closed the connection without a way', 'Try again'],
    [
      'endless headers',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}`),
      'no proxy',
      '',
    ],
  ])('%s', async (_name, answer, message, hint) => {
    const proxy = await startProxy({ answer });
    const error = await failure(ask(senderFor({ HTTPS_PROXY: `http://127.0.0.1:${String(proxy.port)}` })));
    expect(error.message).toMatch(message);
    expect(error.hint).toContain(hint);
    expect(error.effect).toBe('none');
    expect(proxy.connections()).toBeLessThanOrEqual(2);
  });

  it('that is down, or has no such name, is named without its password', async () => {
    const gone = await startTcp(() => undefined);
    const { port } = gone;
    await closeServers();
    const error = await failure(
      ask(senderFor({ HTTPS_PROXY: `http://me:geheim@127.0.0.1:${String(port)}` })),
    );
    expect(error.message).toBe(
      `The proxy 127.0.0.1:${String(port)} (HTTPS_PROXY) can’t be reached, so neither can api.example.test.`,
    );
    const unknown = await failure(ask(senderFor({ https_proxy: 'http://me:geheim@proxy.invalid:3128' })));
    expect(unknown.message).toBe('There is no proxy of the name proxy.invalid:3128 (https_proxy).');
    expect(JSON.stringify([error, unknown, error.cause])).not.toContain('geheim');
  });

  it('with a wrong password, with a certificate nobody knows, that refuses by SOCKS', async () => {
    const proxy = await startProxy({
      answer: (socket) => socket.end('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n'),
    });
    const wrong = await failure(
      ask(senderFor({ HTTPS_PROXY: `http://me:no@127.0.0.1:${String(proxy.port)}` })),
    );
    expect(wrong.message).toContain('does not accept the name and password in its address (Basic)');
    const secure = await startProxy({ target: 1, identity: makeSelfSigned() });
    const untrusted = await failure(
      ask(senderFor({ HTTPS_PROXY: `https://me:pw@127.0.0.1:${String(secure.port)}` })),
    );
    expect(untrusted.message).toContain('The certificate of the proxy');
    expect(secure.asked).toEqual([]);
    const socks = await startSocks({ target: 1, refuse: true });
    for (const scheme of ['socks4', 'socks5']) {
      const no = await failure(ask(senderFor({ ALL_PROXY: `${scheme}://127.0.0.1:${String(socks.port)}` })));
      expect(no.message).toContain('refused the way to api.example.test');
    }
    const noSocks = await startTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const other = await failure(ask(senderFor({ ALL_PROXY: `socks5://127.0.0.1:${String(noSocks.port)}` })));
    expect(other.message).toContain('is no proxy of the kind that is set');
  });

  it('is asked four times for a read, with pauses, and once more for nothing', async () => {
    const proxy = await startProxy({ answer: (socket) => socket.destroy() });
    const transport = new Transport({
      destination: Destination.given(API),
      fetch: senderFor({ HTTPS_PROXY: `http://127.0.0.1:${String(proxy.port)}` }).fetch,
      limiter: new RequestLimiter(1_000),
      retryBaseMs: 1,
    });
    for (const kind of ['read', 'write'] as const) {
      const before = proxy.connections();
      const error = await failure(
        transport.send({ url: `${API}/v1/x`, method: 'GET', headers: {}, body: null }, { kind }),
      );
      expect(error.message).toContain('closed the connection without a way');
      expect(proxy.connections() - before).toBe(4);
      expect(proxy.open()).toBe(0);
    }
  });

  it('changes its mind: a tunnel that it closes is opened anew, and its refusal then is said', async () => {
    api = await startCompanyApi();
    const tunnels: Socket[] = [];
    let works = true;
    const { connect } = await import('node:net');
    const proxy = await startProxy({
      answer: (socket) => {
        if (!works) {
          socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
          return;
        }
        tunnels.push(socket);
        const upstream = connect(api.port, '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          upstream.pipe(socket);
          socket.pipe(upstream);
        });
        upstream.on('error', () => undefined);
        socket.on('close', () => upstream.destroy());
      },
    });
    const sender = senderFor({ HTTPS_PROXY: `http://127.0.0.1:${String(proxy.port)}` });
    expect(await ask(sender)).toBe(FINE);
    tunnels[0]!.destroy();
    await until(() => api.open() === 0 && proxy.open() === 0);
    expect(await ask(sender)).toBe(FINE);
    works = false;
    tunnels[1]!.destroy();
    await until(() => api.open() === 0 && proxy.open() === 0);
    expect((await failure(ask(sender))).message).toContain('(403)');
  });
});
