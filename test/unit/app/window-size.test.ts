import { expect, it } from 'vitest';
import { fitting, MINIMUM_SIZE } from '../../../electron/app/window-size.ts';

it('a window is never larger than what its screen leaves to windows', () => {
  const small = { width: 800, height: 572 };
  expect(fitting(null, small)).toEqual(small);
  expect(fitting({ x: 10, y: 20, width: 1900, height: 400 }, small)).toEqual({
    x: 10,
    y: 20,
    width: 800,
    height: 400,
  });
  expect(fitting(null, { width: 2560, height: 1400 })).toEqual({ width: 1280, height: 800 });
  expect(MINIMUM_SIZE.width).toBeLessThanOrEqual(small.width);
  expect(MINIMUM_SIZE.height).toBeLessThanOrEqual(small.height);
});
