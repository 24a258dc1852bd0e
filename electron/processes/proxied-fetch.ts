/**
 * `fetch` for the vault's process, through the proxy that the system names. The request itself is Node's: Chromium's
 * network stack lives in a process that outlasts the lock, and keys must not be left in its memory.
 */
import { AppError } from '../../shared/errors.ts';
import type { FetchLike } from '../http/fetch-like.ts';

/** Electron's answer for an address, as in a PAC file: `DIRECT`, `PROXY host:port; DIRECT`, `HTTPS host:port`, … */
export type ResolveProxy = (url: string) => Promise<string>;

type Route = { readonly kind: 'direct' } | { readonly kind: 'proxy'; readonly url: string };

/** The first route that can be used. @throws AppError `unsupported` where there is none */
export function routeOf(answer: string): Route {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  for (const entry of entries) {
    const [kind = '', address = ''] = entry.split(/\s+/, 2);
    switch (kind.toUpperCase()) {
      case 'DIRECT':
        return { kind: 'direct' };
      case 'PROXY':
        return { kind: 'proxy', url: `http://${address}` };
      case 'HTTPS':
        return { kind: 'proxy', url: `https://${address}` };
      default:
      // SOCKS and whatever else: the next entry may be usable.
    }
  }
  if (entries.length === 0) return { kind: 'direct' };
  throw new AppError({
    code: 'unsupported',
    message: 'The system’s proxy is of a kind that Augno Vault does not speak.',
    hint: 'Nothing was sent. HTTP and HTTPS proxies work; ask whoever runs the network for one of those.',
  });
}

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

export function createProxiedFetch(resolveProxy: ResolveProxy): FetchLike {
  const agents = new Map<string, Promise<FetchLike>>();

  const through = (proxy: string): Promise<FetchLike> => {
    const known = agents.get(proxy);
    if (known !== undefined) return known;
    // Loaded only where there is a proxy: most people have none, and the unlock waits for nothing it does not need.
    const made = import('undici').then(({ ProxyAgent, fetch: proxiedFetch }): FetchLike => {
      const dispatcher = new ProxyAgent(proxy);
      return async (input, init) => {
        const answer = await proxiedFetch(input, { ...init, dispatcher } as Parameters<
          typeof proxiedFetch
        >[1]);
        return answer as unknown as Response;
      };
    });
    agents.set(proxy, made);
    return made;
  };

  return async (input, init) => {
    const { hostname, origin } = new URL(input);
    // SECURITY: what is meant for this machine is plain HTTP; a proxy could read the key.
    if (LOOPBACK_HOSTS.has(hostname)) return fetch(input, init);
    // Only the origin is asked about, never a path.
    const route = routeOf(await resolveProxy(origin));
    return route.kind === 'direct' ? fetch(input, init) : (await through(route.url))(input, init);
  };
}
