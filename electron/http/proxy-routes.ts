/** Which proxy leads to an address: as the environment names it (the command), or as the system answered (the app). */
import { BlockList, isIP } from 'node:net';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

export type ProxyKind = 'http' | 'https' | 'socks4' | 'socks5';

export interface Proxy {
  readonly kind: ProxyKind;
  readonly hostname: string;
  readonly port: number;
  /** SECURITY: for the proxy alone; never part of {@link label} or of any sentence. */
  readonly credentials: { readonly user: string; readonly password: string } | null;
  /** `host:port (HTTPS_PROXY)` or `host:port (system)`: what people read. */
  readonly label: string;
}

export type Route = { readonly kind: 'direct' } | { readonly kind: 'proxy'; readonly proxy: Proxy };

export type Environment = Readonly<Record<string, string | undefined>>;

const DIRECT: Route = { kind: 'direct' };

const KINDS: Readonly<Record<string, readonly [kind: ProxyKind, port: number]>> = {
  'http:': ['http', 80],
  'https:': ['https', 443],
  'socks:': ['socks5', 1080],
  'socks5:': ['socks5', 1080],
  'socks5h:': ['socks5', 1080],
  'socks4:': ['socks4', 1080],
  'socks4a:': ['socks4', 1080],
};

function unreadable(source: string): AppError {
  return new AppError({
    code: 'unsupported',
    message: say('network.what-source-names-is-no-proxy-that', { source }),
    hint: say('network.nothing-was-sent-write-it-as-http'),
  });
}

function decoded(text: string, source: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable(source);
  }
}

/**
 * A proxy's address as people write it; without a scheme it is an HTTP proxy.
 * @throws AppError `unsupported`, which quotes nothing of it: it may hold a password
 */
export function parseProxy(text: string, source: string): Proxy {
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  } catch {
    throw unreadable(source);
  }
  const known = KINDS[url.protocol];
  if (known === undefined || url.hostname === '') throw unreadable(source);
  const [kind, standardPort] = known;
  const port = url.port === '' ? standardPort : Number(url.port);
  const hasCredentials = url.username !== '' || url.password !== '';
  return {
    kind,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    credentials: hasCredentials
      ? { user: decoded(url.username, source), password: decoded(url.password, source) }
      : null,
    label: `${url.hostname}:${String(port)} (${source})`,
  };
}

function isListed(entry: string, hostname: string, port: number): boolean {
  if (entry === '*') return true;
  const range = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(entry);
  const family = isIP(hostname) === 6 ? 'ipv6' : 'ipv4';
  if (range !== null) {
    const sameFamily = isIP(certain(range[1])) === isIP(hostname) && isIP(hostname) !== 0;
    const bits = Number(range[2]);
    if (!sameFamily || bits > (family === 'ipv6' ? 128 : 32)) return false;
    const list = new BlockList();
    list.addSubnet(certain(range[1]), bits, family);
    return list.check(hostname, family);
  }
  const bare = entry.replace(/^\[([0-9a-f:.]+)\](?=$|:\d+$)/i, '$1');
  if (isIP(bare) !== 0 || isIP(hostname) === 6) return bare === hostname;
  const [, name = '', wantedPort] = /^(.*?)(?::(\d+))?$/.exec(bare) ?? [];
  if (wantedPort !== undefined && Number(wantedPort) !== port) return false;
  const domain = name.replace(/^\*?\./, '');
  return domain !== '' && (hostname === domain || hostname.endsWith(`.${domain}`));
}

/** `NO_PROXY`: `*`, names (with everything below them), addresses, ranges, each with a port or without. */
function isExempt(noProxy: string, url: URL): boolean {
  const hostname = url.hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  const port = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
  return noProxy
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && isListed(entry.toLowerCase(), hostname, port));
}

/** In small letters first, as other programs do; an empty one says that there is none. */
function firstSet(environment: Environment, names: readonly string[]): readonly [string, string] | null {
  for (const name of names) {
    for (const spelling of [name.toLowerCase(), name]) {
      const value = environment[spelling];
      if (value !== undefined) return [spelling, value.trim()];
    }
  }
  return null;
}

/** @throws AppError `unsupported` where a variable holds what can't be used */
export function routesByEnvironment(origin: string, environment: Environment): readonly Route[] {
  const url = new URL(origin);
  const [, noProxy] = firstSet(environment, ['NO_PROXY']) ?? ['', ''];
  if (isExempt(noProxy, url)) return [DIRECT];
  const own = url.protocol === 'http:' ? 'HTTP_PROXY' : 'HTTPS_PROXY';
  const found = firstSet(environment, [own, 'ALL_PROXY']);
  if (found === null || found[1] === '') return [DIRECT];
  return [{ kind: 'proxy', proxy: parseProxy(found[1], found[0]) }];
}

const SYSTEM_KINDS: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
};

/** The system's answer holds no password; the variable that names the same proxy may. */
function knownByEnvironment(proxy: Proxy, environment: Environment): Proxy {
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY']) {
    const found = firstSet(environment, [name]);
    if (found === null || found[1] === '') continue;
    let named: Proxy;
    try {
      named = parseProxy(found[1], found[0]);
    } catch {
      continue;
    }
    if (named.hostname === proxy.hostname && named.port === proxy.port)
      return { ...proxy, credentials: named.credentials, label: named.label };
  }
  return proxy;
}

/**
 * What the system names; where it names none, the environment, as for the command. (Without a desktop that it knows, the
 * engine answers `DIRECT` whatever the variables say; measured with Electron 33 on Linux.)
 * @param answer Electron's for an origin, as in a PAC file: `DIRECT`, `PROXY host:port; SOCKS5 host:port; DIRECT`
 * @throws AppError `unsupported` where it names kinds that nobody here speaks, and nothing else
 */
export function routesBySystem(origin: string, answer: string, environment: Environment): readonly Route[] {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.every((entry) => entry.toUpperCase() === 'DIRECT'))
    return routesByEnvironment(origin, environment);
  const routes = entries.flatMap((entry): readonly Route[] => {
    const [word = '', address = ''] = entry.split(/\s+/, 2);
    if (word.toUpperCase() === 'DIRECT') return [DIRECT];
    const scheme = SYSTEM_KINDS[word.toUpperCase()];
    if (scheme === undefined) return [];
    return [
      {
        kind: 'proxy',
        proxy: knownByEnvironment(parseProxy(`${scheme}://${address}`, 'system'), environment),
      },
    ];
  });
  if (routes.length > 0) return routes;
  throw new AppError({
    code: 'unsupported',
    message: say('process.the-systems-proxy-is-of-a-kind'),
    hint: say('network.nothing-was-sent-http-https-and-socks'),
  });
}
