/**
 * A request as it came, before anything of it is used.
 *
 * SECURITY: what two servers could read in two ways goes no further: two lengths, other targets than a path, upgrades, headers
 * that name an account, a version, another method or another key.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BRANDS } from '../../../shared/brands.ts';
import { certain } from '../../../shared/certain.ts';
import { isWrite, METHODS } from './routes.ts';

/** In the form of the API's own errors. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly param?: string;
  /** It may have been done: a client that tries again by itself must not. */
  readonly isOnce?: true;
}

const BRAND_HEADERS = Object.values(BRANDS).flatMap(({ headers }) => [headers.account, headers.actorAccount]);
const REFUSED_HEADERS: ReadonlySet<string> = new Set(
  [
    ...BRAND_HEADERS,
    ...['X-HTTP-Method', 'X-HTTP-Method-Override', 'X-Method-Override', 'X-Original-URL', 'X-Rewrite-URL'],
    ...['Cookie', 'Upgrade', 'Expect', 'TE', 'Trailer', 'Proxy-Authorization', 'Forwarded', 'Via'],
    ...['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP'],
  ].map((name) => name.toLowerCase()),
);
/** Sent by browsers alone: a page that a person looks at is no program that was started here. */
const OF_BROWSERS = ['origin', 'sec-fetch-site'];
const ONCE = [
  'host',
  'authorization',
  'content-length',
  'transfer-encoding',
  'content-type',
  'idempotency-key',
];
const LONGEST_TARGET = 16 << 10;

/** By their names in small letters: each is read once, however often it is asked about. */
function valuesIn(raw: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (let index = 0; index < raw.length; index += 2) {
    const [name, value] = [certain(raw[index]).toLowerCase(), raw[index + 1] ?? ''];
    const known = found.get(name);
    if (known === undefined) found.set(name, [value]);
    else known.push(value);
  }
  return found;
}
const NONE: readonly string[] = [];

function hasToken(given: string, token: string): boolean {
  const [scheme = '', value = ''] = given.split(' ');
  const text =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(value, 'base64').toString('utf8').replace(/:.*$/s, '')
      : scheme.toLowerCase() === 'bearer'
        ? value
        : '';
  const [left, right] = [Buffer.from(text), Buffer.from(token)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const invalid = (message: string, param?: string): Problem => ({
  status: 400,
  code: 'validation_failed',
  message,
  ...(param === undefined ? {} : { param }),
});

/** Whether it comes from the session's own program; null where it does. @param host ours, with its port */
export function checkSender({ rawHeaders }: IncomingMessage, host: string, token: string): Problem | null {
  const given = valuesIn(rawHeaders);
  const hosts = given.get('host') ?? NONE;
  if (hosts.length !== 1 || hosts[0] !== host)
    return { status: 421, code: 'validation_failed', message: 'The Host header names another server.' };
  if (OF_BROWSERS.some((name) => given.has(name)))
    return { status: 403, code: 'insufficient_permissions', message: 'Pages of a browser are not served.' };
  if (hasToken(given.get('authorization')?.[0] ?? '', token)) return null;
  return {
    status: 401,
    code: 'invalid_credentials',
    message: 'This is not the key of this session. Use what stands in the environment of the program.',
  };
}

/** Null where it is sound. */
export function checkHead({ rawHeaders, method = '', url = '' }: IncomingMessage): Problem | null {
  const given = valuesIn(rawHeaders);
  for (const name of ONCE)
    if ((given.get(name) ?? NONE).length > 1) return invalid(`The header ${name} is there twice.`, name);
  const [length, encoding] = [given.get('content-length')?.[0], given.get('transfer-encoding')?.[0]];
  if (length !== undefined && encoding !== undefined)
    return invalid('The request says its length in two ways.');
  if (!(METHODS as readonly string[]).includes(method))
    return { status: 405, code: 'method_not_allowed', message: 'This method is not passed on.' };
  if (!isWrite(method) && ((length ?? '0') !== '0' || encoding !== undefined))
    return invalid('A request that reads has no body.');
  if (url.length > LONGEST_TARGET || !/^\/(?!\/)[\x21-\x7e]*$/.test(url) || /[\\#]/.test(url))
    return invalid('Ask for a path of the API, beginning with one slash.');
  const refused = [...given.keys()].find((name) => REFUSED_HEADERS.has(name));
  if (refused !== undefined)
    return invalid(
      `The header ${refused.slice(0, 60)} is not for a program to set here.`,
      refused.slice(0, 60),
    );
  return null;
}
