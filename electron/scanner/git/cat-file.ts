/** Reads objects through `git cat-file --batch`: the fallback for what our own reader does not know. */
import type { Readable } from 'node:stream';
import type { IsolatedGit } from './git-command.ts';
import type { ObjectKind } from './types.ts';

const LONGEST_SILENCE_MS = 20_000;

export type BatchObject =
  | { readonly id: string; readonly kind: ObjectKind; readonly bytes: Buffer }
  /** Git itself could not give it, or it is larger than `maxBytes`. */
  | { readonly id: string; readonly kind: null; readonly size: number | null };

/**
 * Objects by id, in the order of `ids`; `'all'` for every object of the stores. An object larger than `maxBytes` is
 * passed over without being held in memory.
 */
export async function* readBatch(
  git: IsolatedGit,
  ids: readonly string[] | 'all',
  maxBytes: number,
  signal?: AbortSignal,
): AsyncGenerator<BatchObject> {
  const args = ['--batch', '--buffer', ...(ids === 'all' ? ['--batch-all-objects', '--unordered'] : [])];
  const child = git.catFile(args);
  const stop = (): void => {
    child.kill();
  };
  signal?.addEventListener('abort', stop, { once: true });
  // Git can be sent in circles by a hostile pack.
  const watchdog = setTimeout(stop, LONGEST_SILENCE_MS);
  child.stdout.on('data', () => watchdog.refresh());
  child.stdout.pause();
  try {
    if (ids === 'all') child.stdin.end();
    else child.stdin.end(ids.map((id) => `${id}\n`).join(''));
    const input = new ByteReader(child.stdout);
    for (;;) {
      const line = await input.line();
      if (line === null) return;
      const header = /^([0-9a-f]{40,64}) (commit|tree|blob|tag) (\d+)$/.exec(line);
      if (header === null) {
        const id = /^([0-9a-f]{40,64})/.exec(line)?.[1];
        if (id !== undefined) yield { id, kind: null, size: null };
        continue;
      }
      const size = Number(header[3]);
      const bytes = await input.take(size, maxBytes);
      await input.take(1, 1);
      if (bytes === null) yield { id: header[1]!, kind: null, size };
      else yield { id: header[1]!, kind: header[2] as ObjectKind, bytes };
    }
  } finally {
    clearTimeout(watchdog);
    signal?.removeEventListener('abort', stop);
    child.kill();
  }
}

class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #pending: Buffer = Buffer.alloc(0);

  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async #more(): Promise<Buffer | null> {
    const next = await this.#chunks.next();
    return next.done === true ? null : next.value;
  }

  /** Null at the end. */
  async line(): Promise<string | null> {
    for (;;) {
      const end = this.#pending.indexOf(0x0a);
      if (end !== -1) {
        const text = this.#pending.toString('latin1', 0, end);
        this.#pending = this.#pending.subarray(end + 1);
        return text;
      }
      const chunk = await this.#more();
      if (chunk === null) return null;
      this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    }
  }

  /** Null where it is larger than `limit` or the stream ended early; the bytes are consumed either way. */
  async take(size: number, limit: number): Promise<Buffer | null> {
    const out = size <= limit ? Buffer.allocUnsafe(size) : null;
    let at = 0;
    while (at < size) {
      if (this.#pending.length === 0) {
        const chunk = await this.#more();
        if (chunk === null) return null;
        this.#pending = chunk;
      }
      const part = this.#pending.subarray(0, size - at);
      if (out !== null) part.copy(out, at);
      at += part.length;
      this.#pending = this.#pending.subarray(part.length);
    }
    return out;
  }
}
