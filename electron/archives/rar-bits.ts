/** Bits, codes and the window of output that both forms of RAR's compression share. */
import { CHUNK_BYTES, type ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

/** SECURITY: a header may ask for gigabytes. What looks further back than this is reported. */
const MAX_WINDOW = 64 << 20;
/** Holds the largest part that a filter may be for. */
const MIN_WINDOW = 8 << 20;
/** Output is given out in pieces of about this size. */
const PIECE = 1 << 16;
const MOST_FILTERS = 8192;
const LONGEST_CODE = 15;

/** Most significant bit first. */
export class RarBits {
  readonly #source: ByteSource;
  #chunk: Buffer = Buffer.alloc(0);
  #chunkStart = 0;
  #bit = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** How many bits were taken. */
  get taken(): number {
    return this.#chunkStart * 8 + this.#bit;
  }

  /** The next sixteen, with zeros behind the end. */
  peek(): number {
    let at = this.#bit >> 3;
    if (at + 3 > this.#chunk.length) {
      this.#refill();
      at = this.#bit >> 3;
    }
    const chunk = this.#chunk;
    const word = ((chunk[at] ?? 0) << 16) | ((chunk[at + 1] ?? 0) << 8) | (chunk[at + 2] ?? 0);
    return (word >> (8 - (this.#bit & 7))) & 0xffff;
  }

  /** @throws ArchiveError behind the end */
  skip(count: number): void {
    this.#bit += count;
    if (this.#bit > this.#chunk.length * 8) {
      this.#refill();
      if (this.#bit > this.#chunk.length * 8) throw new ArchiveError('ends-early');
    }
  }

  /** Up to sixteen. */
  bits(count: number): number {
    if (count === 0) return 0;
    const value = this.peek() >> (16 - count);
    this.skip(count);
    return value;
  }

  byte(): number {
    return this.bits(8);
  }

  align(): void {
    this.skip((8 - (this.#bit & 7)) & 7);
  }

  #refill(): void {
    const passed = this.#bit >> 3;
    const start = this.#chunkStart + passed;
    if (start >= this.#source.size) return;
    this.#chunk = Buffer.from(this.#source.read(start, CHUNK_BYTES));
    this.#chunkStart = start;
    this.#bit &= 7;
  }
}

/** Canonical codes of up to fifteen bits. */
export class RarCodes {
  readonly #limit = new Uint32Array(LONGEST_CODE + 1);
  readonly #base = new Int32Array(LONGEST_CODE + 1);
  readonly #symbols: Uint16Array;

  constructor(lengths: Uint8Array) {
    const counts = new Uint16Array(LONGEST_CODE + 1);
    for (const length of lengths) if (length > 0) counts[length]! += 1;
    this.#symbols = new Uint16Array(lengths.length);
    const place = new Int32Array(LONGEST_CODE + 1);
    let code = 0;
    let index = 0;
    for (let length = 1; length <= LONGEST_CODE; length += 1) {
      this.#base[length] = index - code;
      place[length] = index;
      code += counts[length]!;
      index += counts[length]!;
      this.#limit[length] = code << (16 - length);
      code <<= 1;
    }
    for (const [symbol, length] of lengths.entries())
      if (length > 0) this.#symbols[place[length]!++] = symbol;
  }

  read(bits: RarBits): number {
    const next = bits.peek();
    let length = 1;
    while (next >= this.#limit[length]!) {
      length += 1;
      if (length > LONGEST_CODE) throw new ArchiveError('damaged');
    }
    const symbol = this.#symbols[(next >> (16 - length)) + this.#base[length]!];
    if (symbol === undefined) throw new ArchiveError('damaged');
    bits.skip(length);
    return symbol;
  }
}

/** A part of the output whose bytes were rearranged before they were compressed. */
interface Filter {
  readonly start: number;
  readonly length: number;
  /** In how many interleaved rows the differences are kept. */
  readonly channels: number;
}

export class RarWindow {
  readonly #bytes: Uint8Array;
  readonly #mask: number;
  readonly #isClamped: boolean;
  #total = 0;
  #given = 0;
  #filters: Filter[] = [];

  constructor(dictionary: number) {
    this.#isClamped = dictionary > MAX_WINDOW;
    let size = MIN_WINDOW;
    while (size < dictionary && size < MAX_WINDOW) size *= 2;
    this.#bytes = new Uint8Array(size);
    this.#mask = size - 1;
  }

  get total(): number {
    return this.#total;
  }

  put(byte: number): void {
    this.#bytes[this.#total & this.#mask] = byte;
    this.#total += 1;
  }

  copy(length: number, distance: number): void {
    if (distance > this.#total || distance > this.#mask || distance <= 0) {
      throw new ArchiveError(this.#isClamped && distance <= this.#total ? 'dictionary-too-large' : 'damaged');
    }
    const bytes = this.#bytes;
    const mask = this.#mask;
    let to = this.#total;
    this.#total += length;
    for (const end = this.#total; to < end; to += 1) bytes[to & mask] = bytes[(to - distance) & mask]!;
  }

  addFilter(start: number, length: number, channels: number): void {
    if (this.#filters.length >= MOST_FILTERS) throw new ArchiveError('damaged');
    // One that does not fit the window can't have been meant.
    if (length > 0 && length < this.#mask - 4 * PIECE) this.#filters.push({ start, length, channels });
  }

  /** Whether it is time to give out what came. */
  get isFull(): boolean {
    return this.#total - this.#given >= PIECE;
  }

  /** What is ready; at the end, and where the window runs out, all of it. */
  *take(atEnd: boolean): Generator<Uint8Array, void, void> {
    const isTight = (): boolean => this.#total - this.#given > this.#mask - 2 * PIECE;
    while (this.#given < this.#total) {
      const [filter] = this.#filters;
      if (filter === undefined) {
        yield this.#slice(this.#total);
        return;
      }
      if (filter.start > this.#given) {
        yield this.#slice(Math.min(filter.start, this.#total));
        continue;
      }
      const end = filter.start + filter.length;
      if (filter.start === this.#given && end <= this.#total) {
        this.#filters.shift();
        yield undoDelta(this.#slice(end), filter.channels);
      } else if (atEnd || isTight() || filter.start < this.#given) this.#filters.shift();
      else return;
    }
  }

  #slice(end: number): Uint8Array {
    const out = new Uint8Array(end - this.#given);
    const start = this.#given & this.#mask;
    const first = Math.min(out.length, this.#bytes.length - start);
    out.set(this.#bytes.subarray(start, start + first));
    out.set(this.#bytes.subarray(0, out.length - first), first);
    this.#given = end;
    return out;
  }
}

function undoDelta(rows: Uint8Array, channels: number): Uint8Array {
  const out = new Uint8Array(rows.length);
  let at = 0;
  for (let channel = 0; channel < channels; channel += 1) {
    let value = 0;
    for (let to = channel; to < out.length; to += channels) {
      value = (value - rows[at++]!) & 0xff;
      out[to] = value;
    }
  }
  return out;
}
