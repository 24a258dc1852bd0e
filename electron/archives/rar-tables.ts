/** The four codes with which a block of RAR 3 to 5 is written, as they stand, packed themselves, at its beginning. */
import { RarCodes, type RarBits } from './rar-bits.ts';
import { ArchiveError } from './problem.ts';

/** How many symbols each code has. */
export interface RarTableSizes {
  readonly literals: number;
  readonly distances: number;
  readonly lowDistances: number;
  readonly lengths: number;
}

export type RarTables = Readonly<Record<keyof RarTableSizes, RarCodes>>;

/** Symbols of the code in which the lengths of the others are written. */
const LENGTH_SYMBOLS = 20;

export function symbolsIn({ literals, distances, lowDistances, lengths }: RarTableSizes): number {
  return literals + distances + lowDistances + lengths;
}

/**
 * @param lengths of the codes of the block before, `symbolsIn(sizes)` of them, to which these are added; zeros where a block
 * begins anew. They become those of this block.
 * @throws ArchiveError
 */
export function readRarTables(bits: RarBits, sizes: RarTableSizes, lengths: Uint8Array): RarTables {
  const first = new Uint8Array(LENGTH_SYMBOLS);
  for (let index = 0; index < first.length;) {
    const length = bits.bits(4);
    if (length !== 15) {
      first[index++] = length;
      continue;
    }
    const zeros = bits.bits(4);
    if (zeros === 0) first[index++] = 15;
    else index += zeros + 2;
  }
  const codes = new RarCodes(first);
  for (let index = 0; index < lengths.length;) {
    const symbol = codes.read(bits);
    if (symbol < 16) {
      lengths[index] = (symbol + lengths[index]!) & 15;
      index += 1;
      continue;
    }
    const count = (symbol & 1) === 0 ? 3 + bits.bits(3) : 11 + bits.bits(7);
    if (symbol < 18 && index === 0) throw new ArchiveError('damaged');
    lengths.fill(symbol < 18 ? lengths[index - 1]! : 0, index, Math.min(lengths.length, index + count));
    index += count;
  }
  let from = 0;
  const next = (count: number): RarCodes => {
    from += count;
    return new RarCodes(lengths.subarray(from - count, from));
  };
  return {
    literals: next(sizes.literals),
    distances: next(sizes.distances),
    lowDistances: next(sizes.lowDistances),
    lengths: next(sizes.lengths),
  };
}
