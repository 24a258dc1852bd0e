/**
 * How fast secrets leave the vault at a page's word. A person shows or copies one, and does something with it; a loop takes
 * all. What runs without a page (the command, batches, scheduled rotations) is not counted.
 */
import { createRateLimiter } from '../../wire/rate-limiter.ts';

export interface SecretRate {
  /** Whether one more may go without asking. */
  take(): boolean;
}

/** Several at once, then one in four seconds. */
const AT_ONCE = { burst: 6, perSecond: 1 / 4 };
/** A slow loop takes as many in the end: beyond this, one a minute. */
const IN_THE_LONG_RUN = { burst: 60, perSecond: 1 / 60 };

export function createSecretRate(now: () => number = Date.now): SecretRate {
  const limiters = [AT_ONCE, IN_THE_LONG_RUN].map((limits) => createRateLimiter({ ...limits, now }));
  // Each is counted by both, also where one of them refuses: asking in between must not refill the other.
  return { take: () => limiters.map((limiter) => limiter.take()).every((free) => free) };
}
