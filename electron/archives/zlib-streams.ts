/** Tells streams of zlib from bytes that only begin like one. */
import { inflatePieces, inflateSome, LEAST_UNPACKED } from './inflate-pieces.ts';
import { bufferSource, type ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

/** What is looked at of something that may be a stream. */
const PROBE = 256;

/** Two bytes are little to go by: what of it is looked at has to unpack as well. */
export function isZlib(source: ByteSource, offset = 0): boolean {
  const head = source.read(offset, 2 + PROBE);
  if (head.length < 8 || (head[0]! & 0x8f) !== 8 || head.readUInt16BE(0) % 31 !== 0) return false;
  if ((head[1]! & 0x20) !== 0) return false;
  const { bytes, end } = inflateSome(Buffer.from(head.subarray(2)));
  return end === 'whole' || (end === 'more' && bytes >= LEAST_UNPACKED);
}

const LEAST_OF_FIXED_CODES = 4096;

/**
 * Of a stream whose first block has the codes that need no table, damage says nothing until much came out: by chance bytes that
 * are none unpack for a while.
 */
export async function* zlibPieces(source: ByteSource): AsyncGenerator<Uint8Array, number, void> {
  const isFixed = ((source.read(2, 1)[0] ?? 0) & 6) === 2;
  let bytes = 0;
  try {
    const pieces = inflatePieces(source, 'zlib');
    for (let next = await pieces.next(); ; next = await pieces.next()) {
      if (next.done === true) return next.value;
      bytes += next.value.length;
      yield next.value;
    }
  } catch (error) {
    if (!(error instanceof ArchiveError) || !isFixed || bytes >= LEAST_OF_FIXED_CODES) throw error;
    return 0;
  }
}

/** Whether one begins there, in memory. */
export function isZlibAt(bytes: Uint8Array, offset: number): boolean {
  return isZlib(bufferSource(bytes), offset);
}
