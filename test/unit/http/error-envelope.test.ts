import { describe, expect, it } from 'vitest';
import { generateKey } from '../../../shared/key-format.ts';
import { ERROR_CODES } from '../../../shared/errors.ts';
import {
  cleanServerText,
  errorFromEnvelope,
  parseErrorEnvelope,
  parseRetryAfter,
} from '../../../electron/http/error-envelope.ts';
import { networkFailure } from '../../../electron/http/network-failure.ts';

const HOST = 'api.augno.com';
const from = (code: string, status: number, more: object = {}) =>
  errorFromEnvelope({ code, ...more }, status, HOST, null);

describe('errors of the API', () => {
  it.each([
    ['invalid_credentials', 401, 'api-invalid-key'],
    ['api_key_expired', 401, 'api-key-expired'],
    ['api_key_revoked', 401, 'api-key-revoked'],
    ['insufficient_permissions', 403, 'api-forbidden'],
    ['limit_exceeded', 403, 'api-forbidden'],
    ['payment_required', 402, 'api-payment-required'],
    ['resource_not_found', 404, 'api-not-found'],
    ['resource_gone', 410, 'api-not-found'],
    ['resource_conflict', 409, 'api-conflict'],
    ['rate_limit_exceeded', 429, 'api-rate-limited'],
    ['internal_error', 500, 'api-server-error'],
    ['api_version_invalid', 400, 'unsupported'],
    ['missing_field', 400, 'api-rejected'],
    // An unknown code is taken by its status.
    ['something_new', 401, 'api-invalid-key'],
    ['something_new', 402, 'api-payment-required'],
    ['something_new', 403, 'api-forbidden'],
    ['something_new', 404, 'api-not-found'],
    ['something_new', 429, 'api-rate-limited'],
    ['something_new', 503, 'api-server-error'],
    ['something_new', 418, 'api-rejected'],
  ])('%s with %i becomes %s, with a sentence and a hint', (code, status, expected) => {
    const error = from(code, status);
    expect(error.code).toBe(expected);
    expect(ERROR_CODES).toContain(error.code);
    expect(error.message).toMatch(/^\S.{10,}\.$/su);
    expect(error.hint.length).toBeGreaterThan(10);
    expect(error.apiCode).toBe(code);
  });

  it('puts an error at the field of the form that caused it', () => {
    expect(from('invalid_format', 400, { param: 'name' }).field).toBe('name');
    expect(from('resource_not_found', 404, { param: 'role_id' }).field).toBe('roleId');
    expect(from('invalid_format', 400, { param: 'expires_at' }).field).toBe('expiresAt');
    expect(from('invalid_format', 400, { param: 'unheard_of' }).field).toBeUndefined();
  });

  it('takes a malformed key for a bad key, not for a bad request', () => {
    expect(from('invalid_format', 400, { param: 'api_key' }).code).toBe('api-invalid-key');
  });

  it('knows what certainly changed nothing', () => {
    expect(from('missing_field', 400).effect).toBe('none');
    expect(from('rate_limit_exceeded', 429).effect).toBe('none');
    expect(from('internal_error', 500).effect).toBe('unknown');
    expect(from('request_timeout', 408).effect).toBe('unknown');
    expect(from('idempotency_in_progress', 409, { is_transient: true }).effect).toBe('unknown');
    expect(from('resource_conflict', 409).effect).toBe('none');
  });

  it('links the request log only where that is a web page', () => {
    const url = 'https://augno.com/dashboard/request-logs/rq_fbv1ygmybo3eauykr74';
    expect(from('missing_field', 400, { request_log_url: url }).requestLogUrl).toBe(url);
    for (const bad of ['javascript:alert(1)', 'http://augno.com/x', 'https://u:p@augno.com/', 'nonsense']) {
      expect(from('missing_field', 400, { request_log_url: bad }).requestLogUrl).toBeUndefined();
    }
  });

  it('never repeats a key or a control character of the server', () => {
    const key = generateKey('prod');
    const error = from('insufficient_permissions', 403, { message: `No, \u001b[31m${key}\u202e!` });
    const shown = JSON.stringify(error.serialize());
    expect(shown).not.toContain(key.slice(12, 40));
    expect(shown).not.toMatch(/\\u001b|\u202e/u);
    expect(cleanServerText('x'.repeat(10_000)).length).toBeLessThanOrEqual(300);
  });

  it('reads only what is an envelope', () => {
    expect(parseErrorEnvelope({ error: { code: 'x' } })?.code).toBe('x');
    for (const bad of [null, 'x', {}, { error: 'x' }, { error: { code: 5 } }, []]) {
      expect(parseErrorEnvelope(bad)).toBeNull();
    }
  });

  it('reads Retry-After in both of its forms', () => {
    const now = Date.parse('2026-11-21T00:00:00Z');
    expect(parseRetryAfter('7', now)).toBe(7);
    expect(parseRetryAfter('Sat, 21 Nov 2026 00:00:30 GMT', now)).toBe(30);
    expect(parseRetryAfter('Sat, 21 Nov 2020 00:00:30 GMT', now)).toBe(0);
    expect(parseRetryAfter('soon', now)).toBeNull();
    expect(parseRetryAfter(null, now)).toBeNull();
  });
});

describe('failures of the network', () => {
  const failed = (code: string) =>
    Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code }) });

  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'EPROTO',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ])('%s: nothing was sent', (code) => {
    expect(networkFailure(failed(code), HOST)).toMatchObject({ effect: 'none', field: 'url' });
  });

  it.each([
    'net::ERR_CONNECTION_REFUSED',
    'net::ERR_NAME_NOT_RESOLVED',
    'net::ERR_CERT_AUTHORITY_INVALID',
    'net::ERR_INTERNET_DISCONNECTED',
  ])('%s, as Chromium says it: nothing was sent', (message) => {
    expect(networkFailure(new Error(message), HOST).effect).toBe('none');
  });

  it.each(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', 'HPE_INVALID_CONSTANT'])('%s: nobody knows', (code) => {
    expect(networkFailure(failed(code), HOST)).toMatchObject({ effect: 'unknown', transient: true });
  });

  it('tells an untrusted certificate from a server that is not there', () => {
    expect(networkFailure(failed('CERT_HAS_EXPIRED'), HOST).message).toContain('certificate');
    expect(networkFailure(failed('ENOTFOUND'), HOST).message).toContain('no server of the name');
    expect(networkFailure(failed('ECONNREFUSED'), HOST).message).toContain("can't be reached");
  });
});
