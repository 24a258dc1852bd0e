/** What ends at a time that people were told, whatever clocks and timers do. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atTime } from '../../../electron/cli/agent/at-time.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/times.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2027-01-01T00:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an end', () => {
  const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

  it('comes at its time and not before', () => {
    const ended = vi.fn();
    atTime(inHours(8), ended);
    vi.advanceTimersByTime(8 * HOUR_MS - 1);
    expect(ended).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ended).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(HOUR_MS);
    expect(ended).toHaveBeenCalledOnce();
  });

  it('comes once the computer wakes up, where that is after its time', () => {
    const ended = vi.fn();
    atTime(inHours(8), ended);
    vi.advanceTimersByTime(HOUR_MS);
    // Asleep: the clock goes on, and no timer does.
    vi.setSystemTime(Date.now() + 12 * HOUR_MS);
    vi.advanceTimersByTime(MINUTE_MS);
    expect(ended).toHaveBeenCalledOnce();
  });

  it('is not put off by a clock that is set back', () => {
    const ended = vi.fn();
    atTime(inHours(1), ended);
    vi.setSystemTime(Date.now() - 24 * HOUR_MS);
    vi.advanceTimersByTime(HOUR_MS);
    expect(ended).toHaveBeenCalledOnce();
  });

  it('is given up, and comes at once where its time is over', () => {
    const ended = vi.fn();
    atTime(inHours(1), ended)();
    vi.advanceTimersByTime(2 * HOUR_MS);
    expect(ended).not.toHaveBeenCalled();
    atTime(inHours(-1), ended);
    expect(ended).toHaveBeenCalledOnce();
  });
});
