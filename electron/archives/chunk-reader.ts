/** Takes exact amounts out of a stream of chunks. */
import { ArchiveError } from './problem.ts';

export class ChunkReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Up to `most` bytes; empty at the end. */
  async some(most: number): Promise<Uint8Array> {
    while (this.#at >= this.#chunk.length) {
      const next = await this.#chunks.next();
      if (next.done === true) return new Uint8Array(0);
      this.#chunk = next.value;
      this.#at = 0;
    }
    const end = Math.min(this.#chunk.length, this.#at + most);
    const part = this.#chunk.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  /** Fewer only at the end. */
  async exactly(length: number): Promise<Buffer> {
    const out = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const part = await this.some(length - filled);
      if (part.length === 0) break;
      out.set(part, filled);
      filled += part.length;
    }
    return out.subarray(0, filled);
  }

  /** Exactly so many bytes, as they come; `left` says how many of them nobody has taken. */
  piece(length: number): { readonly content: () => AsyncGenerator<Uint8Array, void, void>; left(): number } {
    let left = length;
    const some = (most: number): Promise<Uint8Array> => this.some(most);
    async function* content(): AsyncGenerator<Uint8Array, void, void> {
      while (left > 0) {
        const part = await some(left);
        if (part.length === 0) throw new ArchiveError('ends-early');
        left -= part.length;
        yield part;
      }
    }
    return { content, left: () => left };
  }

  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      const part = await this.some(left);
      if (part.length === 0) return;
      left -= part.length;
    }
  }

  /** What was taken last, by `exactly`, is given once more. */
  giveBack(bytes: Uint8Array): void {
    this.#chunk = Buffer.concat([bytes, this.#chunk.subarray(this.#at)]);
    this.#at = 0;
  }

  async *rest(): AsyncGenerator<Uint8Array, void, void> {
    for (let part = await this.some(1 << 18); part.length > 0; part = await this.some(1 << 18)) yield part;
  }
}
