import { randomFillSync } from 'node:crypto';

const FEWEST = 1024;

/**
 * Ids of objects, numbered in the order in which they are first named: one block of bytes and a table of numbers. Strings in
 * a map take four times the memory and most of the time of whoever looks up hundreds of thousands.
 */
export class IdNumbers {
  readonly idLength: number;
  #ids: Uint8Array;
  #count = 0;
  /** By an id's hash, then on: one more than its number; 0 where none is. Never more than half full. */
  #slots: Int32Array;
  #bits: number;
  /** SECURITY: an index may claim any ids, also a million that would share one slot of a table that it can foresee. */
  readonly #factors: Int32Array;

  /**
   * @param idLength in bytes
   * @param expected how many will be named, where it is known
   */
  constructor(idLength: number, expected: number = FEWEST) {
    this.idLength = idLength;
    const count = Math.max(expected, FEWEST);
    this.#ids = new Uint8Array(count * idLength);
    this.#bits = Math.ceil(Math.log2(count)) + 1;
    this.#slots = new Int32Array(1 << this.#bits);
    this.#factors = randomFillSync(new Int32Array(idLength / 4)).map((factor) => factor | 1);
  }

  get count(): number {
    return this.#count;
  }

  /** The number of the id at `at`, a new one where it has none. */
  numberAt(bytes: Uint8Array, at: number): number {
    const slot = this.#slotOf(bytes, at);
    const known = this.#slots[slot]! - 1;
    if (known >= 0) return known;
    const number = this.#count;
    const length = this.idLength;
    if ((number + 1) * length > this.#ids.length) this.#grow();
    for (let index = 0; index < length; index += 1) this.#ids[number * length + index] = bytes[at + index]!;
    this.#count += 1;
    this.#slots[slot] = this.#count;
    if (this.#count * 2 > this.#slots.length) this.#spread();
    return number;
  }

  /** The number of the id at `at`; -1 where it has none. */
  findAt(bytes: Uint8Array, at: number): number {
    return this.#slots[this.#slotOf(bytes, at)]! - 1;
  }

  /** In hexadecimal. */
  idOf(number: number): string {
    const from = number * this.idLength;
    return Buffer.from(this.#ids.buffer, from, this.idLength).toString('hex');
  }

  /** The ids of these numbers, one behind the other. */
  bytesOf(numbers: readonly number[]): Uint8Array {
    const length = this.idLength;
    const bytes = new Uint8Array(numbers.length * length);
    for (const [index, number] of numbers.entries())
      bytes.set(this.#ids.subarray(number * length, (number + 1) * length), index * length);
    return bytes;
  }

  /** Where it stands, or would. */
  #slotOf(bytes: Uint8Array, at: number): number {
    const slots = this.#slots;
    const ids = this.#ids;
    const length = this.idLength;
    const mask = slots.length - 1;
    let slot = this.#hash(bytes, at);
    for (let number = slots[slot]! - 1; number >= 0; number = slots[slot]! - 1) {
      let same = 0;
      while (same < length && ids[number * length + same] === bytes[at + same]) same += 1;
      if (same === length) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#ids.length * 2);
    larger.set(this.#ids);
    this.#ids = larger;
  }

  #spread(): void {
    this.#bits += 1;
    const slots = new Int32Array(1 << this.#bits);
    const mask = slots.length - 1;
    for (let number = 0; number < this.#count; number += 1) {
      let slot = this.#hash(this.#ids, number * this.idLength);
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }

  #hash(bytes: Uint8Array, at: number): number {
    const factors = this.#factors;
    let sum = 0;
    for (let index = 0, from = at; index < factors.length; index += 1, from += 4) {
      const word =
        bytes[from]! | (bytes[from + 1]! << 8) | (bytes[from + 2]! << 16) | (bytes[from + 3]! << 24);
      sum = (sum + Math.imul(word, factors[index]!)) | 0;
    }
    return sum >>> (32 - this.#bits);
  }
}
