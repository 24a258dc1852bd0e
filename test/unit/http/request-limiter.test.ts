import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limiterOf, RequestLimiter, REQUESTS_PER_SECOND } from '../../../electron/http/request-limiter.ts';

describe('the limiter', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('never lets more than the limit out within any second', async () => {
    const limiter = new RequestLimiter();
    const departures: number[] = [];
    for (let index = 0; index < 100; index += 1) {
      void limiter.acquire().then(() => departures.push(performance.now()));
    }
    await vi.advanceTimersByTimeAsync(20_000);
    expect(departures).toHaveLength(100);
    for (const [index, at] of departures.entries()) {
      const inThisSecond = departures.slice(index).filter((other) => other - at <= 1000);
      expect(inThisSecond.length).toBeLessThanOrEqual(REQUESTS_PER_SECOND);
    }
  });

  it('lets the first ones out at once, in their order', async () => {
    const limiter = new RequestLimiter(3);
    const order: number[] = [];
    for (let index = 0; index < 5; index += 1) void limiter.acquire().then(() => order.push(index));
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual([0, 1, 2]);
    await vi.advanceTimersByTimeAsync(1_200);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it('holds everything back while the server asks for a pause', async () => {
    const limiter = new RequestLimiter();
    limiter.pause(5_000);
    let out = false;
    void limiter.acquire().then(() => (out = true));
    await vi.advanceTimersByTimeAsync(4_900);
    expect(out).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(out).toBe(true);
  });

  it('lets go of who gave up, and the next one still gets its turn', async () => {
    const limiter = new RequestLimiter(1);
    await limiter.acquire();
    const abort = new AbortController();
    const given = limiter.acquire(abort.signal).then(
      () => 'out',
      () => 'gave up',
    );
    const next = limiter.acquire();
    abort.abort();
    expect(await given).toBe('gave up');
    await vi.advanceTimersByTimeAsync(1_200);
    await expect(next).resolves.toBeUndefined();
  });

  it('is shared by everybody who asks the same origin', () => {
    expect(limiterOf('https://a.example')).toBe(limiterOf('https://a.example'));
    expect(limiterOf('https://a.example')).not.toBe(limiterOf('https://b.example'));
  });
});
