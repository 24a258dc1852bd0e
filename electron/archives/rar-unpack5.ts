/** The compression of RAR 5. */
import type { ByteSource } from './source.ts';
import { RarBits, RarWindow } from './rar-bits.ts';
import { readRarTables, symbolsIn, type RarTables } from './rar-tables.ts';
import { ArchiveError } from './problem.ts';

const SIZES = { literals: 306, distances: 64, lowDistances: 16, lengths: 44 };
const FILTER_DELTA = 0;

export class RarUnpacker5 {
  readonly #window: RarWindow;
  #tables: RarTables | null = null;
  readonly #recent = [0, 0, 0, 0];
  #lastLength = 0;

  constructor(dictionary: number) {
    this.#window = new RarWindow(dictionary);
  }

  /** One member; the window goes on from the one before. */
  *unpack(source: ByteSource, size: number): Generator<Uint8Array, void, void> {
    const bits = new RarBits(source);
    const window = this.#window;
    const end = window.total + size;
    try {
      for (let isLast = false; !isLast && window.total < end;) {
        bits.align();
        const flags = bits.byte();
        const check = bits.byte();
        const sizeBytes = ((flags >> 3) & 3) + 1;
        if (sizeBytes === 4) throw new ArchiveError('damaged');
        let length = 0;
        let sum = 0x5a ^ flags;
        for (let index = 0; index < sizeBytes; index += 1) {
          const byte = bits.byte();
          length += byte * 256 ** index;
          sum ^= byte;
        }
        if (sum !== check) throw new ArchiveError('damaged');
        const blockEnd = bits.taken + (length - 1) * 8 + (flags & 7) + 1;
        isLast = (flags & 0x40) !== 0;
        if ((flags & 0x80) !== 0) this.#tables = readRarTables(bits, SIZES, new Uint8Array(symbolsIn(SIZES)));
        if (this.#tables === null) throw new ArchiveError('damaged');
        while (bits.taken < blockEnd && window.total < end) {
          this.#step(bits, this.#tables);
          if (window.isFull) yield* window.take(false);
        }
      }
    } catch (error) {
      // What came before the damage.
      yield* window.take(true);
      throw error;
    }
    yield* window.take(true);
  }

  #step(bits: RarBits, { literals, distances, lowDistances, lengths }: RarTables): void {
    const window = this.#window;
    const recent = this.#recent;
    const symbol = literals.read(bits);
    if (symbol < 256) {
      window.put(symbol);
    } else if (symbol >= 262) {
      let length = lengthOf(symbol - 262, bits);
      const slot = distances.read(bits);
      let distance = 1 + slot;
      if (slot >= 4) {
        const count = (slot >> 1) - 1;
        distance = 1 + (2 | (slot & 1)) * 2 ** count;
        if (count < 4) distance += bits.bits(count);
        else {
          if (count > 4) distance += manyBits(bits, count - 4) * 16;
          distance += lowDistances.read(bits);
        }
      }
      if (distance > 0x100) length += distance > 0x40000 ? 3 : distance > 0x2000 ? 2 : 1;
      recent.unshift(distance);
      recent.pop();
      this.#lastLength = length;
      window.copy(length, distance);
    } else if (symbol === 256) {
      const start = window.total + filterNumber(bits);
      const length = filterNumber(bits);
      const type = bits.bits(3);
      // The other types rearrange machine code only: text comes through them unchanged.
      if (type === FILTER_DELTA) window.addFilter(start, length, bits.bits(5) + 1);
    } else if (symbol === 257) {
      if (this.#lastLength > 0) window.copy(this.#lastLength, recent[0]!);
    } else {
      const [distance] = recent.splice(symbol - 258, 1);
      recent.unshift(distance!);
      const length = lengthOf(lengths.read(bits), bits);
      this.#lastLength = length;
      window.copy(length, distance!);
    }
  }
}

/** Up to 32. */
function manyBits(bits: RarBits, count: number): number {
  const high = Math.max(0, count - 16);
  const value = bits.bits(high);
  return value * 2 ** (count - high) + bits.bits(count - high);
}

function lengthOf(slot: number, bits: RarBits): number {
  if (slot < 8) return 2 + slot;
  const count = (slot >> 2) - 1;
  return 2 + ((4 | (slot & 3)) << count) + bits.bits(count);
}

function filterNumber(bits: RarBits): number {
  const count = bits.bits(2) + 1;
  let value = 0;
  for (let index = 0; index < count; index += 1) value += bits.byte() * 256 ** index;
  return value;
}
