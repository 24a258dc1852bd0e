/**
 * Whether a plain LZMA stream begins somewhere in some bytes: initial file systems and firmware have one behind other things. It has
 * no magic, so its header has to be one that encoders write, and its beginning has to decode.
 */
import { LzmaDecoder } from './lzma.ts';
import { ArchiveError } from './problem.ts';

/** lc 3, lp 0, pb 2: what every encoder takes unless it is told otherwise. */
const PROPERTIES = 0x5d;
const HEADER_BYTES = 13;
/** Nothing smaller holds a key. */
const LEAST_SIZE = 64;
/** Beyond this a size is none, for the decoder of xz as well. */
const MOST_SIZE = 2 ** 38;
/** Bytes that are no stream lead further back than there is anything within some dozens of them. */
const SHOWN_PACKED = 512;
/** What is cut off before that. */
const LEAST_PACKED = 128;
const MOST_UNPACKED = 1 << 16;
const STEP = 256;
/** What begins with zeros is no stream of them: those would be matches, and take next to no room. */
const LEAST_VALUES = 4;
const LEAST_RATIO = 64;

/** Whether the header may be one. Nothing is tried: that takes longer. */
export function isLzmaHeaderAt(bytes: Buffer, at: number): boolean {
  if (bytes.length - at < HEADER_BYTES + LEAST_SIZE || bytes[at] !== PROPERTIES) return false;
  // The first byte of the range coder is always 0.
  if (bytes[at + HEADER_BYTES] !== 0 || !isDictionary(bytes.readUInt32LE(at + 1))) return false;
  const size = sizeAt(bytes, at);
  return size === Infinity || (size >= LEAST_SIZE && size <= MOST_SIZE);
}

export function isLzmaAt(bytes: Buffer, at: number): boolean {
  return isLzmaHeaderAt(bytes, at) && begins(bytes.subarray(at + HEADER_BYTES), sizeAt(bytes, at));
}

function sizeAt(bytes: Buffer, at: number): number {
  const size = bytes.readBigUInt64LE(at + 5);
  return size === 0xffffffffffffffffn ? Infinity : Number(size);
}

/** 2^n, or 2^n + 2^(n−1), of 4 KiB and more. */
function isDictionary(size: number): boolean {
  const top = 31 - Math.clz32(size);
  return size >= 4096 && (size === 2 ** top || size === 2 ** top + 2 ** (top - 1));
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
