/** PPMd streams of 7-Zip archives, with 7-Zip's own arithmetic decoder. */
import { BINARY_BITS, PpmdModel, type RangeDecoder } from './ppmd-model.ts';
import { ByteReader, type ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

const CHUNK = 1 << 16;

class SevenZipRange implements RangeDecoder {
  readonly #reader: ByteReader;
  #range = 0xffffffff;
  #code = 0;

  constructor(reader: ByteReader) {
    this.#reader = reader;
    if (reader.byte() !== 0) throw new ArchiveError('damaged');
    for (let index = 0; index < 4; index += 1) this.#code = ((this.#code << 8) | reader.byte()) >>> 0;
  }

  threshold(total: number): number {
    this.#range = Math.floor(this.#range / total);
    return Math.floor(this.#code / this.#range);
  }

  decode(start: number, size: number): void {
    this.#code = (this.#code - start * this.#range) >>> 0;
    this.#range = (this.#range * size) >>> 0;
    this.#normalize();
  }

  bit(zero: number): number {
    const bound = (this.#range >>> BINARY_BITS) * zero;
    const value = this.#code < bound ? 0 : 1;
    if (value === 0) this.#range = bound;
    else {
      this.#code -= bound;
      this.#range -= bound;
    }
    this.#normalize();
    return value;
  }

  #normalize(): void {
    while (this.#range < 1 << 24) {
      this.#code = ((this.#code << 8) | this.#reader.byte()) >>> 0;
      this.#range = (this.#range << 8) >>> 0;
    }
  }
}

/** @param size how much comes out */
export function* decodePpmd(
  properties: Uint8Array,
  packed: ByteSource,
  size: number,
): Generator<Uint8Array, void, void> {
  if (properties.length < 5) throw new ArchiveError('header-damaged');
  const memory = Buffer.from(properties).readUInt32LE(1);
  const model = new PpmdModel(new SevenZipRange(new ByteReader(packed)));
  model.start(properties[0]!, memory);
  for (let left = size; left > 0;) {
    const out = new Uint8Array(Math.min(left, CHUNK));
    let filled = 0;
    try {
      for (; filled < out.length; filled += 1) out[filled] = model.next();
    } catch (error) {
      // What came before the damage.
      yield out.subarray(0, filled);
      throw error;
    }
    left -= filled;
    yield out;
  }
}
