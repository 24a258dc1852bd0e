/**
 * The one way out for a request that carries a key: no redirects, no cookies, no cache, a time limit and a size limit.
 * `http/` is which address may be asked, and how: providers import it, and it knows no service. Begin here, then `sender.ts`.
 */
import { AppError } from '../../shared/errors.ts';
import type { FetchLike } from './fetch-like.ts';
import type { Destination } from './confirmed-addresses.ts';
import { cancelled, networkFailure, redirectRefused, timedOut, tooMuch } from './network-failure.ts';

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

/** What has arrived is read within so many turns of the event loop; what has not is not waited for. */
const TURNS_TO_READ = 20;

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
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
  const end = new AbortController();
  const progress: Progress = { bytes: null };
  const timeout = new AbortController();
  const timer = setTimeout(() => {
    timeout.abort();
    end.abort();
  }, timeoutMs);
  const given = new AbortController();
  const stop = (): void => {
    // An answer whose head is there may be whole: a secret that has arrived is not thrown away.
    if (progress.bytes === null) end.abort();
    void turns(TURNS_TO_READ).then(() => {
      end.abort();
      given.abort();
    });
  };
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted === true) {
    end.abort();
    given.abort();
  }
  const over = AbortSignal.any([timeout.signal, given.signal]);
  try {
    return await untilAborted(receive(fetch, request, end.signal, progress), over);
  } catch (thrown) {
    if (signal?.aborted === true) throw cancelled();
    if (timeout.signal.aborted) throw timedOut(host, Math.ceil(timeoutMs / 1000), progress.bytes);
    // Whatever is still under way for this request is not waited for by anybody.
    end.abort();
    if (thrown instanceof AppError) throw thrown;
    throw networkFailure(thrown, host);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

interface Progress {
  /** Of the answer's body; null before its head was there. */
  bytes: number | null;
}

/** The end is reached whatever `work` waits for: a name, a proxy's script, a reply. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(new DOMException('Aborted', 'AbortError'));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}

async function receive(
  fetch: FetchLike,
  request: GuardedRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<{ readonly response: Response; readonly text: string }> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers.map(([name, value]) => [name, value] as [string, string]),
    ...(request.body === null ? {} : { body: request.body }),
    signal,
    // SECURITY: a redirect would carry the key to an address nobody agreed to.
    redirect: 'manual',
    // A login cookie beside a key makes the request ambiguous to the server; and no cache may hold a secret.
    credentials: 'omit',
    cache: 'no-store',
  });
  progress.bytes = 0;
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    throw redirectRefused(new URL(request.url).host);
  }
  return { response, text: await readText(response, request.maximumBytes, progress) };
}

async function readText(response: Response, maximumBytes: number, progress: Progress): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    progress.bytes = size;
    if (size > maximumBytes) {
      void reader.cancel().catch(() => undefined);
      throw tooMuch(response.status);
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
