import { describe, expect, it } from 'vitest';
import { createPersonInput } from '../../../electron/app/person-input.ts';

function count(...inputs: readonly Parameters<ReturnType<typeof createPersonInput>>[0][]): number {
  let used = 0;
  const take = createPersonInput(() => (used += 1));
  inputs.forEach(take);
  return used;
}
const move = (globalX: number) => ({ type: 'mouseMove', globalX, globalY: 5 });

describe('somebody uses the window', () => {
  it.each(['rawKeyDown', 'char', 'mouseDown', 'mouseUp', 'mouseWheel', 'touchStart', 'gestureScrollUpdate'])(
    'by %s',
    (type) => {
      expect(count({ type })).toBe(1);
    },
  );

  it('by moving the pointer', () => {
    expect(count(move(1), move(2), move(3))).toBe(2);
  });

  it('not by what comes under a pointer that rests', () => {
    expect(
      count({ type: 'mouseEnter' }, move(1), { type: 'mouseLeave' }, move(1), { type: 'mouseEnter' }),
    ).toBe(0);
  });
});
