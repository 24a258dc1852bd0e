/**
 * Whether a plain LZMA stream begins somewhere in some bytes: initial file systems and firmware have one behind other things. It has
 * no magic, so besides its header its beginning has to decode.
 */
import { LzmaDecoder } from './lzma.ts';
import { HEADER_BYTES, isLzmaHeaderAt, LEAST_SIZE, PROPERTIES, sizeAt } from './lzma-header.ts';
import { ArchiveError } from './problem.ts';

/** Bytes that are no stream lead further back than there is anything within some dozens of them. */
const SHOWN_PACKED = 512;
/** What is cut off before that. */
const LEAST_PACKED = 128;
const MOST_UNPACKED = 1 << 16;
const STEP = 256;
/** What begins with zeros is no stream of them: those would be matches, and take next to no room. */
const LEAST_VALUES = 4;
const LEAST_RATIO = 64;

export function isLzmaAt(bytes: Buffer, at: number): boolean {
  return isLzmaHeaderAt(bytes, at) && begins(bytes.subarray(at + HEADER_BYTES), sizeAt(bytes, at));
}

/** @param size of all that comes out */
function begins(packed: Uint8Array, size: number): boolean {
  let consumed = 0;
  const input = {
    byte: (): number => {
      if (consumed === packed.length) throw new ArchiveError('ends-early');
      return packed[consumed++]!;
    },
  };
  const values = new Set<number>();
  let unpacked = 0;
  const decoder = new LzmaDecoder(input, MOST_UNPACKED, MOST_UNPACKED);
  decoder.setProperties(PROPERTIES);
  try {
    decoder.startRange();
    while (unpacked < Math.min(size, MOST_UNPACKED)) {
      const goesOn = decoder.decode(Math.min(STEP, size - unpacked));
      const piece = decoder.take();
      unpacked += piece.length;
      if (values.size < LEAST_VALUES) for (const byte of piece) values.add(byte);
      if (!goesOn) return unpacked >= LEAST_SIZE;
      if (consumed >= SHOWN_PACKED && values.size >= LEAST_VALUES) return true;
    }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return error.problem === 'ends-early' && consumed >= LEAST_PACKED && values.size >= LEAST_VALUES;
  }
  return values.size >= LEAST_VALUES || unpacked > consumed * LEAST_RATIO;
}
