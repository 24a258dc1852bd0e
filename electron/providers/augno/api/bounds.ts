/**
 * How much of a list is read before it is taken for one without an end. A server may hand out fresh cursors, bytes and
 * waiting time for ever; none of the three is followed without a bound.
 */
import { ApiError } from '../../../http/api-error.ts';
import { endingWith } from '../../../http/ending-with.ts';
import { MINUTE_MS } from '../../../../shared/times.ts';
import { say, type Said } from '../../../../shared/messages/say.ts';

export interface ReadBounds {
  readonly pages: number;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Of the lists of one synchronisation together, or of one list that is asked for by itself: 200,000 entries. */
const READ_BOUNDS: ReadBounds = {
  pages: 200,
  bytes: 128 * 1024 * 1024,
  milliseconds: 5 * MINUTE_MS,
};

/** What is left of the bounds. Given to several lists, they share it. */
export class ReadBudget {
  readonly #bounds: ReadBounds;
  readonly #timeout: AbortSignal;
  #pages = 0;
  #bytes = 0;

  constructor(bounds: ReadBounds = READ_BOUNDS) {
    this.#bounds = bounds;
    this.#timeout = AbortSignal.timeout(bounds.milliseconds);
  }

  /** Ends a request that is still under way when the time is over. */
  within<Result>(
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    return endingWith([signal, this.#timeout], work);
  }

  /** @throws ApiError `api-unexpected-reply` where a page goes beyond what is read */
  spend(bytes: number, isLast: boolean, host: string): void {
    this.#pages += 1;
    this.#bytes += bytes;
    if (this.#bytes > this.#bounds.bytes) {
      const megabytes = String(Math.round(this.#bounds.bytes / (1024 * 1024)));
      throw beyond(say('account.host-sent-more-than-megabytes-mb-of', { host, megabytes }));
    }
    if (!isLast && this.#pages >= this.#bounds.pages) {
      const pages = String(this.#bounds.pages);
      throw beyond(say('account.host-sent-a-list-that-had-no', { host, pages }));
    }
    this.throwIfOver(host);
  }

  /** @throws ApiError `api-timeout` once the time is over */
  throwIfOver(host: string): void {
    if (!this.#timeout.aborted) return;
    const seconds = String(Math.ceil(this.#bounds.milliseconds / 1000));
    throw new ApiError({
      code: 'api-timeout',
      message: say('account.host-had-not-sent-the-whole-list', { host, seconds }),
      hint: say('account.what-is-in-the-vault-is-unchanged'),
      effect: 'none',
    });
  }
}

function beyond(message: Said): ApiError {
  return new ApiError({
    code: 'api-unexpected-reply',
    message,
    hint: say('account.what-is-in-the-vault-is-unchanged-2'),
    effect: 'none',
  });
}
