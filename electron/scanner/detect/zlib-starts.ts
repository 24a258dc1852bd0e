/**
 * Where zlib streams begin in the middle of binary content: captures, caches, column stores. Two bytes say little, so what
 * follows has to unpack as well; in text there are none.
 */
import { isZlibAt } from '../../archives/index.ts';

/** The second byte for each level of compression. */
const LEVELS = new Set([0x01, 0x5e, 0x9c, 0xda]);
/** SECURITY: content may be made of nothing but beginnings. */
const MOST = 2000;

/** @returns whether there was one */
export function findZlib(bytes: Uint8Array, from: number, to: number, visit: (at: number) => void): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let count = 0;
  let tried = 0;
  for (let at = buffer.indexOf(0x78, from); at >= 0 && at < to; at = buffer.indexOf(0x78, at + 1)) {
    if (!LEVELS.has(buffer[at + 1] ?? 0) || isPicture(buffer, at)) continue;
    tried += 1;
    if (tried > MOST) break;
    if (!isZlibAt(buffer, at)) continue;
    visit(at);
    count += 1;
  }
  return count > 0;
}

/** `IDAT`: the pixels of a PNG. */
function isPicture(bytes: Buffer, at: number): boolean {
  return at >= 4 && bytes.readUInt32BE(at - 4) === 0x49444154;
}
