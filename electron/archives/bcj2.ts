/** Puts the addresses of x86 jumps and calls back among the other bytes of a program: 7-Zip's filter of four streams. */
import type { PullReader } from './pull.ts';

const CHUNK = 1 << 16;
const TOP = 2 ** 24;

export function* joinBcj2(
  main: PullReader,
  calls: PullReader,
  jumps: PullReader,
  choices: PullReader,
): Generator<Uint8Array, void, void> {
  /** Whether an opcode's address was taken out, by what stood before it. */
  const probabilities = new Uint16Array(258).fill(1024);
  let range = 0xffffffff;
  let code = 0;
  for (let index = 0; index < 5; index += 1) code = ((code << 8) | choices.byte()) >>> 0;
  const isAddress = (place: number): boolean => {
    if (range < TOP) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | choices.byte()) >>> 0;
    }
    const probability = probabilities[place]!;
    const bound = (range >>> 11) * probability;
    if (code < bound) {
      range = bound;
      probabilities[place] = probability + ((2048 - probability) >> 5);
      return false;
    }
    range -= bound;
    code -= bound;
    probabilities[place] = probability - (probability >> 5);
    return true;
  };

  const out = new Uint8Array(CHUNK);
  let filled = 0;
  let total = 0;
  let previous = 0;
  for (let byte = main.next(); byte >= 0; byte = main.next()) {
    out[filled++] = byte;
    total += 1;
    const isJump = previous === 0x0f && (byte & 0xf0) === 0x80;
    if (
      ((byte & 0xfe) === 0xe8 || isJump) &&
      isAddress(byte === 0xe8 ? previous : byte === 0xe9 ? 256 : 257)
    ) {
      const source = byte === 0xe8 ? calls : jumps;
      let address = 0;
      for (let index = 0; index < 4; index += 1) address = ((address << 8) | source.byte()) >>> 0;
      total += 4;
      const relative = (address - total) >>> 0;
      for (let index = 0; index < 4; index += 1) out[filled++] = (relative >>> (index * 8)) & 0xff;
      previous = relative >>> 24;
    } else previous = byte;
    if (filled + 5 > out.length) {
      yield out.slice(0, filled);
      filled = 0;
    }
  }
  if (filled > 0) yield out.slice(0, filled);
}
