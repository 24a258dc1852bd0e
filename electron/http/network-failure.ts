/** What went wrong before a whole reply was there, as sentences. */
import { ApiError } from './api-error.ts';
import { certificateFailure } from './certificate-failure.ts';
import { ProxyError } from './proxy-failure.ts';
import { proxyFailure } from './proxy-sentences.ts';

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
      message: `The port of ${host} is kept for another service, so no web request is sent to it.`,
      hint: 'Let the server answer at another port, for example 443 or 8443. Nothing was sent.',
      field: 'url',
      effect: 'none',
      cause: thrown,
    });
  }
  if (has((code) => code === 'UND_ERR_HEADERS_OVERFLOW')) return tooMuch(null);
  if (has((code) => TLS.test(code))) {
    return new ApiError({
      code: 'api-unreachable',
      message: `No encrypted connection to ${host} could be made.`,
      hint: 'Check the address and its port: a server without TLS does not answer to https://. The key was not sent.',
      field: 'url',
      effect: 'none',
      cause: thrown,
    });
  }
  if (has((code) => /^redirect/i.test(code))) return redirectRefused(host);
  if (has((code) => code === 'ENOTFOUND' || code === 'ERR_NAME_NOT_RESOLVED')) {
    return new ApiError({
      code: 'api-unreachable',
      message: `There is no server of the name ${host}.`,
      hint: 'Check the address for typing mistakes, and that this machine is online. Nothing was changed.',
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
      message: `${host} can't be reached.`,
      hint: 'Check the address and the network. What is in the vault stays readable; nothing was changed.',
      field: 'url',
      effect: 'none',
      cause: thrown,
    });
  }
  return new ApiError({
    code: 'api-unreachable',
    message: `The connection to ${host} broke off before the answer was complete.`,
    hint: 'Try again in a moment. What is in the vault stays readable.',
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
        ? `${host} did not answer within ${seconds} seconds.`
        : `${host} sent ${bytes} bytes of its answer in ${seconds} seconds and was not done.`,
    hint: 'Try again in a moment. What is in the vault stays readable.',
    effect: 'unknown',
    transient: true,
  });
}

/** @param status null where not even that could be read */
export function tooMuch(status: number | null): ApiError {
  return new ApiError({
    code: 'api-unexpected-reply',
    message: 'The server sent far more than an answer can hold.',
    hint: 'Check the address. What is in the vault is unchanged.',
    effect: 'unknown',
    status,
  });
}

/** SECURITY: following one would hand the key to whatever address the reply names. */
export function redirectRefused(host: string): ApiError {
  return new ApiError({
    code: 'api-redirect',
    message: `${host} sent the request on to another address, which was refused.`,
    hint: 'Enter the final address of the API itself. The key was not sent to the other address.',
    field: 'url',
    effect: 'none',
  });
}

export function cancelled(): ApiError {
  return new ApiError({
    code: 'cancelled',
    message: 'Cancelled.',
    hint: 'What was already done stays done; everything else is unchanged.',
    effect: 'unknown',
  });
}

export function notAnAugnoApi(host: string, status: number): ApiError {
  return new ApiError({
    code: 'api-not-augno',
    message: `What answers at ${host} is not an Augno API.`,
    hint: 'Check the address; it is that of the API (for example https://api.augno.com), not of the dashboard or the documentation.',
    field: 'url',
    // A 2xx or 5xx from something in between says nothing about what happened behind it.
    effect: status >= 400 && status < 500 ? 'none' : 'unknown',
    status,
  });
}

export function unexpectedReply(host: string, status: number): ApiError {
  return new ApiError({
    code: 'api-unexpected-reply',
    message: `${host} answered in a form that this version does not understand.`,
    hint: 'Try again; if it goes on, look for an update of Augno Vault. What is in the vault is unchanged.',
    effect: 'unknown',
    status,
    transient: true,
  });
}
