import { describe, expect, it } from 'vitest';
import { RateLimiter } from '../../../electron/sandbox/http/rate-limit.ts';

function limiterAt(jitter = 0): { limiter: RateLimiter; advance: (milliseconds: number) => void } {
  let now = 1000;
  return {
    limiter: new RateLimiter({ monotonic: () => now, random: () => jitter }),
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

describe('the rate limit', () => {
  it('is a window that slides', () => {
    const { limiter, advance } = limiterAt();
    for (let count = 0; count < 10; count += 1) expect(limiter.admit('a').admitted).toBe(true);
    advance(600);
    for (let count = 0; count < 10; count += 1) expect(limiter.admit('a').admitted).toBe(true);
    expect(limiter.admit('a').admitted).toBe(false);
    advance(400);
    const decision = limiter.admit('a');
    expect(decision).toMatchObject({
      admitted: true,
      headers: { 'RateLimit-Remaining': '9', 'RateLimit-Reset': '0' },
    });
  });

  it('counts per address, and does not count what it refused', () => {
    const { limiter, advance } = limiterAt();
    for (let count = 0; count < 60; count += 1) limiter.admit('a');
    expect(limiter.admit('a').admitted).toBe(false);
    expect(limiter.admit('b').admitted).toBe(true);
    advance(1000);
    expect(limiter.admit('a').admitted).toBe(true);
  });

  it('asks for longer and longer waits, up to 15 minutes, until the next admitted request', () => {
    const { limiter, advance } = limiterAt(1);
    for (let count = 0; count < 20; count += 1) limiter.admit('a');
    const waits = Array.from({ length: 25 }, () => Number(limiter.admit('a').headers['Retry-After']));
    expect(waits.slice(0, 6)).toEqual([1, 2, 2, 4, 6, 8]);
    expect(waits.at(-1)).toBe(900);
    advance(1001);
    expect(limiter.admit('a').headers['Retry-After']).toBeUndefined();
    for (let count = 0; count < 19; count += 1) limiter.admit('a');
    expect(limiter.admit('a').headers['Retry-After']).toBe('1');
  });
});
