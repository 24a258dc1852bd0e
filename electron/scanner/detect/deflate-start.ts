/** Whether bytes begin a stream of raw deflate: asked of every long run of base64, so by its first block's header at first. */
import { constants, inflateRawSync } from 'node:zlib';

const STORED = 0;
const FIXED = 1;
const DYNAMIC = 2;
const HEADER_BYTES = 11;
/** SECURITY: how much of what they unpack to is looked at: a thousand times as much may come out. */
const MOST = 4096;
const LEAST = 24;

export function isDeflateStart(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES) return false;
  const type = (bytes[0]! >> 1) & 3;
  if (type !== FIXED && (type !== DYNAMIC || !isCodesHeader(bytes))) return false;
  try {
    const out = inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST });
    return out.length >= LEAST;
  } catch (error) {
    return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
  }
}

/** By the header of its first block alone: cheap enough for whatever stands where a stream may. */
export function mayBeginDeflate(bytes: Uint8Array): boolean {
  const type = ((bytes[0] ?? 0) >> 1) & 3;
  if (type === STORED)
    return bytes.length > 4 && (bytes[1]! ^ bytes[3]!) === 0xff && (bytes[2]! ^ bytes[4]!) === 0xff;
  return type === FIXED || (type === DYNAMIC && bytes.length >= HEADER_BYTES && isCodesHeader(bytes));
}

/** The lengths of the first code leave nothing over, as they have to: of what is none, one in hundreds does so. */
function isCodesHeader(bytes: Uint8Array): boolean {
  let at = 3;
  const take = (count: number): number => {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, at += 1) value |= ((bytes[at >> 3]! >> (at & 7)) & 1) << bit;
    return value;
  };
  if (take(5) > 29 || take(5) > 29) return false;
  let room = 128;
  for (let count = take(4) + 4; count > 0; count -= 1) {
    const length = take(3);
    if (length > 0) room -= 128 >> length;
  }
  return room === 0;
}
