/** A token bucket: a renderer gone wild must not be able to keep main or the vault busy. */
export interface RateLimiter {
  /** True if one more call may go through now. */
  take(): boolean;
  /** One that went through was no part of what is limited. */
  giveBack(): void;
}

export function createRateLimiter(options: {
  readonly burst: number;
  readonly perSecond: number;
  readonly now?: () => number;
}): RateLimiter {
  const now = options.now ?? Date.now;
  let tokens = options.burst;
  let last = now();
  return {
    take() {
      const at = now();
      tokens = Math.min(options.burst, tokens + (Math.max(0, at - last) / 1000) * options.perSecond);
      last = at;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    giveBack() {
      tokens = Math.min(options.burst, tokens + 1);
    },
  };
}
