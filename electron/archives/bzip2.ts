/** A bzip2 decoder. */
import { bzip2Crc } from './checksums.ts';
import { ByteReader, type ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

class BitReader {
  readonly #bytes: ByteReader;
  #held = 0;
  #bits = 0;

  constructor(source: ByteSource) {
    this.#bytes = new ByteReader(source);
  }

  /** Up to 24 bits, most significant first. */
  bits(count: number): number {
    while (this.#bits < count) {
      this.#held = ((this.#held << 8) | this.#bytes.byte()) & 0xffffffff;
      this.#bits += 8;
    }
    this.#bits -= count;
    const value = (this.#held >>> this.#bits) & ((1 << count) - 1);
    this.#held &= (1 << this.#bits) - 1;
    return value;
  }

  /** Behind the bytes that were begun. */
  get offset(): number {
    return this.#bytes.offset;
  }

  align(): void {
    this.#bits = 0;
    this.#held = 0;
  }
}

interface CodeTable {
  readonly limit: Int32Array;
  readonly base: Int32Array;
  readonly symbols: Uint16Array;
  readonly shortest: number;
}

const GROUP = 50;
const MAX_CODE = 20;

/**
 * The content of all streams in the file, a block (up to 900 kB, more after its run lengths) at a time. Returns where the last
 * one ends.
 */
export function* decodeBzip2(source: ByteSource): Generator<Uint8Array, number, void> {
  const reader = new BitReader(source);
  let first = true;
  let isSound = true;
  let last = 0;
  const end = (): number => {
    if (!isSound) throw new ArchiveError('wrong-checksum');
    return last;
  };
  for (;;) {
    let magic: number;
    try {
      magic = reader.bits(24);
    } catch (error) {
      if (first) throw error;
      return end();
    }
    if (magic !== 0x425a68) {
      if (first) throw new ArchiveError('damaged');
      return end();
    }
    first = false;
    const level = reader.bits(8) - 0x30;
    if (level < 1 || level > 9) {
      if (last === 0) throw new ArchiveError('damaged');
      return end();
    }
    isSound = (yield* decodeStream(reader, level * 100_000)) && isSound;
    reader.align();
    last = reader.offset;
  }
}

/** False where a checksum is wrong: what it is of was given out all the same. */
function* decodeStream(reader: BitReader, blockSize: number): Generator<Uint8Array, boolean, void> {
  const block = new Uint32Array(blockSize);
  let combined = 0;
  let isSound = true;
  const checksum = (): number => (reader.bits(16) << 16) | reader.bits(16);
  for (;;) {
    const high = reader.bits(24);
    const low = reader.bits(24);
    if (high === 0x177245 && low === 0x385090) {
      return checksum() === combined && isSound;
    }
    if (high !== 0x314159 || low !== 0x265359) throw new ArchiveError('damaged');
    const wanted = checksum();
    if (reader.bits(1) === 1) throw new ArchiveError('obsolete-form');
    const origin = reader.bits(24);
    const length = readBlock(reader, block);
    if (length > 0 && origin >= length) throw new ArchiveError('damaged');
    const crc = yield* undo(block, length, origin);
    isSound &&= crc === wanted;
    combined = ((combined << 1) | (combined >>> 31)) ^ crc;
  }
}

function readBlock(reader: BitReader, block: Uint32Array): number {
  const used: number[] = [];
  const ranges = reader.bits(16);
  for (let range = 0; range < 16; range += 1) {
    if ((ranges & (0x8000 >> range)) === 0) continue;
    const members = reader.bits(16);
    for (let index = 0; index < 16; index += 1) {
      if ((members & (0x8000 >> index)) !== 0) used.push(range * 16 + index);
    }
  }
  const groups = reader.bits(3);
  const selectorCount = reader.bits(15);
  if (groups < 2 || groups > 6 || selectorCount === 0 || used.length === 0) throw new ArchiveError('damaged');
  const order = Array.from({ length: groups }, (_, index) => index);
  const selectors = new Uint8Array(selectorCount);
  for (let index = 0; index < selectorCount; index += 1) {
    let place = 0;
    while (reader.bits(1) === 1) {
      place += 1;
      if (place >= groups) throw new ArchiveError('damaged');
    }
    const [value] = order.splice(place, 1);
    order.unshift(value!);
    selectors[index] = value!;
  }
  const symbols = used.length + 2;
  const tables = Array.from({ length: groups }, () => readTable(reader, symbols));
  return readSymbols(reader, tables, selectors, used, block);
}

function readTable(reader: BitReader, symbols: number): CodeTable {
  const lengths = new Uint8Array(symbols);
  let length = reader.bits(5);
  for (let symbol = 0; symbol < symbols; symbol += 1) {
    for (;;) {
      if (length < 1 || length > MAX_CODE) throw new ArchiveError('damaged');
      if (reader.bits(1) === 0) break;
      length += reader.bits(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  const shortest = Math.min(...lengths);
  const longest = Math.max(...lengths);
  const sorted = new Uint16Array(symbols);
  const limit = new Int32Array(MAX_CODE + 2).fill(-1);
  const base = new Int32Array(MAX_CODE + 2);
  let code = 0;
  let index = 0;
  for (let bits = shortest; bits <= longest; bits += 1) {
    base[bits] = index - code;
    for (let symbol = 0; symbol < symbols; symbol += 1) {
      if (lengths[symbol] !== bits) continue;
      sorted[index] = symbol;
      index += 1;
      code += 1;
    }
    limit[bits] = code - 1;
    code <<= 1;
  }
  return { limit, base, symbols: sorted, shortest };
}

function readSymbols(
  reader: BitReader,
  tables: readonly CodeTable[],
  selectors: Uint8Array,
  used: readonly number[],
  block: Uint32Array,
): number {
  const order = Uint8Array.from(used);
  const end = used.length + 1;
  let length = 0;
  let run = 0;
  let runBit = 1;
  let group = -1;
  let left = 0;
  let table = tables[0]!;
  const put = (byte: number, count: number): void => {
    if (length + count > block.length) throw new ArchiveError('damaged');
    block.fill(byte, length, length + count);
    length += count;
  };
  for (;;) {
    if (left === 0) {
      group += 1;
      if (group >= selectors.length) throw new ArchiveError('damaged');
      table = tables[selectors[group]!]!;
      left = GROUP;
    }
    left -= 1;
    let bits = table.shortest;
    let code = reader.bits(bits);
    while (code > table.limit[bits]!) {
      bits += 1;
      if (bits > MAX_CODE) throw new ArchiveError('damaged');
      code = (code << 1) | reader.bits(1);
    }
    const symbol = table.symbols[code + table.base[bits]!];
    if (symbol === undefined) throw new ArchiveError('damaged');
    if (symbol <= 1) {
      run += runBit << symbol;
      runBit <<= 1;
      if (run > block.length) throw new ArchiveError('damaged');
      continue;
    }
    if (run > 0) {
      put(order[0]!, run);
      run = 0;
      runBit = 1;
    }
    if (symbol === end) return length;
    const place = symbol - 1;
    const byte = order[place]!;
    order.copyWithin(1, 0, place);
    order[0] = byte;
    put(byte, 1);
  }
}

/** Undoes the Burrows–Wheeler transform and the first run-length coding; returns the checksum. */
function* undo(block: Uint32Array, length: number, origin: number): Generator<Uint8Array, number, void> {
  let crc = -1;
  if (length === 0) return ~crc;
  const starts = new Uint32Array(257);
  for (let index = 0; index < length; index += 1) starts[(block[index]! & 0xff) + 1]! += 1;
  for (let byte = 0; byte < 256; byte += 1) starts[byte + 1]! += starts[byte]!;
  for (let index = 0; index < length; index += 1) {
    const byte = block[index]! & 0xff;
    block[starts[byte]!]! |= index << 8;
    starts[byte]! += 1;
  }
  const out = new Uint8Array(1 << 18);
  let filled = 0;
  let position = block[origin]! >>> 8;
  let previous = -1;
  let same = 0;
  for (let index = 0; index < length; index += 1) {
    const entry = block[position]!;
    const byte = entry & 0xff;
    position = entry >>> 8;
    let count = 1;
    if (same === 4) {
      count = byte;
      same = 0;
    } else {
      same = byte === previous ? same + 1 : 1;
      previous = byte;
    }
    if (filled + count > out.length) {
      crc = bzip2Crc(out, filled, crc);
      yield out.slice(0, filled);
      filled = 0;
    }
    if (count > 0) out.fill(previous, filled, filled + count);
    filled += count;
  }
  crc = bzip2Crc(out, filled, crc);
  if (filled > 0) yield out.slice(0, filled);
  return ~crc;
}
