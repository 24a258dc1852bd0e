/** Finds in trees the entries that name one of many ids. */
import { shownName } from '../names.ts';
import { IdNumbers } from './id-numbers.ts';
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
  readonly #targets: IdNumbers;
  #lastName = new Uint8Array();
  #lastText = '';

  /** @param targets ids, one behind the other, none of them twice */
  constructor(kernel: Kernel, targets: Uint8Array, format: ObjectFormat) {
    this.#kernel = kernel;
    this.#idLength = idLengthOf(format);
    this.#targets = new IdNumbers(this.#idLength, targets.length / this.#idLength);
    const filter = new Uint8Array(FILTER_BYTES);
    for (let at = 0; at + this.#idLength <= targets.length; at += this.#idLength) {
      this.#targets.numberAt(targets, at);
      const bit =
        (targets[at]! | (targets[at + 1]! << 8) | (targets[at + 2]! << 16)) & (FILTER_BYTES * 8 - 1);
      filter[bit >> 3]! |= 1 << (bit & 7);
    }
    kernel.setFilter(filter);
  }

  /** `at` is an address in the kernel's memory. A malformed tree gives what stands before the damage. */
  entries(at: number, length: number, visit: (edge: TreeEdge) => void): void {
    const end = at + length;
    const memory = this.#kernel.bytes;
    for (let entry = this.#kernel.find(at, end, this.#idLength); entry > 0;) {
      const zero = memory.indexOf(0, entry);
      const target = this.#targets.findAt(memory, zero + 1);
      if (target >= 0) {
        const space = memory.indexOf(0x20, entry);
        visit({ name: this.#nameIn(memory, space < zero ? space + 1 : entry, zero), target });
      }
      entry = this.#kernel.find(zero + 1 + this.#idLength, end, this.#idLength);
    }
  }

  /** The trees of a folder have the same entries again and again. */
  #nameIn(memory: Uint8Array, from: number, to: number): string {
    const last = this.#lastName;
    let same = last.length === to - from ? 0 : -1;
    while (same >= 0 && same < last.length) same = memory[from + same] === last[same] ? same + 1 : -1;
    if (same < 0) {
      this.#lastName = memory.slice(from, to);
      this.#lastText = shownName(memory.subarray(from, to));
    }
    return this.#lastText;
  }
}
