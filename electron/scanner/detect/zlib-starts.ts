/**
 * Where zlib streams begin in the middle of binary content: captures, caches, column stores. Two bytes say little, so what
 * follows has to unpack as well; in text there are none.
 */
import { isZlibAt } from '../../archives/index.ts';
import { mayBeginDeflate } from './deflate-start.ts';

/** The second byte for each level of compression. */
const LEVELS = new Set([0x01, 0x5e, 0x9c, 0xda]);
/**
 * SECURITY: content may be made of nothing but beginnings. Behind so many none is tried here, and all are told of, up to a limit
 * that is said: none may be left in silence. Of 34,000 programs and libraries the one with the most has 547 in a window.
 */
const MOST_TRIED = 2000;

/** As much as the header of a first block takes. */
const SHOWN = 16;

/** @returns whether there may be one */
export function findZlib(bytes: Uint8Array, from: number, to: number, visit: (at: number) => void): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let count = 0;
  let tried = 0;
  for (let at = buffer.indexOf(0x78, from); at >= 0 && at < to; at = buffer.indexOf(0x78, at + 1)) {
    if (!LEVELS.has(buffer[at + 1] ?? 0) || isPicture(buffer, at)) continue;
    if (!mayBeginDeflate(buffer.subarray(at + 2, at + 2 + SHOWN))) continue;
    tried += 1;
    if (tried <= MOST_TRIED && !isZlibAt(buffer, at)) continue;
    visit(at);
    count += 1;
  }
  return count > 0;
}

/** `IDAT`: the pixels of a PNG. */
function isPicture(bytes: Buffer, at: number): boolean {
  return at >= 4 && bytes.readUInt32BE(at - 4) === 0x49444154;
}
