/**
 * The model of PPMd, variant H: what 7-Zip and RAR 3 and 4 use for text. Contexts and symbols are records in one block of
 * memory: a context is { count: u16, sum: u16, symbols: u32, suffix: u32 }, a symbol is { symbol: u8, frequency: u8,
 * successor: 2 × u16 }; the only symbol of a context with one stands in place of `sum` and `symbols`.
 */
import { PpmdMemory, indexOf } from './ppmd-memory.ts';
import { ArchiveError } from './problem.ts';

const MAX_FREQUENCY = 124;
const MAX_ORDER = 64;
const STATE = 6;
const PERIOD_BITS = 7;
/** Chances of one bit count to 2^14. */
export const BINARY_BITS = 14;

/** SECURITY: a header may ask for 4 GiB. What is not used of it is never touched, so the system need not provide it. */
const MAX_MEMORY = 192 << 20;

const EXPONENTIAL_ESCAPE = [25, 14, 9, 7, 5, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2];
const BINARY_ESCAPE = [0x3cdd, 0x1f3f, 0x59bf, 0x48f3, 0x64a1, 0x5abc, 0x6632, 0x6051];

const BINARY_INDEX = Uint8Array.from({ length: 256 }, (_, count) =>
  count === 0 ? 0 : count === 1 ? 2 : count < 11 ? 4 : 6,
);
const SEE_INDEX = ((): Uint8Array => {
  const table = new Uint8Array(256);
  for (let index = 0; index < 3; index += 1) table[index] = index;
  for (let index = 3, value = 3, left = 1; index < 256; index += 1) {
    table[index] = value;
    left -= 1;
    if (left === 0) {
      value += 1;
      left = value - 2;
    }
  }
  return table;
})();

/** The arithmetic decoder under the model; 7-Zip and RAR have one each. */
export interface RangeDecoder {
  /** Where in `total` the next symbol lies. */
  threshold(total: number): number;
  decode(start: number, size: number): void;
  /** One bit; `zero` of 2^14 is how likely it is 0. */
  bit(zero: number): number;
}

/** Corrections of how likely an escape is. */
interface See {
  sum: number;
  shift: number;
  count: number;
}

export class PpmdModel {
  #memory = new PpmdMemory(0);
  #m8 = this.#memory.bytes;
  #m16 = this.#memory.words;
  #m32 = this.#memory.longs;
  readonly #range: RangeDecoder;
  #order = 0;
  readonly #binary = new Uint16Array(128 * 64);
  readonly #see: See[] = Array.from({ length: 25 * 16 }, () => ({ sum: 0, shift: 0, count: 0 }));
  readonly #dummySee: See = { sum: 0, shift: PERIOD_BITS, count: 64 };
  /** Symbols that higher orders have ruled out already. */
  readonly #masked = new Uint8Array(256);
  readonly #candidates = new Int32Array(256);
  #minimum = 0;
  #maximum = 0;
  #found = 0;
  #orderFall = 0;
  #initialEscape = 0;
  #previousSuccess = 0;
  #highBits = 0;
  #runLength = 0;
  #initialRunLength = 0;

  constructor(range: RangeDecoder) {
    this.#range = range;
  }

  /** Forgets what it has learnt. @throws ArchiveError where it asks for too much memory, or for too little */
  start(order: number, memory: number): void {
    if (order < 2 || order > MAX_ORDER || memory < 1 << 11) throw new ArchiveError('damaged');
    if (memory > MAX_MEMORY) throw new ArchiveError('needs-too-much-memory');
    this.#order = order;
    if (!this.#memory.resize(memory)) {
      this.#memory = new PpmdMemory(memory);
      this.#m8 = this.#memory.bytes;
      this.#m16 = this.#memory.words;
      this.#m32 = this.#memory.longs;
    }
    this.#restart();
  }

  /** The next byte. @throws ArchiveError at the end mark, and where the data can't be */
  next(): number {
    const range = this.#range;
    const m8 = this.#m8;
    const masked = this.#masked;
    const context = this.#minimum;
    const count = this.#count(context);
    if (count === 1) {
      const state = context + 2;
      this.#highBits = m8[this.#found]! >= 0x40 ? 8 : 0;
      const place =
        (m8[state + 1]! - 1) * 64 +
        this.#previousSuccess +
        BINARY_INDEX[this.#count(this.#suffix(context)) - 1]! +
        this.#highBits +
        (m8[state]! >= 0x40 ? 16 : 0) +
        ((this.#runLength >> 26) & 0x20);
      const probability = this.#binary[place]!;
      const mean = (probability + 32) >> 7;
      if (range.bit(probability) === 0) {
        this.#binary[place] = probability + 128 - mean;
        this.#found = state;
        const symbol = m8[state]!;
        if (m8[state + 1]! < 128) m8[state + 1]! += 1;
        this.#previousSuccess = 1;
        this.#runLength += 1;
        this.#nextContext();
        return symbol;
      }
      this.#binary[place] = probability - mean;
      this.#initialEscape = EXPONENTIAL_ESCAPE[(probability - mean) >> 10]!;
      masked.fill(0);
      masked[m8[state]!] = 1;
      this.#previousSuccess = 0;
    } else {
      const symbol = this.#amongMany(context, count);
      if (symbol >= 0) return symbol;
    }
    return this.#afterEscape();
  }

  /** −1 for an escape to a lower order. */
  #amongMany(context: number, count: number): number {
    const m8 = this.#m8;
    const range = this.#range;
    const sum = this.#m16[(context + 2) >> 1]!;
    const threshold = range.threshold(sum);
    let state = this.#m32[(context + 4) >> 2]!;
    let high = m8[state + 1]!;
    if (threshold < high) {
      range.decode(0, high);
      this.#found = state;
      const symbol = m8[state]!;
      this.#previousSuccess = 2 * high > sum ? 1 : 0;
      this.#runLength += this.#previousSuccess;
      this.#m16[(context + 2) >> 1]! += 4;
      m8[state + 1] = high + 4;
      if (high + 4 > MAX_FREQUENCY) this.#rescale();
      this.#nextContext();
      return symbol;
    }
    this.#previousSuccess = 0;
    for (let left = count - 1; left > 0; left -= 1) {
      state += STATE;
      const frequency = m8[state + 1]!;
      high += frequency;
      if (high <= threshold) continue;
      range.decode(high - frequency, frequency);
      const symbol = m8[state]!;
      this.#found = state;
      this.#m16[(context + 2) >> 1]! += 4;
      m8[state + 1] = frequency + 4;
      if (frequency + 4 > m8[state + 1 - STATE]!) {
        this.#swap(state, state - STATE);
        this.#found = state - STATE;
        if (frequency + 4 > MAX_FREQUENCY) this.#rescale();
      }
      this.#nextContext();
      return symbol;
    }
    if (threshold >= sum) throw new ArchiveError('damaged');
    this.#highBits = m8[this.#found]! >= 0x40 ? 8 : 0;
    range.decode(high, sum - high);
    this.#masked.fill(0);
    for (let left = count; left > 0; left -= 1, state -= STATE) this.#masked[m8[state]!] = 1;
    return -1;
  }

  #afterEscape(): number {
    const m8 = this.#m8;
    const range = this.#range;
    const masked = this.#masked;
    const candidates = this.#candidates;
    for (;;) {
      const ruledOut = this.#count(this.#minimum);
      do {
        this.#orderFall += 1;
        const suffix = this.#suffix(this.#minimum);
        if (suffix === 0) throw new ArchiveError('ends-early');
        this.#minimum = suffix;
      } while (this.#count(this.#minimum) === ruledOut);
      const wanted = this.#count(this.#minimum) - ruledOut;
      let high = 0;
      let found = 0;
      for (let state = this.#m32[(this.#minimum + 4) >> 2]!; found < wanted; state += STATE) {
        if (state >= m8.length) throw new ArchiveError('damaged');
        if (masked[m8[state]!] !== 0) continue;
        high += m8[state + 1]!;
        candidates[found++] = state;
      }
      const see = this.#seeOf(ruledOut);
      let escape = 1;
      if (see !== this.#dummySee) {
        const mean = see.sum >> see.shift;
        see.sum = (see.sum - mean) & 0xffff;
        escape = mean === 0 ? 1 : mean;
      }
      const total = high + escape;
      const threshold = range.threshold(total);
      if (threshold < high) {
        let index = 0;
        let upTo = m8[candidates[0]! + 1]!;
        while (upTo <= threshold) upTo += m8[candidates[++index]! + 1]!;
        const state = candidates[index]!;
        const frequency = m8[state + 1]!;
        range.decode(upTo - frequency, frequency);
        if (see.shift < PERIOD_BITS) {
          see.count -= 1;
          if (see.count === 0) {
            see.sum = (see.sum << 1) & 0xffff;
            see.count = (3 << see.shift) & 0xff;
            see.shift += 1;
          }
        }
        this.#found = state;
        const symbol = m8[state]!;
        this.#m16[(this.#minimum + 2) >> 1]! += 4;
        m8[state + 1] = frequency + 4;
        if (frequency + 4 > MAX_FREQUENCY) this.#rescale();
        this.#runLength = this.#initialRunLength;
        this.#update();
        return symbol;
      }
      if (threshold >= total) throw new ArchiveError('damaged');
      range.decode(high, total - high);
      see.sum = (see.sum + total) & 0xffff;
      for (let index = 0; index < found; index += 1) masked[m8[candidates[index]!]!] = 1;
    }
  }

  #seeOf(ruledOut: number): See {
    const context = this.#minimum;
    const count = this.#count(context);
    if (count === 256) return this.#dummySee;
    const rest = count - ruledOut;
    const place =
      SEE_INDEX[rest - 1]! * 16 +
      (rest < this.#count(this.#suffix(context)) - count ? 1 : 0) +
      (this.#m16[(context + 2) >> 1]! < 11 * count ? 2 : 0) +
      (ruledOut > rest ? 4 : 0) +
      this.#highBits;
    return this.#see[place]!;
  }

  #count(context: number): number {
    return this.#m16[context >> 1]!;
  }

  #suffix(context: number): number {
    return this.#m32[(context + 8) >> 2]!;
  }

  #successor(state: number): number {
    return (this.#m16[(state + 2) >> 1]! | (this.#m16[(state + 4) >> 1]! << 16)) >>> 0;
  }

  #setSuccessor(state: number, address: number): void {
    this.#m16[(state + 2) >> 1] = address & 0xffff;
    this.#m16[(state + 4) >> 1] = address >>> 16;
  }

  #copyState(to: number, from: number): void {
    for (let part = 0; part < 3; part += 1) this.#m16[(to >> 1) + part] = this.#m16[(from >> 1) + part]!;
  }

  #swap(left: number, right: number): void {
    for (let part = 0; part < 3; part += 1) {
      const kept = this.#m16[(left >> 1) + part]!;
      this.#m16[(left >> 1) + part] = this.#m16[(right >> 1) + part]!;
      this.#m16[(right >> 1) + part] = kept;
    }
  }

  #stateOf(context: number, symbol: number): number {
    if (this.#count(context) === 1) return context + 2;
    let state = this.#m32[(context + 4) >> 2]!;
    while (this.#m8[state] !== symbol) {
      state += STATE;
      if (state >= this.#m8.length) throw new ArchiveError('damaged');
    }
    return state;
  }

  #restart(): void {
    const memory = this.#memory;
    memory.reset();
    this.#orderFall = this.#order;
    this.#initialRunLength = -Math.min(this.#order, 12) - 1;
    this.#runLength = this.#initialRunLength;
    this.#previousSuccess = 0;
    const context = memory.context();
    const states = memory.units(indexOf(128));
    this.#minimum = context;
    this.#maximum = context;
    this.#m16[context >> 1] = 256;
    this.#m16[(context + 2) >> 1] = 257;
    this.#m32[(context + 4) >> 2] = states;
    this.#m32[(context + 8) >> 2] = 0;
    this.#found = states;
    for (let symbol = 0; symbol < 256; symbol += 1) {
      const state = states + symbol * STATE;
      this.#m8[state] = symbol;
      this.#m8[state + 1] = 1;
      this.#setSuccessor(state, 0);
    }
    for (let index = 0; index < 128 * 64; index += 1) {
      this.#binary[index] = (1 << BINARY_BITS) - Math.floor(BINARY_ESCAPE[index & 7]! / ((index >> 6) + 2));
    }
    for (const [index, see] of this.#see.entries()) {
      see.shift = PERIOD_BITS - 4;
      see.sum = (5 * (index >> 4) + 10) << see.shift;
      see.count = 4;
    }
  }

  #nextContext(): void {
    const next = this.#successor(this.#found);
    if (this.#orderFall === 0 && next > this.#memory.text) {
      this.#minimum = next;
      this.#maximum = next;
    } else this.#update();
  }

  /** The chain of contexts with one symbol each that the found symbol leads to; 0 where the memory is full. */
  #createSuccessors(skip: boolean): number {
    const m8 = this.#m8;
    const symbol = m8[this.#found]!;
    const branch = this.#successor(this.#found);
    const chain: number[] = skip ? [] : [this.#found];
    let context = this.#minimum;
    while (this.#suffix(context) !== 0) {
      context = this.#suffix(context);
      const state = this.#stateOf(context, symbol);
      const successor = this.#successor(state);
      if (successor !== branch) {
        context = successor;
        if (chain.length === 0) return context;
        break;
      }
      chain.push(state);
    }
    const upSymbol = m8[branch]!;
    let upFrequency: number;
    if (this.#count(context) === 1) upFrequency = m8[context + 3]!;
    else {
      const frequency = m8[this.#stateOf(context, upSymbol) + 1]! - 1;
      const rest = this.#m16[(context + 2) >> 1]! - this.#count(context) - frequency;
      upFrequency =
        1 +
        (2 * frequency <= rest
          ? 5 * frequency > rest
            ? 1
            : 0
          : Math.floor((2 * frequency + 3 * rest - 1) / (2 * rest)));
    }
    for (let state = chain.pop(); state !== undefined; state = chain.pop()) {
      const child = this.#memory.context();
      if (child === 0) return 0;
      this.#m16[child >> 1] = 1;
      m8[child + 2] = upSymbol;
      m8[child + 3] = upFrequency;
      this.#setSuccessor(child + 2, branch + 1);
      this.#m32[(child + 8) >> 2] = context;
      this.#setSuccessor(state, child);
      context = child;
    }
    return context;
  }

  #update(): void {
    const memory = this.#memory;
    const m8 = this.#m8;
    const found = this.#found;
    const symbol = m8[found]!;
    const frequency = m8[found + 1]!;
    let foundSuccessor = this.#successor(found);
    if (frequency < MAX_FREQUENCY / 4 && this.#suffix(this.#minimum) !== 0) this.#updateSuffix(symbol);
    if (this.#orderFall === 0) {
      const context = this.#createSuccessors(true);
      this.#minimum = context;
      this.#maximum = context;
      if (context === 0) this.#restart();
      else this.#setSuccessor(found, context);
      return;
    }
    m8[memory.text] = symbol;
    memory.text += 1;
    let successor = memory.text;
    if (successor >= memory.unitsStart) {
      this.#restart();
      return;
    }
    if (foundSuccessor === 0) {
      this.#setSuccessor(found, successor);
      foundSuccessor = this.#minimum;
    } else {
      if (foundSuccessor <= successor) {
        foundSuccessor = this.#createSuccessors(false);
        if (foundSuccessor === 0) {
          this.#restart();
          return;
        }
      }
      this.#orderFall -= 1;
      if (this.#orderFall === 0) {
        successor = foundSuccessor;
        if (this.#maximum !== this.#minimum) memory.text -= 1;
      }
    }
    const count = this.#count(this.#minimum);
    const rest = this.#m16[(this.#minimum + 2) >> 1]! - count - (m8[this.#found + 1]! - 1);
    for (let context = this.#maximum; context !== this.#minimum; context = this.#suffix(context)) {
      if (!this.#addSymbol(context, symbol, successor, count, rest)) {
        this.#restart();
        return;
      }
    }
    this.#minimum = foundSuccessor;
    this.#maximum = foundSuccessor;
  }

  #updateSuffix(symbol: number): void {
    const m8 = this.#m8;
    const context = this.#suffix(this.#minimum);
    let state = this.#stateOf(context, symbol);
    if (this.#count(context) === 1) {
      if (m8[state + 1]! < 32) m8[state + 1]! += 1;
      return;
    }
    if (state !== this.#m32[(context + 4) >> 2]! && m8[state + 1]! >= m8[state + 1 - STATE]!) {
      this.#swap(state, state - STATE);
      state -= STATE;
    }
    if (m8[state + 1]! < MAX_FREQUENCY - 9) {
      m8[state + 1]! += 2;
      this.#m16[(context + 2) >> 1]! += 2;
    }
  }

  /** False where there is no memory left. */
  #addSymbol(context: number, symbol: number, successor: number, found: number, rest: number): boolean {
    const memory = this.#memory;
    const m8 = this.#m8;
    const count = this.#count(context);
    const sumAt = (context + 2) >> 1;
    let sum: number;
    if (count === 1) {
      const states = memory.units(0);
      if (states === 0) return false;
      this.#copyState(states, context + 2);
      this.#m32[(context + 4) >> 2] = states;
      const frequency = m8[states + 1]!;
      const doubled = frequency < MAX_FREQUENCY / 4 - 1 ? frequency * 2 : MAX_FREQUENCY - 4;
      m8[states + 1] = doubled;
      sum = doubled + this.#initialEscape + (found > 3 ? 1 : 0);
    } else {
      const units = count >> 1;
      if ((count & 1) === 0 && indexOf(units) !== indexOf(units + 1)) {
        const index = indexOf(units);
        const states = memory.units(index + 1);
        if (states === 0) return false;
        const before = this.#m32[(context + 4) >> 2]!;
        memory.copy(states, before, units);
        memory.give(before, index);
        this.#m32[(context + 4) >> 2] = states;
      }
      sum = this.#m16[sumAt]!;
      sum += (2 * count < found ? 1 : 0) + (4 * count <= found && sum <= 8 * count ? 2 : 0);
    }
    const share = 2 * m8[this.#found + 1]! * (sum + 6);
    const whole = rest + sum;
    let frequency: number;
    if (share < 6 * whole) {
      frequency = 1 + (share > whole ? 1 : 0) + (share >= 4 * whole ? 1 : 0);
      sum += 3;
    } else {
      frequency =
        4 + (share >= 9 * whole ? 1 : 0) + (share >= 12 * whole ? 1 : 0) + (share >= 15 * whole ? 1 : 0);
      sum += frequency;
    }
    this.#m16[sumAt] = sum;
    const state = this.#m32[(context + 4) >> 2]! + count * STATE;
    this.#setSuccessor(state, successor);
    m8[state] = symbol;
    m8[state + 1] = frequency;
    this.#m16[context >> 1] = count + 1;
    return true;
  }

  #rescale(): void {
    const m8 = this.#m8;
    const context = this.#minimum;
    const states = this.#m32[(context + 4) >> 2]!;
    const count = this.#count(context);
    for (let state = this.#found; state !== states; state -= STATE) this.#swap(state, state - STATE);
    const adder = this.#orderFall === 0 ? 0 : 1;
    let escape = this.#m16[(context + 2) >> 1]! - m8[states + 1]!;
    let sum = (m8[states + 1]! + 4 + adder) >> 1;
    m8[states + 1] = sum;
    let state = states;
    for (let left = count - 1; left > 0; left -= 1) {
      state += STATE;
      escape -= m8[state + 1]!;
      m8[state + 1] = (m8[state + 1]! + adder) >> 1;
      sum += m8[state + 1]!;
      for (let at = state; at !== states && m8[at + 1]! > m8[at + 1 - STATE]!; at -= STATE)
        this.#swap(at, at - STATE);
    }
    if (m8[state + 1] === 0) {
      let gone = 0;
      while (m8[state + 1] === 0) {
        gone += 1;
        state -= STATE;
      }
      escape += gone;
      const left = count - gone;
      this.#m16[context >> 1] = left;
      const oldUnits = (count + 1) >> 1;
      if (left === 1) {
        let frequency = m8[states + 1]!;
        do {
          frequency -= frequency >> 1;
          escape >>= 1;
        } while (escape > 1);
        // The list may be handed out again: what of it is kept is read before.
        const [first, second, third] = this.#m16.subarray(states >> 1, (states >> 1) + 3);
        this.#memory.give(states, indexOf(oldUnits));
        this.#m16.set([first!, second!, third!], (context + 2) >> 1);
        m8[context + 3] = frequency;
        this.#found = context + 2;
        return;
      }
      const newUnits = (left + 1) >> 1;
      if (oldUnits !== newUnits) {
        this.#m32[(context + 4) >> 2] = this.#memory.shrink(states, oldUnits, newUnits);
      }
    }
    this.#m16[(context + 2) >> 1] = sum + escape - (escape >> 1);
    this.#found = this.#m32[(context + 4) >> 2]!;
  }
}
