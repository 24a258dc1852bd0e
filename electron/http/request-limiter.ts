/**
 * Keeps every client of this process under the API's limit (20 requests per second and address). One limiter per origin,
 * whoever asks.
 */
import { certain } from '../../shared/certain.ts';

/** What the API allows in one second from one address. */
export const REQUESTS_PER_SECOND = 20;
/** The server counts arrivals, we count departures; requests bunch up on the way, so the window is a little wider. */
const WINDOW_MS = 1_100;

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError');
}

/** Waits; rejects with the signal's reason when aborted. */
export function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(abortReason(signal));
      return;
    }
    const stop = (): void => {
      clearTimeout(timer);
      reject(abortReason(certain(signal)));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

export class RequestLimiter {
  readonly #perWindow: number;
  /** When the last requests went out, oldest first; monotonic, since the wall clock may jump. */
  readonly #departures: number[] = [];
  #pausedUntil = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(perWindow: number = REQUESTS_PER_SECOND) {
    this.#perWindow = perWindow;
  }

  /** Resolves when one more request may go out; first come, first served. */
  acquire(signal?: AbortSignal): Promise<void> {
    const turn = this.#queue.then(() => this.#take(signal));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Nothing goes out for this long: the server asked for it. */
  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + milliseconds);
  }

  async #take(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const now = performance.now();
      while (this.#departures.length > 0 && certain(this.#departures[0]) <= now - WINDOW_MS)
        this.#departures.shift();
      const full =
        this.#departures.length >= this.#perWindow ? certain(this.#departures[0]) + WINDOW_MS - now : 0;
      const wait = Math.max(full, this.#pausedUntil - now);
      if (wait <= 0) {
        this.#departures.push(now);
        return;
      }
      await delay(Math.ceil(wait), signal);
    }
  }
}

const limiters = new Map<string, RequestLimiter>();

/** The limiter that everybody in this process shares for `origin`. */
export function limiterOf(origin: string): RequestLimiter {
  let limiter = limiters.get(origin);
  if (limiter === undefined) {
    limiter = new RequestLimiter();
    limiters.set(origin, limiter);
  }
  return limiter;
}
