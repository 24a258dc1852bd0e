import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdNumbers } from '../../../../electron/scanner/git/id-numbers.ts';
import { MarkedEdges } from '../../../../electron/scanner/git/marked-edges.ts';

describe('numbers of ids', () => {
  it('are those of a map of strings', () => {
    const length = fc.constantFrom(20, 32);
    // Few different bytes, so that ids repeat and begin alike.
    const ids = length.chain((size) =>
      fc.array(fc.uint8Array({ minLength: size, maxLength: size, max: 2 }), { maxLength: 60 }),
    );
    fc.assert(
      fc.property(ids, ids, (named, others) => {
        const numbers = new IdNumbers(named[0]?.length ?? others[0]?.length ?? 20);
        const known = new Map<string, number>();
        for (const id of named) {
          const text = Buffer.from(id).toString('hex');
          if (!known.has(text)) known.set(text, known.size);
          expect(numbers.numberAt(Buffer.concat([Buffer.alloc(3), id]), 3)).toBe(known.get(text));
        }
        expect(numbers.count).toBe(known.size);
        for (const id of others) {
          if (id.length !== numbers.idLength) continue;
          expect(numbers.findAt(id, 0)).toBe(known.get(Buffer.from(id).toString('hex')) ?? -1);
        }
      }),
    );
  });

  it('stay what they were when the table grows, also for ids that a hostile index makes alike', () => {
    const numbers = new IdNumbers(20);
    const idOf = (number: number): Buffer => {
      const id = Buffer.alloc(20, 0xab);
      id.writeUInt32BE(number, 16);
      return id;
    };
    const count = 30_000;
    for (let number = 0; number < count; number += 1) numbers.numberAt(idOf(number), 0);
    for (let number = 0; number < count; number += 1) expect(numbers.findAt(idOf(number), 0)).toBe(number);
    expect(numbers.findAt(idOf(count), 0)).toBe(-1);
    expect(numbers.idOf(count - 1)).toBe(idOf(count - 1).toString('hex'));
    expect(Buffer.from(numbers.bytesOf([7, 3]))).toEqual(Buffer.concat([idOf(7), idOf(3)]));
  });

  it('tell an id from a name for what has none', () => {
    const edges = new MarkedEdges(20);
    const id = 'ab'.repeat(20);
    expect(edges.numberOf(id)).toBe(0);
    expect(edges.numberOf(`name:${id}/key`)).toBe(1);
    expect(edges.numberOf(`name:${id}/other`)).toBe(2);
    expect(edges.find(`name:${id}/key`)).toBe(1);
    expect(edges.find('cd'.repeat(20))).toBe(-1);
    expect(edges.ids.idOf(0)).toBe(id);
  });
});
