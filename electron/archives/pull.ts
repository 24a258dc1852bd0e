/** Takes exact amounts out of a sequence of chunks. */
import { ArchiveError } from './problem.ts';

export class PullReader {
  readonly #chunks: Iterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(chunks: Iterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.iterator]();
  }

  /** Up to `most` bytes, one at least; empty at the end. */
  some(most: number): Uint8Array {
    while (this.#at >= this.#chunk.length) {
      const next = this.#chunks.next();
      if (next.done === true) return new Uint8Array(0);
      this.#chunk = next.value;
      this.#at = 0;
    }
    const end = Math.min(this.#chunk.length, this.#at + most);
    const part = this.#chunk.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  /** −1 at the end. */
  next(): number {
    if (this.#at < this.#chunk.length) return this.#chunk[this.#at++]!;
    return this.some(1)[0] ?? -1;
  }

  /** @throws ArchiveError at the end */
  byte(): number {
    const value = this.next();
    if (value < 0) throw new ArchiveError('ends-early');
    return value;
  }
}
