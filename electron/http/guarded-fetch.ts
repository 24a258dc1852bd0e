/** The one way out for a request that carries a key: no redirects, no cookies, no cache, a time limit and a size limit. */
import { AppError } from '../../shared/errors.ts';
import type { FetchLike } from './fetch-like.ts';
import { ApiError } from './api-error.ts';
import type { Destination } from './confirmed-addresses.ts';
import { cancelled, networkFailure, redirectRefused, timedOut } from './network-failure.ts';

export interface GuardedRequest {
  /** SECURITY: where a person agreed to; a request to any other place is not sent. */
  readonly destination: Destination;
  readonly url: string;
  readonly method: string;
  /** SECURITY: a secret stands here and nowhere else in a request. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly maximumBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** @throws ApiError for everything that came before a whole reply */
export async function guardedFetch(
  fetch: FetchLike,
  request: GuardedRequest,
): Promise<{ readonly response: Response; readonly text: string }> {
  const { host } = new URL(request.url);
  if (!request.destination.includes(request.url))
    throw new Error('A request to a place that nobody agreed to.');
  const { signal, timeoutMs } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.map(([name, value]) => [name, value] as [string, string]),
      ...(request.body === null ? {} : { body: request.body }),
      signal: either,
      // SECURITY: a redirect would carry the key to an address nobody agreed to.
      redirect: 'manual',
      // A login cookie beside a key makes the request ambiguous to the server; and no cache may hold a secret.
      credentials: 'omit',
      cache: 'no-store',
    });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      throw redirectRefused(host);
    }
    return { response, text: await readText(response, request.maximumBytes) };
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    if (signal?.aborted === true) throw cancelled();
    if (timeout.aborted) throw timedOut(host, Math.ceil(timeoutMs / 1000));
    throw networkFailure(thrown, host);
  }
}

async function readText(response: Response, maximumBytes: number): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maximumBytes) {
      void reader.cancel().catch(() => undefined);
      throw new ApiError({
        code: 'api-unexpected-reply',
        message: 'The server sent far more than an answer can hold.',
        hint: 'Check the address. What is in the vault is unchanged.',
        effect: 'unknown',
        status: response.status,
      });
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
