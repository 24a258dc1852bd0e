/** Who is calling: the credential of a request, and the key it belongs to. */
import type { Brand } from '../../../shared/brands.ts';
import { KEY_CHECKSUM_LENGTH, KEY_MODES, checksumOf } from '../../../shared/key-format.ts';
import type { ApiKeyRecord } from '../state/records.ts';
import { secretMatches } from '../state/seal.ts';
import type { Store } from '../state/store.ts';
import { Problem } from './problem.ts';

/** The dashboard's login. A request with it and a key is ambiguous. */
const LOGIN_COOKIE = /(?:^|;\s*)access_token=[^;]/;
const UNSET_VALUES: Readonly<Record<string, string>> = {
  undefined: 'JavaScript',
  None: 'Python',
  null: 'Java',
};

function refused(message: string): Problem {
  return new Problem(401, 'invalid_credentials', message, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

/**
 * First 14 characters, up to four asterisks, last four. SECURITY: shorter input, which the real server echoes as it is,
 * becomes asterisks here.
 */
function maskKey(text: string): string {
  return text.length < 24 ? '****' : `${text.slice(0, 14)}****${text.slice(-4)}`;
}

function readBasic(encoded: string): string {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) {
    throw refused('The Basic credentials are not valid base64.');
  }
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0)
    throw refused('The Basic credentials hold no colon after decoding: send base64 of "<key>:".');
  // What follows the first colon is ignored, as the real server does.
  return decoded.slice(0, colon);
}

/**
 * The key in the Authorization header.
 * @throws Problem `invalid_credentials`
 */
export function readCredential(brand: Brand, authorization: string | null, cookie: string | null): string {
  const signedIn = cookie !== null && LOGIN_COOKIE.test(cookie);
  if (authorization === null || authorization.trim() === '') {
    throw refused(
      `Authentication is required: send your API key as "Authorization: Bearer ${brand.keyPrefix}…".`,
    );
  }
  if (signedIn) throw refused('Both an API key and a login cookie were sent: send only one of them.');
  const [scheme = '', ...rest] = authorization.trim().split(/\s+/);
  const lower = scheme.toLowerCase();
  if (lower !== 'bearer' && lower !== 'basic') {
    throw refused('The Authorization header must be "Bearer <key>" or "Basic <base64 of key and a colon>".');
  }
  const given = rest.join(' ');
  if (given === '') {
    throw refused(
      `The Authorization header names a scheme without a token. Is ${brand.environment.apiKey} set?`,
    );
  }
  const token = lower === 'basic' ? readBasic(given) : given;
  if (token === '') {
    throw refused(`The credentials hold no key. Is ${brand.environment.apiKey} set?`);
  }
  const language = Object.hasOwn(UNSET_VALUES, token) ? UNSET_VALUES[token] : undefined;
  if (language !== undefined) {
    throw refused(`The token is "${token}": in ${language}, that is a variable that was not set.`);
  }
  if (!token.startsWith(brand.keyPrefix)) {
    throw refused('The token is not an API key. Access tokens belong in cookies.');
  }
  return token;
}

interface CredentialParts {
  readonly keyId: string;
  /** SECURITY: the secret part; opens and seals stored replies, compared as an HMAC, never kept. */
  readonly secretPart: string;
}

/**
 * Splits a key as the real server does: by underscores, without looking at lengths or alphabet.
 * @throws Problem `invalid_format`
 */
function splitKey(brand: Brand, token: string): CredentialParts {
  const bad = new Problem(
    400,
    'invalid_format',
    `Invalid API Key provided: ${maskKey(token)}. Keys start with ${KEY_MODES.map((mode) => `${brand.keyPrefix}${mode}_`).join(' or ')}.`,
    { param: 'api_key' },
  );
  const parts = token.slice(brand.keyPrefix.length).split('_');
  const [mode, keyId, tail] = parts;
  if (mode === undefined || keyId === undefined || tail === undefined || parts.length > 3) throw bad;
  if (!KEY_MODES.some((known) => known === mode)) throw bad;
  if (keyId === '' || tail.length < KEY_CHECKSUM_LENGTH) throw bad;
  const secretPart = tail.slice(0, -KEY_CHECKSUM_LENGTH);
  if (checksumOf(`${keyId}_${secretPart}`) !== tail.slice(-KEY_CHECKSUM_LENGTH)) throw bad;
  return { keyId, secretPart };
}

export interface Authenticated {
  readonly key: ApiKeyRecord;
  readonly secretPart: string;
}

/**
 * Order of checks: parse, find, compare, expired, revoked. `recognised` is called with the key as soon as the secret was
 * found to be right, so that a refused attempt with an old secret is logged as that key's.
 * @throws Problem `invalid_credentials`, `invalid_format`, `api_key_expired`, `api_key_revoked`
 */
export function authenticate(
  store: Store,
  brand: Brand,
  pepper: string,
  token: string,
  now: number,
  recognised: (key: ApiKeyRecord) => void,
): Authenticated {
  const { keyId, secretPart } = splitKey(brand, token);
  const key = store.apiKeyByKeyId(keyId);
  const account = key === undefined ? undefined : store.table('accounts').get(key.accountId);
  if (
    key === undefined ||
    !token.startsWith(`${brand.keyPrefix}${key.mode}_`) ||
    !secretMatches(pepper, secretPart, key.secretHash) ||
    account === undefined ||
    account.deletedAt !== null
  ) {
    throw refused(`Invalid API Key provided: ${maskKey(token)}.`);
  }
  recognised(key);
  const headers = { 'WWW-Authenticate': 'Bearer' };
  if (key.expiresAt !== null && key.expiresAt <= now) {
    throw new Problem(401, 'api_key_expired', 'This API Key has expired.', { headers });
  }
  if (key.revokedAt !== null && key.revokedAt <= now) {
    throw new Problem(401, 'api_key_revoked', 'This API Key has been revoked.', { headers });
  }
  return { key, secretPart };
}
