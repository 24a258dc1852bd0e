import { ArchiveError, MAGIC_BYTES, toAsync, type Chunks } from '../archives/index.ts';
import { archiveSaid } from './archive-said.ts';
import type { Said } from '../../shared/messages/say.ts';

/** Chunks with a look at their beginning, and with the reason why they end early. */
export class StreamInput {
  readonly #iterator: AsyncGenerator<Uint8Array, void, void>;
  readonly #count: (bytes: number) => void;
  #first: Uint8Array = new Uint8Array(0);
  #ended = false;
  /** Null where they did not. */
  failure: Said | null = null;

  constructor(chunks: Chunks, count: (bytes: number) => void) {
    this.#iterator = toAsync(chunks);
    this.#count = count;
  }

  async head(): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let size = 0;
    while (size < MAGIC_BYTES) {
      const chunk = await this.#next();
      if (chunk === null) break;
      size += chunk.length;
      // A piece may only be lent until the next one is asked for.
      parts.push(size < MAGIC_BYTES ? Uint8Array.from(chunk) : chunk);
    }
    this.#first = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    return this.#first;
  }

  async *all(): AsyncGenerator<Uint8Array, void, void> {
    yield this.#first;
    for (let chunk = await this.#next(); chunk !== null; chunk = await this.#next()) yield chunk;
  }

  async #next(): Promise<Uint8Array | null> {
    if (this.#ended) return null;
    try {
      const next = await this.#iterator.next();
      if (next.done !== true) {
        this.#count(next.value.length);
        return next.value;
      }
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      this.failure = archiveSaid(error.problem);
    }
    this.#ended = true;
    return null;
  }
}
