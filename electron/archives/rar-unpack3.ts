/** The compression of RAR 3 and 4: codes and repeats, or PPMd, block by block. */
import { PpmdModel } from './ppmd-model.ts';
import type { RarCodes } from './rar-bits.ts';
import { RarBits, RarWindow } from './rar-bits.ts';
import { RarFilters } from './rar-filters.ts';
import { RarRange } from './rar-range.ts';
import { readRarTables, symbolsIn, type RarTables } from './rar-tables.ts';
import type { ByteSource } from './source.ts';
import { ArchiveError, type ArchiveProblem } from './problem.ts';

const SIZES = { literals: 299, distances: 60, lowDistances: 17, lengths: 28 };
const SAME_LOW_DISTANCE = 16;

const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5];
const LENGTH_BASE = basesOf(LENGTH_BITS);
const DISTANCE_BITS = [4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 14, 0, 12].flatMap((count, bits) =>
  new Array<number>(count).fill(bits),
);
const DISTANCE_BASE = basesOf(DISTANCE_BITS);
const SHORT_BITS = [2, 2, 3, 4, 5, 6, 6, 6];
const SHORT_BASE = basesOf(SHORT_BITS);

function basesOf(bits: readonly number[]): number[] {
  let next = 0;
  return bits.map((count) => {
    next += 2 ** count;
    return next - 2 ** count;
  });
}

type Block =
  | { readonly type: 'codes'; readonly tables: RarTables }
  | { readonly type: 'ppmd'; readonly model: PpmdModel };

export class RarUnpacker3 {
  readonly #window: RarWindow;
  readonly #problem: (problem: ArchiveProblem) => void;
  readonly #lengths = new Uint8Array(symbolsIn(SIZES));
  readonly #recent = [0, 0, 0, 0];
  readonly #filters = new RarFilters();
  readonly #range = new RarRange();
  #block: Block | null = null;
  #model: PpmdModel | null = null;
  #escape = 2;
  #lastLength = 0;
  #lowDistance = 0;
  #lowDistanceRepeats = 0;

  /** @param problem told where a part of the output is not what it was before it was packed */
  constructor(dictionary: number, problem: (problem: ArchiveProblem) => void) {
    this.#window = new RarWindow(dictionary);
    this.#problem = problem;
  }

  /** One member; window and codes go on from the one before. */
  *unpack(source: ByteSource, size: number): Generator<Uint8Array, void, void> {
    const bits = new RarBits(source);
    const window = this.#window;
    const end = window.total + size;
    try {
      this.#range.use(bits);
      this.#block ??= this.#readBlock(bits);
      let goesOn = true;
      while (goesOn && window.total < end) {
        goesOn = this.#step(bits, this.#block);
        if (window.isFull) yield* window.take(false);
      }
      if (goesOn) this.#readEnd(bits);
    } catch (error) {
      // What came before the damage.
      yield* window.take(true);
      throw error;
    }
    yield* window.take(true);
  }

  /** The mark behind the last byte says whether the next member goes on with these codes. */
  #readEnd(bits: RarBits): void {
    if (this.#block?.type === 'ppmd') this.#block = null;
    if (this.#block === null) return;
    try {
      if (this.#block.tables.literals.read(bits) === 256 && bits.bits(1) === 0 && bits.bits(1) === 0) return;
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
    }
    this.#block = null;
  }

  /** False at the end of the member. */
  #step(bits: RarBits, block: Block): boolean {
    return block.type === 'codes' ? this.#stepCodes(bits, block.tables) : this.#stepModel(bits, block.model);
  }

  #stepCodes(bits: RarBits, { literals, distances, lengths, lowDistances }: RarTables): boolean {
    const window = this.#window;
    const recent = this.#recent;
    const symbol = literals.read(bits);
    if (symbol < 256) {
      window.put(symbol);
    } else if (symbol >= 271) {
      let length = 3 + LENGTH_BASE[symbol - 271]! + bits.bits(LENGTH_BITS[symbol - 271]!);
      const slot = distances.read(bits);
      const distance = 1 + DISTANCE_BASE[slot]! + this.#distanceRest(bits, slot, lowDistances);
      if (distance >= 0x2000) length += distance >= 0x40000 ? 2 : 1;
      this.#copyNew(length, distance);
    } else if (symbol === 256) {
      if (bits.bits(1) === 1) this.#block = this.#readBlock(bits);
      else {
        this.#block = bits.bits(1) === 1 ? null : this.#block;
        return false;
      }
    } else if (symbol === 257) {
      this.#filter(() => bits.byte());
    } else if (symbol === 258) {
      if (this.#lastLength > 0) window.copy(this.#lastLength, recent[0]!);
    } else if (symbol <= 262) {
      const [distance] = recent.splice(symbol - 259, 1);
      recent.unshift(distance!);
      const slot = lengths.read(bits);
      this.#lastLength = 2 + LENGTH_BASE[slot]! + bits.bits(LENGTH_BITS[slot]!);
      window.copy(this.#lastLength, distance!);
    } else {
      const slot = symbol - 263;
      this.#copyNew(2, 1 + SHORT_BASE[slot]! + bits.bits(SHORT_BITS[slot]!));
    }
    return true;
  }

  #distanceRest(bits: RarBits, slot: number, lowDistances: RarCodes): number {
    const count = DISTANCE_BITS[slot]!;
    if (slot <= 9) return bits.bits(count);
    const high = bits.bits(count - 4) * 16;
    if (this.#lowDistanceRepeats > 0) {
      this.#lowDistanceRepeats -= 1;
      return high + this.#lowDistance;
    }
    const low = lowDistances.read(bits);
    if (low === SAME_LOW_DISTANCE) this.#lowDistanceRepeats = 15;
    else this.#lowDistance = low;
    return high + this.#lowDistance;
  }

  #copyNew(length: number, distance: number): void {
    this.#recent.unshift(distance);
    this.#recent.pop();
    this.#lastLength = length;
    this.#window.copy(length, distance);
  }

  #stepModel(bits: RarBits, model: PpmdModel): boolean {
    const window = this.#window;
    const byte = model.next();
    if (byte !== this.#escape) {
      window.put(byte);
      return true;
    }
    switch (model.next()) {
      case 0:
        this.#block = this.#readBlock(bits);
        return true;
      case 2:
        this.#block = null;
        return false;
      case 3:
        this.#filter(() => model.next());
        return true;
      case 4: {
        const distance = (model.next() << 16) | (model.next() << 8) | model.next();
        window.copy(model.next() + 32, distance + 2);
        return true;
      }
      case 5:
        window.copy(model.next() + 4, 1);
        return true;
      default:
        window.put(this.#escape);
        return true;
    }
  }

  #filter(next: () => number): void {
    const first = next();
    let length = (first & 7) + 1;
    if (length === 7) length = next() + 7;
    else if (length === 8) length = next() * 256 + next();
    const {
      kind,
      start,
      length: size,
      channels,
    } = this.#filters.call(first, Uint8Array.from({ length }, next));
    if (kind === 'delta') this.#window.addFilter(this.#window.total + start, size, channels);
    if (kind === 'unknown') this.#problem('part-filtered');
  }

  #readBlock(bits: RarBits): Block {
    bits.align();
    if (bits.peek() >> 15 === 1) return { type: 'ppmd', model: this.#readModel(bits) };
    bits.skip(1);
    if (bits.bits(1) === 0) this.#lengths.fill(0);
    this.#lowDistance = 0;
    this.#lowDistanceRepeats = 0;
    return { type: 'codes', tables: readRarTables(bits, SIZES, this.#lengths) };
  }

  #readModel(bits: RarBits): PpmdModel {
    const flags = bits.byte();
    const order = (flags & 0x1f) + 1;
    const memory = (flags & 0x20) !== 0 ? (bits.byte() + 1) << 20 : 0;
    if ((flags & 0x40) !== 0) this.#escape = bits.byte();
    this.#range.start();
    if (memory > 0) {
      this.#model ??= new PpmdModel(this.#range);
      this.#model.start(order > 16 ? 16 + (order - 16) * 3 : order, memory);
    }
    if (this.#model === null) throw new ArchiveError('damaged');
    return this.#model;
  }
}
