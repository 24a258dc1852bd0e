/** Where an API answers: an origin, and whether a key may be sent there. */
import { AppError } from '../../shared/errors.ts';
import { brandOfHost, type Brand } from '../../shared/brands.ts';
import { say, type Said } from '../../shared/messages/say.ts';

export interface ApiAddress {
  /** `https://host[:port]`, without a trailing slash. */
  readonly origin: string;
  readonly loopback: boolean;
  /** The brand whose public API this is; null for any other host. */
  readonly brand: Brand | null;
}

/** Whether `hostname` (as `URL.hostname` gives it) never leaves this machine. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  // SECURITY: names below localhost are asked of the network by some systems (glibc), so they count as any other host.
  if (host === 'localhost' || host === '[::1]') return true;
  // URL normalises every spelling of an IPv4 address (decimal, octal, short) to four dotted numbers.
  return /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

function invalidAddress(message: Said, hint: Said): AppError {
  return new AppError({ code: 'invalid-input', message, hint, field: 'url' });
}

const EXAMPLE_HINT = say('network.enter-the-address-of-the-api-for');

/**
 * Reads what a person typed as an API's address. A missing scheme means https; `/`, `/v1` and `/v1/` after the host are
 * left out.
 * @throws AppError `invalid-input` or `api-insecure-url`, field `url`
 */
export function parseApiAddress(input: string): ApiAddress {
  const text = input.trim();
  if (text === '') throw invalidAddress(say('network.the-address-of-the-api-is-missing'), EXAMPLE_HINT);
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  } catch {
    throw invalidAddress(say('network.this-is-not-an-address'), EXAMPLE_HINT);
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw invalidAddress(say('network.the-address-must-begin-with-https'), EXAMPLE_HINT);
  }
  if (url.username !== '' || url.password !== '') {
    throw invalidAddress(
      say('network.the-address-must-not-hold-a-user'),
      say('network.enter-the-address-alone-the-api-key'),
    );
  }
  if (url.search !== '' || url.hash !== '' || !/^\/(?:v1\/?)?$/.test(url.pathname)) {
    throw invalidAddress(say('network.the-address-must-be-that-of-the'), EXAMPLE_HINT);
  }
  const loopback = isLoopbackHost(url.hostname);
  if (url.protocol === 'http:' && !loopback) {
    // SECURITY: a key over plain HTTP is readable by everybody on the way.
    throw new AppError({
      code: 'api-insecure-url',
      message: say('network.this-address-is-not-encrypted-http-so'),
      hint: say('network.use-the-address-with-https-plain-http'),
      field: 'url',
    });
  }
  return { origin: url.origin, loopback, brand: brandOfHost(url.host) };
}
