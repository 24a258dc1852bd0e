import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mergeChanges } from '../../../electron/app/merged-changes.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells of the first change at once, and of those that follow together', () => {
  const tell = vi.fn();
  const changes = mergeChanges(tell);
  changes.note(['keys']);
  expect(tell.mock.calls).toEqual([[['keys']]]);
  for (let count = 0; count < 50; count += 1) changes.note(['keys', 'audit']);
  expect(tell).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(250);
  expect(tell.mock.calls[1]).toEqual([['keys', 'audit']]);
  vi.advanceTimersByTime(10_000);
  expect(tell).toHaveBeenCalledTimes(2);
  changes.note(['views']);
  expect(tell.mock.calls[2]).toEqual([['views']]);
});

it('tells nothing that was dropped, and goes on', () => {
  const tell = vi.fn();
  const changes = mergeChanges(tell);
  changes.note(['keys']);
  changes.note(['views']);
  changes.drop();
  vi.advanceTimersByTime(250);
  expect(tell).toHaveBeenCalledOnce();
  changes.note(['keys']);
  expect(tell).toHaveBeenCalledTimes(2);
});
