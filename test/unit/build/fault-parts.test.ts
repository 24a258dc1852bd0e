/** The parts of a long run of faults: together the whole, and each of them everywhere a little. */
import { describe, expect, it } from 'vitest';
import { isInPart, partOf } from '../../faults/support/part.ts';

const PLACES = 40;
const KINDS = 5;

describe('the parts of a long run', () => {
  it.each([1, 3, 5, 8])('are the whole, and none is tried twice: %i of them', (of) => {
    for (let place = 0; place < PLACES; place += 1) {
      for (let kind = 0; kind < KINDS; kind += 1) {
        const parts = Array.from({ length: of }, (_, index) => ({ which: index + 1, of }));
        expect(parts.filter((part) => isInPart(place, kind, part))).toHaveLength(1);
      }
    }
  });

  it('have each kind, at places as far from one another as there are parts', () => {
    const part = partOf('3/8');
    for (let kind = 0; kind < KINDS; kind += 1) {
      const places = Array.from({ length: PLACES }, (_, place) => place).filter((place) =>
        isInPart(place, kind, part),
      );
      expect(places).toHaveLength(PLACES / part.of);
      expect(new Set(places.map((place) => place % part.of)).size).toBe(1);
    }
  });

  it('are said as 3/8, or it is the whole; what is none is refused', () => {
    expect([undefined, '', '3/8'].map(partOf)).toEqual([
      { which: 1, of: 1 },
      { which: 1, of: 1 },
      { which: 3, of: 8 },
    ]);
    for (const text of ['0/8', '9/8', '3', '3/', 'third', '-1/8'])
      expect(() => partOf(text)).toThrow('is no part');
  });
});
