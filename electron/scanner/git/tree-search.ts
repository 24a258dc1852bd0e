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
  readonly #targets = new Map<string, number>();

  /** @param targets ids, one behind the other */
  constructor(kernel: Kernel, targets: Uint8Array, format: ObjectFormat) {
    this.#kernel = kernel;
    this.#idLength = idLengthOf(format);
    const filter = new Uint8Array(FILTER_BYTES);
    for (let at = 0; at + this.#idLength <= targets.length; at += this.#idLength) {
      const id = Buffer.from(targets.buffer, targets.byteOffset + at, this.#idLength);
      this.#targets.set(id.toString('latin1'), at / this.#idLength);
      const bit = id.readUInt32LE(0) & (FILTER_BYTES * 8 - 1);
      filter[bit >> 3]! |= 1 << (bit & 7);
    }
    kernel.setFilter(filter);
  }

  /** `at` is an address in the kernel's memory. A malformed tree gives what stands before the damage. */
  *entries(at: number, length: number): Generator<TreeEdge> {
    const end = at + length;
    for (let entry = this.#kernel.find(at, end, this.#idLength); entry > 0;) {
      const memory = Buffer.from(this.#kernel.bytes.buffer, 0, this.#kernel.bytes.length);
      const zero = memory.indexOf(0, entry);
      const idEnd = zero + 1 + this.#idLength;
      const target = this.#targets.get(memory.toString('latin1', zero + 1, idEnd));
      if (target !== undefined) {
        const space = memory.indexOf(0x20, entry);
        yield { name: shownName(memory.subarray(space < zero ? space + 1 : entry, zero)), target };
      }
      entry = this.#kernel.find(idEnd, end, this.#idLength);
    }
  }
}
