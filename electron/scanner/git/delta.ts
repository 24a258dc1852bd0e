/** Delta headers, and deltas applied one at a time for random access; whole packs go through the kernel. */

export interface DeltaHeader {
  readonly baseLength: number;
  readonly resultLength: number;
  /** Where the instructions begin. */
  readonly start: number;
}

/**
 * Of the delta in `bytes[from, end)`.
 * @throws RangeError for a header that is cut off or names a size over 2^53
 */
export function readDeltaHeader(bytes: Uint8Array, from = 0, end = bytes.length): DeltaHeader {
  let at = from;
  const size = (): number => {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = bytes[at]!;
      if (at >= end || factor > 2 ** 49) throw new RangeError('malformed delta');
      at += 1;
      value += (byte & 0x7f) * factor;
      factor *= 128;
      if ((byte & 0x80) === 0) return value;
    }
  };
  const baseLength = size();
  const resultLength = size();
  return { baseLength, resultLength, start: at - from };
}

/** @throws RangeError for a malformed delta, or a result larger than `limit` */
export function applyDelta(base: Uint8Array, delta: Uint8Array, limit: number): Buffer {
  const { baseLength, resultLength, start } = readDeltaHeader(delta);
  if (baseLength !== base.length || resultLength > limit) throw new RangeError('malformed delta');
  const out = Buffer.allocUnsafe(resultLength);
  let at = start;
  let filled = 0;
  while (at < delta.length) {
    const instruction = delta[at]!;
    at += 1;
    if (instruction & 0x80) {
      let from = 0;
      let length = 0;
      for (let index = 0; index < 4; index += 1) {
        if (instruction & (1 << index)) from += (delta[at++] ?? 0) * 256 ** index;
      }
      for (let index = 0; index < 3; index += 1) {
        if (instruction & (0x10 << index)) length += (delta[at++] ?? 0) * 256 ** index;
      }
      if (length === 0) length = 0x10000;
      if (at > delta.length || from + length > base.length || filled + length > resultLength) {
        throw new RangeError('malformed delta');
      }
      out.set(base.subarray(from, from + length), filled);
      filled += length;
    } else {
      if (instruction === 0 || at + instruction > delta.length || filled + instruction > resultLength) {
        throw new RangeError('malformed delta');
      }
      out.set(delta.subarray(at, at + instruction), filled);
      at += instruction;
      filled += instruction;
    }
  }
  if (filled !== resultLength) throw new RangeError('malformed delta');
  return out;
}
