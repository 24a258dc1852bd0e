/** What went wrong before a whole reply was there, as sentences. */
import { ApiError } from './api-error.ts';
import { certificateFailure } from './certificate-failure.ts';
import { ProxyError } from './proxy-failure.ts';
import { proxyFailure } from './proxy-sentences.ts';
import { say } from '../../shared/messages/say.ts';

const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Node's codes and Chromium's names, from the error and whatever caused it. */
function codesOf(thrown: unknown): readonly string[] {
  const codes: string[] = [];
  let current: unknown = thrown;
  for (let depth = 0; depth < 6 && typeof current === 'object' && current !== null; depth += 1) {
    const { code, message, errors } = current as { code?: unknown; message?: unknown; errors?: unknown };
    if (typeof code === 'string') codes.push(code);
    if (typeof message === 'string')
      codes.push(...(message.match(/\bERR_[A-Z_]+\b|\bredirect\w*|^bad port$/gi) ?? []));
    // Several addresses were tried; the first one's error stands for all.
    if (Array.isArray(errors) && errors.length > 0) {
      const first = (errors as readonly unknown[])[0] as { code?: unknown } | undefined;
      if (typeof first?.code === 'string') codes.push(first.code);
    }
    current = (current as { cause?: unknown }).cause;
  }
  return codes;
}

function proxyErrorIn(thrown: unknown): ProxyError | null {
  let current: unknown = thrown;
  for (let depth = 0; depth < 6 && typeof current === 'object' && current !== null; depth += 1) {
    if (current instanceof ProxyError) return current;
    current = (current as { cause?: unknown }).cause;
  }
  return null;
}

const TLS = /^(?:EPROTO|ERR_SSL_|ERR_TLS_|SSL)|SSL/;

/** SECURITY: the thrown error's own text is kept as `cause` only; it may quote a URL or header. */
export function networkFailure(thrown: unknown, host: string): ApiError {
  const proxyError = proxyErrorIn(thrown);
  if (proxyError !== null) return proxyFailure(proxyError, host);
  const codes = codesOf(thrown);
  const has = (test: (code: string) => boolean): boolean => codes.some(test);
  const certificate = certificateFailure(codes, host, thrown);
  if (certificate !== null) return certificate;
  if (has((code) => code === 'bad port' || code === 'ERR_UNSAFE_PORT')) {
    return new ApiError({
      code: 'api-unreachable',
      message: say('network.the-port-of-host-is-kept-for', { host }),
      hint: say('network.let-the-server-answer-at-another-port'),
      field: 'url',
      effect: 'none',
      cause: thrown,
    });
  }
  if (has((code) => code === 'UND_ERR_HEADERS_OVERFLOW')) return tooMuch(null);
  if (has((code) => TLS.test(code))) {
    return new ApiError({
      code: 'api-unreachable',
      message: say('network.no-encrypted-connection-to-host-could-be', { host }),
      hint: say('network.check-the-address-and-its-port-a'),
      field: 'url',
      effect: 'none',
      cause: thrown,
    });
  }
  if (has((code) => /^redirect/i.test(code))) return redirectRefused(host);
  if (has((code) => code === 'ENOTFOUND' || code === 'ERR_NAME_NOT_RESOLVED')) {
    return new ApiError({
      code: 'api-unreachable',
      message: say('network.there-is-no-server-of-the-name', { host }),
      hint: say('network.check-the-address-for-typing-mistakes-and'),
      field: 'url',
      effect: 'none',
      cause: thrown,
    });
  }
  if (
    has(
      (code) =>
        NEVER_SENT.has(code) ||
        /^ERR_(?:CONNECTION_REFUSED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED|CONNECTION_TIMED_OUT|TUNNEL_CONNECTION_FAILED|NETWORK_CHANGED)$/.test(
          code,
        ),
    )
  ) {
    return new ApiError({
      code: 'api-unreachable',
      message: say('network.host-cant-be-reached', { host }),
      hint: say('network.check-the-address-and-the-network-what'),
      field: 'url',
      effect: 'none',
      cause: thrown,
    });
  }
  return new ApiError({
    code: 'api-unreachable',
    message: say('network.the-connection-to-host-broke-off-before', { host }),
    hint: say('network.try-again-in-a-moment-what-is'),
    effect: 'unknown',
    transient: true,
    cause: thrown,
  });
}

/** @param bytes of the answer's body that had come; null where not even its head had */
export function timedOut(host: string, seconds: number, bytes: number | null): ApiError {
  return new ApiError({
    code: 'api-timeout',
    message:
      bytes === null
        ? say('network.host-did-not-answer-within-seconds-seconds', { host, seconds })
        : say('network.host-sent-bytes-bytes-of-its-answer', { host, bytes, seconds }),
    hint: say('network.try-again-in-a-moment-what-is'),
    effect: 'unknown',
    transient: true,
  });
}

/** @param status null where not even that could be read */
export function tooMuch(status: number | null): ApiError {
  return new ApiError({
    code: 'api-unexpected-reply',
    message: say('network.the-server-sent-far-more-than-an'),
    hint: say('network.check-the-address-what-is-in-the'),
    effect: 'unknown',
    status,
  });
}

/** SECURITY: following one would hand the key to whatever address the reply names. */
export function redirectRefused(host: string): ApiError {
  return new ApiError({
    code: 'api-redirect',
    message: say('network.host-sent-the-request-on-to-another', { host }),
    hint: say('network.enter-the-final-address-of-the-api'),
    field: 'url',
    effect: 'none',
  });
}

export function cancelled(): ApiError {
  return new ApiError({
    code: 'cancelled',
    message: say('command.cancelled'),
    hint: say('network.what-was-already-done-stays-done-everything'),
    effect: 'unknown',
  });
}

export function notAnAugnoApi(host: string, status: number): ApiError {
  return new ApiError({
    code: 'api-not-augno',
    message: say('network.what-answers-at-host-is-not-an', { host }),
    hint: say('network.check-the-address-it-is-that-of'),
    field: 'url',
    // A 2xx or 5xx from something in between says nothing about what happened behind it.
    effect: status >= 400 && status < 500 ? 'none' : 'unknown',
    status,
  });
}

export function unexpectedReply(host: string, status: number): ApiError {
  return new ApiError({
    code: 'api-unexpected-reply',
    message: say('network.host-answered-in-a-form-that-this', { host }),
    hint: say('network.try-again-if-it-goes-on-look'),
    effect: 'unknown',
    status,
    transient: true,
  });
}
