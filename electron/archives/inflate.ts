/** Raw deflate by a stream of `node:zlib`: of what comes in chunks, and for runtimes whose engine can't be driven by hand. */
import { constants, createInflateRaw } from 'node:zlib';
import { ArchiveError } from './problem.ts';

/** Behind the end of what there is, so that a stream that ends there can be told from one that is cut off. */
const BEHIND = Buffer.alloc(16);

/** Gives out what comes before an error; returns where the stream ends. */
export async function* inflateRaw(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array, number, void> {
  const stream = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 1 << 17 });
  const ready: Uint8Array[] = [];
  const state: { failed: boolean; ended: boolean } = { failed: false, ended: false };
  let wake: (() => void) | null = null;
  const notify = (): void => {
    wake?.();
    wake = null;
  };
  stream.on('data', (chunk: Uint8Array) => {
    ready.push(chunk);
    // Decompression waits until what it gave was taken, or a bomb would fill the memory.
    stream.pause();
    notify();
  });
  stream.on('end', () => {
    state.ended = true;
    notify();
  });
  stream.on('error', () => {
    state.failed = true;
    notify();
  });
  const input = chunks[Symbol.iterator]();
  let given = 0;
  let writable = true;
  let ended = false;
  let inputFailure: Error | null = null;
  const feed = (): void => {
    while (writable && !state.failed && !ended) {
      try {
        const next = input.next();
        ended = next.done === true;
        if (next.done !== true) given += next.value.length;
        writable = stream.write(next.done === true ? BEHIND : next.value);
      } catch (error) {
        // What came before it is unpacked.
        ended = true;
        inputFailure = error instanceof Error ? error : new ArchiveError('could-not-be-read');
      }
      if (ended) stream.end();
    }
  };
  stream.on('drain', () => {
    writable = true;
    feed();
  });
  try {
    feed();
    for (;;) {
      const chunk = ready.shift();
      if (chunk !== undefined) {
        yield chunk;
        continue;
      }
      if (state.failed || state.ended) {
        // oxlint-disable-next-line typescript/no-unnecessary-condition -- set while it feeds
        if (inputFailure !== null) throw inputFailure as Error;
        if (stream.bytesWritten > given) throw new ArchiveError('ends-early');
        if (state.failed) throw new ArchiveError('damaged');
        return stream.bytesWritten;
      }
      const waiting = new Promise<void>((resolve) => {
        wake = resolve;
      });
      stream.resume();
      await waiting;
    }
  } finally {
    stream.destroy();
  }
}
