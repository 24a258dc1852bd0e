/** Finds in trees the entries that name one of many ids. */
import { shownName } from '../names.ts';
import { FILTER_BYTES, type Kernel } from './kernel/kernel.ts';
import { idLengthOf, type ObjectFormat } from './types.ts';

export interface TreeEdge {
  readonly name: string;
  /** Its place in the list of targets. */
  readonly target: number;
}

export class TreeSearch {
  readonly #kernel: Kernel;
  readonly #idLength: number;
  readonly #targets: Uint8Array;
  /** By the beginning of an id, then on: one more than its place in the list; 0 where none is. */
  readonly #places: Int32Array;

  /** @param targets ids, one behind the other */
  constructor(kernel: Kernel, targets: Uint8Array, format: ObjectFormat) {
    this.#kernel = kernel;
    this.#targets = targets;
    this.#idLength = idLengthOf(format);
    const filter = new Uint8Array(FILTER_BYTES);
    const count = Math.floor(targets.length / this.#idLength);
    this.#places = new Int32Array(2 ** Math.ceil(Math.log2(count * 2 + 2)));
    const mask = this.#places.length - 1;
    for (let place = 0; place < count; place += 1) {
      const start = startOf(targets, place * this.#idLength);
      const bit = start & (FILTER_BYTES * 8 - 1);
      filter[bit >> 3]! |= 1 << (bit & 7);
      let slot = start & mask;
      while (this.#places[slot] !== 0) slot = (slot + 1) & mask;
      this.#places[slot] = place + 1;
    }
    kernel.setFilter(filter);
  }

  /** `at` is an address in the kernel's memory. A malformed tree gives what stands before the damage. */
  entries(at: number, length: number, visit: (edge: TreeEdge) => void): void {
    const end = at + length;
    const memory = this.#kernel.bytes;
    for (let entry = this.#kernel.find(at, end, this.#idLength); entry > 0;) {
      const zero = memory.indexOf(0, entry);
      const target = this.#placeOf(memory, zero + 1);
      if (target >= 0) {
        const space = memory.indexOf(0x20, entry);
        visit({ name: shownName(memory.subarray(space < zero ? space + 1 : entry, zero)), target });
      }
      entry = this.#kernel.find(zero + 1 + this.#idLength, end, this.#idLength);
    }
  }

  /** -1 for an id that is no target. */
  #placeOf(memory: Uint8Array, at: number): number {
    const mask = this.#places.length - 1;
    const length = this.#idLength;
    let slot = startOf(memory, at) & mask;
    for (let place = this.#places[slot]! - 1; place >= 0; place = this.#places[slot]! - 1) {
      let same = 0;
      while (same < length && memory[at + same] === this.#targets[place * length + same]) same += 1;
      if (same === length) return place;
      slot = (slot + 1) & mask;
    }
    return -1;
  }
}

/** Four bytes in the order of the filter. */
function startOf(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
