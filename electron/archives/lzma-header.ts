/** The header of plain LZMA, which has no magic: it has to be one that encoders write. */

/** lc 3, lp 0, pb 2: what every encoder takes unless it is told otherwise. */
export const PROPERTIES = 0x5d;
export const HEADER_BYTES = 13;
/** Nothing smaller holds a key. */
export const LEAST_SIZE = 64;
/** Beyond this a size is none, for the decoder of xz as well. */
const MOST_SIZE = 2 ** 38;

export function isLzmaHeaderAt(bytes: Buffer, at: number): boolean {
  if (bytes.length - at < HEADER_BYTES + LEAST_SIZE || bytes[at] !== PROPERTIES) return false;
  // The first byte of the range coder is always 0.
  if (bytes[at + HEADER_BYTES] !== 0 || !isDictionary(bytes.readUInt32LE(at + 1))) return false;
  const size = sizeAt(bytes, at);
  return size === Infinity || (size >= LEAST_SIZE && size <= MOST_SIZE);
}

/** Infinity where the header names none. */
export function sizeAt(bytes: Buffer, at: number): number {
  const size = bytes.readBigUInt64LE(at + 5);
  return size === 0xffffffffffffffffn ? Infinity : Number(size);
}

/** 2^n, or 2^n + 2^(n−1), of 4 KiB and more. */
function isDictionary(size: number): boolean {
  const top = 31 - Math.clz32(size);
  return size >= 4096 && (size === 2 ** top || size === 2 ** top + 2 ** (top - 1));
}
