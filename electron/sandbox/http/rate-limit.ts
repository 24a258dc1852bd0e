/**
 * A sliding window per client address: each admitted request counts for one second, refused ones do not. Repeated refusals
 * are told to wait longer and longer; the next admitted request ends that.
 */
const WINDOW_MS = 1000;
const FIRST_WAIT_SECONDS = 1;
const WAIT_FACTOR = 1.5;
const JITTER = 0.1;
const LONGEST_WAIT_SECONDS = 15 * 60;

const DEFAULT_REQUESTS_PER_SECOND = 20;

export interface RateDecision {
  readonly admitted: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

interface Client {
  /** Times of admitted requests within the window, oldest first. */
  times: number[];
  violations: number;
}

export interface RateLimiterOptions {
  /** Milliseconds that only ever rise; not the clock a test may move. */
  readonly monotonic?: () => number;
  /** In [0, 1). */
  readonly random?: () => number;
}

export class RateLimiter {
  /** Null: no limit. */
  requestsPerSecond: number | null = DEFAULT_REQUESTS_PER_SECOND;
  readonly #clients = new Map<string, Client>();
  readonly #monotonic: () => number;
  readonly #random: () => number;

  constructor(options: RateLimiterOptions = {}) {
    this.#monotonic = options.monotonic ?? ((): number => performance.now());
    this.#random = options.random ?? Math.random;
  }

  admit(address: string): RateDecision {
    const limit = this.requestsPerSecond;
    if (limit === null) return { admitted: true, headers: {} };
    const now = this.#monotonic();
    const client = this.#clients.get(address) ?? { times: [], violations: 0 };
    this.#clients.set(address, client);
    client.times = client.times.filter((time) => now - time < WINDOW_MS);
    const admitted = client.times.length < limit;
    if (admitted) {
      client.times.push(now);
      client.violations = 0;
    } else {
      client.violations += 1;
    }
    const oldest = client.times[0];
    const resetSeconds = oldest === undefined ? 0 : Math.floor((oldest + WINDOW_MS - now) / 1000);
    const headers: Record<string, string> = {
      'RateLimit-Limit': String(limit),
      'RateLimit-Remaining': String(Math.max(0, limit - client.times.length)),
      'RateLimit-Reset': String(Math.max(0, resetSeconds)),
    };
    if (!admitted) headers['Retry-After'] = String(this.#waitSeconds(client.violations));
    return { admitted, headers };
  }

  #waitSeconds(violations: number): number {
    const wait = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * WAIT_FACTOR ** (violations - 1));
    return Math.min(LONGEST_WAIT_SECONDS, Math.round(wait * (1 + JITTER * this.#random())));
  }
}
