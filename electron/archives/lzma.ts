/** An LZMA and LZMA2 decoder, with a bounded dictionary. */
import { ArchiveError } from './problem.ts';

/** SECURITY: a header may ask for 4 GiB of memory. What asks for more is decoded as far as it looks no further back. */
const MAX_DICTIONARY = 64 << 20;

const TOP = 0x1000000;
const PROBABILITY_INIT = 1024;
const STATES = 12;

export interface ByteInput {
  byte(): number;
}

function probabilities(count: number): Uint16Array {
  return new Uint16Array(count).fill(PROBABILITY_INIT);
}

class LengthCoder {
  readonly choice = probabilities(2);
  readonly low = probabilities(16 << 3);
  readonly middle = probabilities(16 << 3);
  readonly high = probabilities(256);
}

/** Output window and probability model; fed by `ByteInput`. */
export class LzmaDecoder {
  readonly #window: Uint8Array;
  readonly #size: number;
  #position = 0;
  /** How much of the window holds output. */
  #available = 0;
  /** Where the output that was not taken yet begins, as a total. */
  #total = 0;
  #taken = 0;

  #range = 0;
  #code = 0;
  #input: ByteInput;

  #lc = 0;
  #lp = 0;
  #pb = 0;
  #state = 0;
  readonly #reps = [0, 0, 0, 0];
  #literal = probabilities(0);
  #isMatch = probabilities(0);
  #isRep = probabilities(0);
  #isRep0 = probabilities(0);
  #isRep1 = probabilities(0);
  #isRep2 = probabilities(0);
  #isRep0Long = probabilities(0);
  #slots = probabilities(0);
  #special = probabilities(0);
  #alignBits = probabilities(0);
  #matchLength = new LengthCoder();
  #repLength = new LengthCoder();
  /** Of a match that the output limit cut. */
  #pendingLength = 0;

  readonly #isClamped: boolean;

  /** @param output how much comes out, where it is known: no more than that is ever looked back */
  constructor(input: ByteInput, dictionary: number, output = Number.MAX_SAFE_INTEGER) {
    const wanted = Math.min(dictionary, output);
    this.#isClamped = wanted > MAX_DICTIONARY;
    this.#size = Math.max(Math.min(wanted, MAX_DICTIONARY), 4096);
    this.#window = new Uint8Array(this.#size);
    this.#input = input;
  }

  setProperties(byte: number): void {
    if (byte >= 9 * 5 * 5) throw new ArchiveError('damaged');
    this.#lc = byte % 9;
    const rest = Math.floor(byte / 9);
    this.#lp = rest % 5;
    this.#pb = Math.floor(rest / 5);
    this.resetState();
  }

  resetState(): void {
    this.#state = 0;
    this.#reps.fill(0);
    this.#literal = probabilities(0x300 << (this.#lc + this.#lp));
    this.#isMatch = probabilities(STATES << 4);
    this.#isRep = probabilities(STATES);
    this.#isRep0 = probabilities(STATES);
    this.#isRep1 = probabilities(STATES);
    this.#isRep2 = probabilities(STATES);
    this.#isRep0Long = probabilities(STATES << 4);
    this.#slots = probabilities(4 << 6);
    this.#special = probabilities(128);
    this.#alignBits = probabilities(16);
    this.#matchLength = new LengthCoder();
    this.#repLength = new LengthCoder();
    this.#pendingLength = 0;
  }

  resetDictionary(): void {
    this.#available = 0;
  }

  startRange(): void {
    if (this.#input.byte() !== 0) throw new ArchiveError('damaged');
    this.#range = 0xffffffff;
    this.#code = 0;
    for (let index = 0; index < 4; index += 1) this.#code = ((this.#code << 8) | this.#input.byte()) >>> 0;
  }

  /** Uncompressed bytes, taken as they are. */
  copy(length: number): void {
    for (let index = 0; index < length; index += 1) this.#put(this.#input.byte());
  }

  /** What was put out since the last call; at most the window, so it must be called often enough. */
  take(): Uint8Array {
    const count = this.#total - this.#taken;
    const out = new Uint8Array(count);
    const start = (((this.#position - count) % this.#size) + this.#size) % this.#size;
    const first = Math.min(count, this.#size - start);
    out.set(this.#window.subarray(start, start + first));
    out.set(this.#window.subarray(0, count - first), first);
    this.#taken = this.#total;
    return out;
  }

  /** How much may be put out before `take` must be called. */
  get room(): number {
    return this.#size - (this.#total - this.#taken);
  }

  #put(byte: number): void {
    this.#window[this.#position] = byte;
    this.#position += 1;
    if (this.#position === this.#size) this.#position = 0;
    this.#total += 1;
    if (this.#available < this.#size) this.#available += 1;
  }

  #back(distance: number): number {
    let at = this.#position - distance - 1;
    if (at < 0) at += this.#size;
    return this.#window[at]!;
  }

  #normalize(): void {
    if (this.#range >= TOP) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#input.byte()) >>> 0;
  }

  #bit(table: Uint16Array, index: number): number {
    this.#normalize();
    const probability = table[index]!;
    const bound = (this.#range >>> 11) * probability;
    if (this.#code < bound) {
      this.#range = bound;
      table[index] = probability + ((2048 - probability) >> 5);
      return 0;
    }
    this.#range -= bound;
    this.#code -= bound;
    table[index] = probability - (probability >> 5);
    return 1;
  }

  #direct(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index += 1) {
      this.#normalize();
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      value = value * 2 + bit;
    }
    return value;
  }

  #tree(table: Uint16Array, offset: number, bits: number): number {
    let node = 1;
    for (let index = 0; index < bits; index += 1) node = (node << 1) | this.#bit(table, offset + node);
    return node - (1 << bits);
  }

  #reverseTree(table: Uint16Array, offset: number, bits: number): number {
    let node = 1;
    let value = 0;
    for (let index = 0; index < bits; index += 1) {
      const bit = this.#bit(table, offset + node);
      node = (node << 1) | bit;
      value |= bit << index;
    }
    return value;
  }

  #length(coder: LengthCoder, positionState: number): number {
    if (this.#bit(coder.choice, 0) === 0) return this.#tree(coder.low, positionState << 3, 3) + 2;
    if (this.#bit(coder.choice, 1) === 0) return this.#tree(coder.middle, positionState << 3, 3) + 10;
    return this.#tree(coder.high, 0, 8) + 18;
  }

  #distance(length: number): number {
    const slot = this.#tree(this.#slots, Math.min(length - 2, 3) << 6, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return base + this.#reverseTree(this.#special, base - slot, bits);
    return base + this.#direct(bits - 4) * 16 + this.#reverseTree(this.#alignBits, 0, 4);
  }

  #literalByte(): number {
    const before = this.#available > 0 ? this.#back(0) : 0;
    const context = ((this.#total & ((1 << this.#lp) - 1)) << this.#lc) + (before >> (8 - this.#lc));
    const offset = 0x300 * context;
    let node = 1;
    if (this.#state >= 7) {
      let matched = this.#back(this.#reps[0]!);
      while (node < 0x100) {
        const matchBit = (matched >> 7) & 1;
        matched = (matched << 1) & 0xff;
        const bit = this.#bit(this.#literal, offset + ((1 + matchBit) << 8) + node);
        node = (node << 1) | bit;
        if (bit !== matchBit) break;
      }
    }
    while (node < 0x100) node = (node << 1) | this.#bit(this.#literal, offset + node);
    return node & 0xff;
  }

  /** Decodes up to `limit` bytes of output. False at the end mark. */
  decode(limit: number): boolean {
    let left = limit;
    const copyMatch = (): void => {
      const distance = this.#reps[0]!;
      while (this.#pendingLength > 0 && left > 0) {
        this.#put(this.#back(distance));
        this.#pendingLength -= 1;
        left -= 1;
      }
    };
    copyMatch();
    while (left > 0) {
      const positionState = this.#total & ((1 << this.#pb) - 1);
      const state = this.#state;
      if (this.#bit(this.#isMatch, (state << 4) + positionState) === 0) {
        this.#put(this.#literalByte());
        left -= 1;
        this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      const reps = this.#reps;
      let length: number;
      if (this.#bit(this.#isRep, state) === 0) {
        reps[3] = reps[2]!;
        reps[2] = reps[1]!;
        reps[1] = reps[0]!;
        length = this.#length(this.#matchLength, positionState);
        this.#state = state < 7 ? 7 : 10;
        reps[0] = this.#distance(length);
        if (reps[0] === 0xffffffff) return false;
      } else {
        if (this.#available === 0) throw new ArchiveError('damaged');
        if (this.#bit(this.#isRep0, state) === 0) {
          if (this.#bit(this.#isRep0Long, (state << 4) + positionState) === 0) {
            this.#state = state < 7 ? 9 : 11;
            this.#checkDistance();
            this.#put(this.#back(reps[0]!));
            left -= 1;
            continue;
          }
        } else {
          let distance: number;
          if (this.#bit(this.#isRep1, state) === 0) distance = reps[1]!;
          else {
            if (this.#bit(this.#isRep2, state) === 0) distance = reps[2]!;
            else {
              distance = reps[3]!;
              reps[3] = reps[2]!;
            }
            reps[2] = reps[1]!;
          }
          reps[1] = reps[0]!;
          reps[0] = distance;
        }
        length = this.#length(this.#repLength, positionState);
        this.#state = state < 7 ? 8 : 11;
      }
      this.#checkDistance();
      this.#pendingLength = length;
      copyMatch();
    }
    return true;
  }

  #checkDistance(): void {
    if (this.#reps[0]! < this.#available) return;
    const isFar = this.#isClamped && this.#total > this.#reps[0]!;
    throw new ArchiveError(isFar ? 'dictionary-too-large' : 'damaged');
  }
}
