/**
 * One request, from the limiter to the parsed JSON: timeout, cancellation, no redirects, a size limit, and honest retries.
 * What a reply means is the caller's business.
 */
import type { FetchLike } from './fetch-like.ts';
import { ApiError, UNREADABLE_CODE } from './api-error.ts';
import { errorFromEnvelope, longPause, parseErrorEnvelope, parseRetryAfter } from './error-envelope.ts';
import type { Destination } from './confirmed-addresses.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { cancelled, notAnAugnoApi, unexpectedReply } from './network-failure.ts';
import { networkLogin } from './proxy-sentences.ts';
import { readSkew } from './read-skew.ts';
import { delay, type RequestLimiter } from './request-limiter.ts';
import { MINUTE_MS } from '../../shared/times.ts';

export interface TransportOptions {
  readonly destination: Destination;
  readonly fetch: FetchLike;
  readonly limiter: RequestLimiter;
  readonly timeoutMs?: number;
  /** First wait between two tries; doubles up to 8 s. */
  readonly retryBaseMs?: number;
  /** 0..1, for the jitter. */
  readonly random?: () => number;
  /** Milliseconds, as `performance.now` counts them. */
  readonly now?: () => number;
  readonly wallClock?: () => Date;
  /** What each whole answer of the API says of the time there; null: nothing that makes sense. */
  readonly onSkew?: (aheadMs: number | null) => void;
}

export interface TransportRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface SendPolicy {
  /**
   * `read`: tried again after anything that may pass. `write`: tried again only where the server certainly did nothing
   * (it said to slow down); everything else is for the caller to look into.
   */
  readonly kind: 'read' | 'write';
  readonly signal?: AbortSignal | undefined;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** Characters of the body as it came. */
  readonly length: number;
}

/** For all tries of one request together; the waits between them have a limit of their own. */
const DEFAULT_TIMEOUT_MS = 30_000;
const MAXIMUM_RETRIES = 3;
const MAXIMUM_WAIT_MS = MINUTE_MS;
const LONGEST_BACKOFF_MS = 8_000;
/** A thousand keys with roles are well under one; a hostile server may send for ever, and parsed it is ten times as much. */
const MAXIMUM_REPLY_BYTES = 12 * 1024 * 1024;

export class Transport {
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** @throws ApiError for everything but a 2xx with JSON */
  async send(request: TransportRequest, policy: SendPolicy): Promise<Reply> {
    const { timeoutMs = DEFAULT_TIMEOUT_MS, now = () => performance.now() } = this.#options;
    let waited = 0;
    let left = timeoutMs;
    for (let attempt = 0; ; attempt += 1) {
      await this.#turn(policy.signal);
      const startedAt = now();
      try {
        return await this.#sendOnce(request, left, policy.signal);
      } catch (thrown) {
        if (!(thrown instanceof ApiError)) throw thrown;
        const error = thrown;
        const took = now() - startedAt;
        left -= took;
        const again = policy.kind === 'read' ? error.transient : error.transient && error.effect === 'none';
        // One that is cut before it comes as far as this one would say so in place of what is wrong.
        if (!again || attempt >= MAXIMUM_RETRIES || left <= took) throw thrown;
        const wait = this.#waitBefore(attempt, error.retryAfterSeconds);
        if (waited + wait > MAXIMUM_WAIT_MS) {
          if (error.retryAfterSeconds === undefined) throw thrown;
          throw longPause(error, new URL(request.url).host, new Date());
        }
        if (error.status === 429) this.#options.limiter.pause(wait);
        waited += wait;
        await delay(wait, policy.signal).catch(() => {
          throw cancelled();
        });
      }
    }
  }

  #waitBefore(attempt: number, retryAfterSeconds: number | undefined): number {
    const { retryBaseMs = 500, random = Math.random } = this.#options;
    if (retryAfterSeconds !== undefined) return Math.ceil(retryAfterSeconds * 1000);
    return Math.min(retryBaseMs * 2 ** attempt, LONGEST_BACKOFF_MS) * (1 - 0.25 * random());
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.#options.limiter.acquire(signal);
    } catch {
      throw cancelled();
    }
  }

  async #sendOnce(
    request: TransportRequest,
    timeoutMs: number,
    signal: AbortSignal | undefined,
  ): Promise<Reply> {
    const url = new URL(request.url);
    const { wallClock = () => new Date(), onSkew } = this.#options;
    const sentAt = wallClock().getTime();
    const { response, text } = await guardedFetch(this.#options.fetch, {
      destination: this.#options.destination,
      url: request.url,
      method: request.method,
      headers: Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const),
      body: request.body,
      timeoutMs,
      maximumBytes: MAXIMUM_REPLY_BYTES,
      signal,
    });
    // What stands in between (a proxy, a portal) answers in HTML and has a clock of its own.
    if ((response.headers.get('content-type') ?? '').includes('json'))
      onSkew?.(readSkew(response.headers.get('date'), sentAt, wallClock().getTime()));
    return readReply(response, text, url.host);
  }
}

function readReply(response: Response, text: string, host: string): Reply {
  const { status, headers } = response;
  let body: unknown;
  let isJson = true;
  try {
    body = text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    // SECURITY: the parser's message quotes the text, which may hold a secret; it goes nowhere.
    isJson = false;
  }
  const looksLikeApi = (headers.get('content-type') ?? '').includes('json');
  if (status >= 200 && status < 300) {
    if (isJson && body !== undefined) return { status, headers, body, length: text.length };
    throw looksLikeApi ? unexpectedReply(host, status) : notAnAugnoApi(host, status);
  }
  if (status === 511) throw networkLogin();
  const said = Date.parse(headers.get('date') ?? '');
  const retryAfter = parseRetryAfter(headers.get('retry-after'), Number.isNaN(said) ? Date.now() : said);
  const envelope = isJson ? parseErrorEnvelope(body) : null;
  if (envelope !== null) throw errorFromEnvelope(envelope, status, host, retryAfter);
  if (status === 429 || status >= 500) {
    // Gateways in front of the API answer in forms of their own.
    const code = status === 429 ? 'rate_limit_exceeded' : 'internal_error';
    throw errorFromEnvelope({ code }, status, host, retryAfter);
  }
  // An error reply cut short is still the API's: its status is what counts.
  if (looksLikeApi && !isJson) throw errorFromEnvelope({ code: UNREADABLE_CODE }, status, host, retryAfter);
  throw notAnAugnoApi(host, status);
}
