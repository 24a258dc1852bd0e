import { describe, expect, it } from 'vitest';
import { offsetToShow, rowWindow } from '../../../renderer/features/keys/use-row-window.ts';

const SIZES = { row: 36, head: 33 };

describe('rowWindow', () => {
  it('covers what is in sight at every place, and never more than 80 rows', () => {
    for (const height of [0, 200, 700, 2000]) {
      for (const count of [0, 1, 5, 40, 100_000]) {
        const last = Math.max(0, count * 36 + 33 - height);
        for (const scrollTop of [0, 1, 35, 36, last / 2, last]) {
          const { start, end } = rowWindow(scrollTop, height, 36, count);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(count);
          expect(end - start).toBeLessThanOrEqual(80);
          expect(start * 36).toBeLessThanOrEqual(Math.max(0, scrollTop));
          const seen = Math.min(count, Math.ceil((scrollTop + height - 33) / 36));
          expect(end).toBeGreaterThanOrEqual(seen);
        }
      }
    }
  });
});

describe('offsetToShow', () => {
  it('scrolls no further than is needed, and not at all for a row in sight', () => {
    expect(offsetToShow(0, 0, 400, SIZES)).toBeNull();
    expect(offsetToShow(5, 200, 400, SIZES)).toBe(180);
    expect(offsetToShow(20, 0, 400, SIZES)).toBe(21 * 36 + 33 - 400);
    expect(offsetToShow(20, 21 * 36 + 33 - 400, 400, SIZES)).toBeNull();
  });
});
