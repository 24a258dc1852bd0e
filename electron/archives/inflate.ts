/** gzip, zlib and raw deflate streams, with what comes before an error given out. */
import { constants, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { ArchiveError, chunksOf, type ByteSource } from './source.ts';

export async function* inflate(
  source: ByteSource,
  form: 'gzip' | 'zlib' | 'raw',
): AsyncGenerator<Uint8Array, void, void> {
  // A stream without its ending gives what there is.
  const options = { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 1 << 17 };
  const stream =
    form === 'gzip'
      ? createGunzip(options)
      : form === 'zlib'
        ? createInflate(options)
        : createInflateRaw(options);
  const ready: Uint8Array[] = [];
  const state: { failed: Error | null; ended: boolean } = { failed: null, ended: false };
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
    state.failed = new ArchiveError('it is damaged');
    notify();
  });
  const input = chunksOf(source);
  let writable = true;
  let ended = false;
  let inputFailure: Error | null = null;
  const feed = (): void => {
    while (writable && state.failed === null && !ended) {
      try {
        const next = input.next();
        ended = next.done === true;
        if (next.done !== true) writable = stream.write(next.value);
      } catch (error) {
        // What came before it is unpacked.
        ended = true;
        inputFailure = error instanceof Error ? error : new ArchiveError('it could not be read');
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
      const failure = state.failed ?? (state.ended ? inputFailure : null);
      if (failure !== null) throw failure;
      if (state.ended) return;
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
