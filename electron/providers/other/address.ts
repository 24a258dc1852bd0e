/** Where a service answers, and whether a key may be sent there. */
import { AppError } from '../../../shared/errors.ts';
import { isLoopbackHost } from '../../http/address.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export interface ServiceAddress {
  /** Scheme, host, port and path, without a trailing slash. */
  readonly url: string;
  /** Where the address is not encrypted; null if it is. */
  readonly warning: Said | null;
}

/** Names and addresses that stay inside a house: RFC 1918, unique local IPv6, and names that no public server has. */
function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  const parts = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(host);
  if (parts !== null) {
    const [first, second] = [Number(parts[1]), Number(parts[2])];
    return (
      first === 10 || (first === 172 && second >= 16 && second <= 31) || (first === 192 && second === 168)
    );
  }
  if (host.startsWith('[')) return /^\[f[cd][0-9a-f]{2}:/.test(host);
  return !host.includes('.') || /\.(?:local|lan|internal|home\.arpa)$/.test(host);
}

function invalid(code: 'invalid-input' | 'api-insecure-url', message: Said, hint: Said): AppError {
  return new AppError({ code, message, hint, field: 'url' });
}

/**
 * @param kind `base`: a query or fragment makes no sense. `test`: a whole address, query included.
 * @throws AppError `invalid-input` or `api-insecure-url`, field `url`
 */
export function parseServiceAddress(input: string, kind: 'base' | 'test'): ServiceAddress {
  const text = input.trim();
  const example = say('service.examples-of-addresses');
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  } catch {
    throw invalid(
      'invalid-input',
      say(text === '' ? 'service.the-address-is-missing' : 'network.this-is-not-an-address'),
      example,
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw invalid('invalid-input', say('service.address-must-begin'), example);
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid(
      'invalid-input',
      say('service.address-must-not-hold-a-user'),
      say('service.enter-the-address-alone'),
    );
  }
  if (url.hash !== '' || (kind === 'base' && url.search !== '')) {
    throw invalid('invalid-input', say('service.address-must-end-with-its-path'), example);
  }
  const clean = `${url.origin}${url.pathname.replace(/\/+$/, '')}${url.search}`;
  if (url.protocol === 'https:') return { url: clean, warning: null };
  if (isLoopbackHost(url.hostname)) {
    return {
      url: clean,
      warning: say('service.not-encrypted-on-this-computer'),
    };
  }
  if (isPrivateHost(url.hostname)) {
    return {
      url: clean,
      warning: say('service.not-encrypted-in-a-network'),
    };
  }
  // SECURITY: a key over plain HTTP is readable by everybody on the way.
  throw invalid('api-insecure-url', say('service.address-is-not-encrypted'), say('service.use-https'));
}

/** Headers that are the request's own, or would carry more than the key. */
const FORBIDDEN = new Set([
  'host',
  'content-length',
  'content-type',
  'transfer-encoding',
  'connection',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'keep-alive',
  'proxy-authorization',
  'cookie',
  'origin',
  'referer',
]);

/** @throws AppError `invalid-input`, field `header` */
export function requireHeader(name: string): string {
  const text = name.trim();
  if (/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(text) && !FORBIDDEN.has(text.toLowerCase())) return text;
  throw new AppError({
    code: 'invalid-input',
    message: say('service.no-header-for-a-key'),
    hint: say('service.examples-of-headers'),
    field: 'header',
  });
}
