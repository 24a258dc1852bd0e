/** Bytes that come one after the other, to be read at any place: in blocks, so that none is copied when there are more. */
import type { ByteSource } from '../archives/index.ts';

const BLOCK = 1 << 18;
const LEAST = 1 << 14;

export class KeptBytes implements ByteSource {
  readonly #blocks: Buffer[] = [];
  /** Of those that were left: to be written again, since what was held and let go stays in memory for a while. */
  readonly #spare: Buffer[] = [];
  size = 0;

  add(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      const filled = this.size % BLOCK;
      const part = chunk.subarray(at, at + BLOCK - filled);
      this.#room(filled, part.length).set(part, filled);
      this.size += part.length;
      at += part.length;
    }
  }

  /** Where the last block has room for so many bytes more. */
  #room(filled: number, more: number): Buffer {
    if (filled === 0) {
      const block = this.#spare.pop() ?? Buffer.allocUnsafeSlow(Math.max(LEAST, more));
      this.#blocks.push(block);
      return block;
    }
    const last = this.#blocks.at(-1)!;
    if (last.length >= filled + more) return last;
    const grown = Buffer.allocUnsafeSlow(Math.min(BLOCK, Math.max(2 * last.length, filled + more)));
    grown.set(last.subarray(0, filled));
    this.#blocks[this.#blocks.length - 1] = grown;
    return grown;
  }

  /** @param bytes whole blocks: a power of two that is no less than 2^18 */
  leave(bytes: number): void {
    this.#spare.push(...this.#blocks.splice(0, bytes / BLOCK));
    this.size -= bytes;
  }

  read(offset: number, length: number): Buffer {
    const end = Math.min(this.size, offset + length);
    const at = offset % BLOCK;
    const block = this.#blocks[(offset - at) / BLOCK];
    if (offset < 0 || offset >= end || block === undefined) return Buffer.alloc(0);
    if (at + end - offset <= BLOCK) return block.subarray(at, at + end - offset);
    const out = Buffer.allocUnsafe(end - offset);
    for (let from = offset; from < end;) {
      const within = from % BLOCK;
      const part = Math.min(BLOCK - within, end - from);
      out.set(this.#blocks[(from - within) / BLOCK]!.subarray(within, within + part), from - offset);
      from += part;
    }
    return out;
  }
}
