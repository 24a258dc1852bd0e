/**
 * How much of some content is read in vain for streams that begin in it. SECURITY: what comes out of them is bounded elsewhere, and
 * of blocks that hold nothing, nothing comes out: each of many beginnings could lead to the end of the content.
 */
import type { ByteSource } from '../archives/index.ts';

/** Ten thousand that soon show to be none. */
const LEAST = 64 << 20;
/** Streams that are cut off lie one behind the other: each is read twice, and a little further than to its damage. */
const TIMES = 8;

export class VainReads {
  #left: number;
  /** How many were read. */
  count = 0;

  constructor(size: number) {
    this.#left = LEAST + TIMES * size;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** One more: all that is read of it counts, until it shows that it is whole. */
  counted(inner: ByteSource): { readonly source: ByteSource; readonly isWhole: () => void } {
    this.count += 1;
    let read = 0;
    const source: ByteSource = {
      size: inner.size,
      read: (offset, length) => {
        const bytes = inner.read(offset, length);
        read += bytes.length;
        this.#left -= bytes.length;
        return bytes;
      },
    };
    const isWhole = (): void => {
      this.#left += read;
    };
    return { source, isWhole };
  }
}
