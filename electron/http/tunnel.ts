/**
 * A socket to an address through a proxy: `CONNECT` by Node's own HTTP client, SOCKS by the `socks` package. One try, one
 * time limit, and nothing left over when the signal says so. TLS to the address itself comes on top, elsewhere.
 */
import { request as httpRequest } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext } from 'node:tls';
import { ProxyError, type ProxyFault } from './proxy-failure.ts';
import type { Proxy } from './proxy-routes.ts';
import { certain } from '../../shared/certain.ts';

/** From the first packet to the proxy to its word that the tunnel stands. */
const TUNNEL_TIMEOUT_MS = 15_000;

export interface TunnelOptions {
  readonly host: string;
  readonly port: number;
  /** For a proxy that is itself reached over TLS. */
  readonly trusted: () => SecureContext | undefined;
  readonly signal: AbortSignal;
}

function faultOf(thrown: unknown): ProxyFault {
  if (thrown instanceof ProxyError) return thrown.fault;
  const { code = '' } = thrown as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { kind: 'unknown-name' };
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code)) return { kind: 'certificate' };
  if (/^HPE_|^EPROTO$|SSL|^ERR_TLS/.test(code)) return { kind: 'not-a-proxy' };
  if (['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(code)) return { kind: 'closed' };
  return { kind: 'down' };
}

function dial(proxy: Proxy, options: TunnelOptions): Socket {
  const { hostname: host, port, kind } = proxy;
  if (kind !== 'https') return connectTcp({ host, port });
  const secureContext = options.trusted();
  return connectTls({
    host,
    port,
    ALPNProtocols: ['http/1.1'],
    // SECURITY: whatever the environment says, the password for a proxy goes to that proxy alone.
    rejectUnauthorized: true,
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    ...(secureContext === undefined ? {} : { secureContext }),
  });
}

function schemesIn(header: string | readonly string[] | undefined): readonly string[] {
  const text = typeof header === 'string' ? header : (header ?? []).join(',');
  const names = [...text.matchAll(/(?:^|,)\s*([A-Za-z][A-Za-z0-9-]{0,30})(?=\s*(?:,|$|\s[^,=]))/g)];
  return [...new Set(names.map((match) => certain(match[1])))].slice(0, 5);
}

function askHttpProxy(proxy: Proxy, socket: Socket, authority: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = { Host: authority };
    if (proxy.credentials !== null) {
      const { user, password } = proxy.credentials;
      headers['Proxy-Authorization'] = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    }
    const asked = httpRequest({
      method: 'CONNECT',
      path: authority,
      headers,
      createConnection: () => socket,
    });
    asked.on('error', reject);
    asked.on('response', () => {
      reject(new ProxyError(proxy, { kind: 'not-a-proxy' }));
    });
    asked.on('connect', (reply, tunnel, head) => {
      const status = reply.statusCode ?? 0;
      if (status !== 200) {
        const schemes = schemesIn(reply.headers['proxy-authenticate']);
        reject(new ProxyError(proxy, { kind: 'status', status, schemes }));
        return;
      }
      // SECURITY: nobody spoke to the server yet, so whatever came already is the proxy's and no tunnel.
      if (head.length > 0) {
        reject(new ProxyError(proxy, { kind: 'not-a-proxy' }));
        return;
      }
      resolve(tunnel);
    });
    asked.end();
  });
}

async function askSocksProxy(proxy: Proxy, socket: Socket, options: TunnelOptions): Promise<Socket> {
  const { SocksClient } = await import('socks');
  // Given up meanwhile.
  if (socket.destroyed) throw new ProxyError(proxy, { kind: 'closed' });
  const client = new SocksClient({
    command: 'connect',
    destination: { host: options.host, port: options.port },
    proxy: {
      host: proxy.hostname,
      port: proxy.port,
      type: proxy.kind === 'socks4' ? 4 : 5,
      ...(proxy.credentials === null
        ? {}
        : { userId: proxy.credentials.user, password: proxy.credentials.password }),
    },
    existing_socket: socket,
    timeout: TUNNEL_TIMEOUT_MS,
  });
  return await new Promise((resolve, reject) => {
    client.once('established', ({ socket: tunnel }) => {
      resolve(tunnel);
    });
    client.once('error', (error: Error) => {
      const said = error.message;
      if (/authentication/i.test(said)) reject(new ProxyError(proxy, { kind: 'socks', login: true }, error));
      else if (/rejected|NotAllowed|Failure/i.test(said))
        reject(new ProxyError(proxy, { kind: 'socks', login: false }, error));
      else if (/version|invalid|unsupported/i.test(said))
        reject(new ProxyError(proxy, { kind: 'not-a-proxy' }, error));
      else reject(new ProxyError(proxy, { kind: 'closed' }, error));
    });
    client.connect(socket);
  });
}

/** @throws ProxyError */
export async function openTunnel(proxy: Proxy, options: TunnelOptions): Promise<Socket> {
  const { host, port, signal } = options;
  const socket = dial(proxy, options);
  // One that comes between two listeners would end the process.
  socket.setNoDelay(true).on('error', () => undefined);
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new ProxyError(proxy, { kind: 'timed-out' }));
    }, TUNNEL_TIMEOUT_MS);
    const closed = (): void => {
      reject(new ProxyError(proxy, { kind: 'closed' }));
    };
    const failed = (thrown: Error): void => {
      reject(thrown);
    };
    signal.addEventListener('abort', closed, { once: true });
    socket.once('close', closed).once('error', failed);
    if (signal.aborted) closed();
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', closed);
      socket.off('close', closed).off('error', failed);
    };
  });
  stopped.catch(() => undefined);
  try {
    await Promise.race([
      stopped,
      new Promise<void>((resolve) => {
        socket.once(proxy.kind === 'https' ? 'secureConnect' : 'connect', resolve);
      }),
    ]);
    const authority = `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
    return await Promise.race([
      stopped,
      proxy.kind === 'http' || proxy.kind === 'https'
        ? askHttpProxy(proxy, socket, authority)
        : askSocksProxy(proxy, socket, options),
    ]);
  } catch (thrown) {
    socket.destroy();
    throw thrown instanceof ProxyError ? thrown : new ProxyError(proxy, faultOf(thrown), thrown);
  } finally {
    stop();
  }
}
