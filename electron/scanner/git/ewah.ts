/** Git's compressed bitmaps (EWAH): runs of equal words, each followed by words as they are. */
import { DamagedFile } from './pack-index.ts';

const WORD_BITS = 64;

export interface ReadBitmap {
  /** Places of the bits that are set, in order. */
  readonly bits: number[];
  /** Bytes that were taken. */
  readonly size: number;
}

/**
 * @param most a bit at or above this place is an error: it bounds the memory that a few bytes can ask for
 * @throws DamagedFile
 */
export function readBitmap(bytes: Buffer, most: number): ReadBitmap {
  if (bytes.length < 8) throw new DamagedFile('a bitmap that is cut off');
  const words = bytes.readUInt32BE(4);
  const size = 8 + words * 8 + 4;
  if (size > bytes.length) throw new DamagedFile('a bitmap that is cut off');
  const bits: number[] = [];
  let place = 0;
  const add = (bit: number): void => {
    if (bit >= most) throw new DamagedFile('a bitmap for more than there is');
    bits.push(bit);
  };
  for (let word = 0; word < words;) {
    const [high, low] = wordAt(bytes, word);
    word += 1;
    const run = ((high & 1) * 0x80000000 + (low >>> 1)) * WORD_BITS;
    if ((low & 1) === 1) {
      if (run > most) throw new DamagedFile('a bitmap for more than there is');
      for (let bit = place; bit < place + run; bit += 1) add(bit);
    }
    place += run;
    const literals = high >>> 1;
    if (word + literals > words) throw new DamagedFile('a bitmap that is cut off');
    for (const end = word + literals; word < end; word += 1, place += WORD_BITS) {
      const [upper, lower] = wordAt(bytes, word);
      for (let bit = 0; bit < 32; bit += 1) if ((lower >>> bit) & 1) add(place + bit);
      for (let bit = 0; bit < 32; bit += 1) if ((upper >>> bit) & 1) add(place + 32 + bit);
    }
  }
  return { bits, size };
}

function wordAt(bytes: Buffer, word: number): readonly [high: number, low: number] {
  return [bytes.readUInt32BE(8 + word * 8), bytes.readUInt32BE(12 + word * 8)];
}
