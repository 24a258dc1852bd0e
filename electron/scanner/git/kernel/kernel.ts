/** The WebAssembly kernel with a small allocator on its memory. One per thread. */
import { KERNEL_BASE64 } from './kernel-binary.ts';

interface KernelExports {
  readonly memory: WebAssemblyMemory;
  apply(
    delta: number,
    deltaEnd: number,
    base: number,
    baseLength: number,
    out: number,
    outLength: number,
    gather: number,
    gatherCapacity: number,
    margin: number,
  ): number;
  find(at: number, end: number, idLength: number, filter: number): number;
  unseen(at: number, end: number, idLength: number, seen: number): number;
  unseenPiece(at: number, end: number, idLength: number, seen: number): number;
}

interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
};

const PAGE = 65536;
/** Bits of the filter for `find`. */
export const FILTER_BYTES = 65536;
const FILTER = 1024;
const GATHER = FILTER + FILTER_BYTES;
const GATHER_CAPACITY = 256 * 1024;
/** Slots for `unseen`, by the first two bytes of an id: its first eight. */
const SEEN = GATHER + GATHER_CAPACITY;
const SEEN_BYTES = 65536 * 8;
/** Clearing all slots takes about as long as clearing these. */
const MOST_TAKEN = 2048;
const HEAP = SEEN + SEEN_BYTES;
const SMALLEST = 4096;
const MEGABYTE = 1024 * 1024;

export interface Block {
  readonly at: number;
  readonly capacity: number;
}

let compiled: object | null = null;

export class Kernel {
  readonly #exports: KernelExports;
  readonly #free = new Map<number, Block[]>();
  #top = HEAP;
  /** Slots of what was seen, as long as they are few. */
  readonly #taken: number[] = [];
  /** The whole memory; made anew when it grows, so never kept across `allocate`. */
  bytes: Uint8Array;

  constructor() {
    compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_BASE64, 'base64'));
    this.#exports = new WebAssembly.Instance(compiled).exports as KernelExports;
    this.bytes = new Uint8Array(this.#exports.memory.buffer);
  }

  /** @throws RangeError where the memory can't grow any more */
  allocate(size: number): Block {
    let capacity = SMALLEST;
    if (size > MEGABYTE) capacity = Math.ceil(size / MEGABYTE) * MEGABYTE;
    else while (capacity < size) capacity *= 2;
    const reused = this.#free.get(capacity)?.pop();
    if (reused !== undefined) return reused;
    const end = this.#top + capacity;
    if (end > this.bytes.length) {
      const pages = Math.ceil((end - this.bytes.length) / PAGE);
      // A little more than asked for, so that a run of small blocks does not grow the memory each time.
      this.#exports.memory.grow(Math.max(pages, 16));
      this.bytes = new Uint8Array(this.#exports.memory.buffer);
    }
    const block = { at: this.#top, capacity };
    this.#top = end;
    return block;
  }

  release(block: Block): void {
    const list = this.#free.get(block.capacity);
    if (list === undefined) this.#free.set(block.capacity, [block]);
    else list.push(block);
  }

  /** Bytes of memory taken so far, free blocks included. */
  get taken(): number {
    return this.#top;
  }

  /** Forgets every block: nothing may be in use. Keeps memory from being cut into sizes that are not asked for again. */
  reset(): void {
    this.#free.clear();
    this.#top = HEAP;
  }

  /**
   * Applies a delta (without its two sizes). Returns what is new in the output and around its seams, or null where that
   * is most of it and the whole output should be looked at.
   * @throws RangeError for a malformed delta
   */
  apply(
    delta: number,
    deltaEnd: number,
    base: number,
    baseLength: number,
    out: number,
    outLength: number,
    margin: number,
  ): Uint8Array | null {
    const gathered = this.#exports.apply(
      delta,
      deltaEnd,
      base,
      baseLength,
      out,
      outLength,
      GATHER,
      GATHER_CAPACITY,
      margin,
    );
    if (gathered === -1) throw new RangeError('malformed delta');
    return gathered < 0 ? null : this.bytes.subarray(GATHER, GATHER + gathered);
  }

  setFilter(filter: Uint8Array): void {
    this.bytes.set(filter, FILTER);
  }

  /** The address of the next tree entry whose id passes the filter; 0 at the end, -1 for a malformed tree. */
  find(at: number, end: number, idLength: number): number {
    return this.#exports.find(at, end, idLength, FILTER);
  }

  /** The address of the next tree entry whose id was not given to `see`, or not lately; 0 and -1 as for `find`. */
  unseen(at: number, end: number, idLength: number): number {
    return this.#exports.unseen(at, end, idLength, SEEN);
  }

  /** In what `apply` gathered of a tree: the address of the next id, or what looks like one, as for `unseen`; or 0. */
  unseenPiece(at: number, end: number, idLength: number): number {
    return this.#exports.unseenPiece(at, end, idLength, SEEN);
  }

  /** Makes `unseen` pass over the id at this address, until another one takes its slot. */
  see(at: number): void {
    const slot = SEEN + (this.bytes[at]! | (this.bytes[at + 1]! << 8)) * 8;
    this.bytes.copyWithin(slot, at, at + 8);
    if (this.#taken.length < MOST_TAKEN) this.#taken.push(slot);
  }

  /** Cheap where little was seen. */
  forgetSeen(): void {
    if (this.#taken.length < MOST_TAKEN) for (const slot of this.#taken) this.bytes.fill(0, slot, slot + 8);
    else this.bytes.fill(0, SEEN, SEEN + SEEN_BYTES);
    this.#taken.length = 0;
  }
}
