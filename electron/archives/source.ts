/** Bytes that can be read at any place: an open file, or a buffer. */
import { fstatSync, readSync } from 'node:fs';
import { ArchiveError } from './problem.ts';

export interface ByteSource {
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer only at the end. The result is the caller's until the next call. */
  read(offset: number, length: number): Buffer;
}

export function fileSource(descriptor: number): ByteSource {
  const { size } = fstatSync(descriptor);
  return {
    size,
    read: (offset, length) => {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const buffer = Buffer.allocUnsafe(wanted);
      let filled = 0;
      while (filled < wanted) {
        const read = readSync(descriptor, buffer, filled, wanted - filled, offset + filled);
        if (read === 0) break;
        filled += read;
      }
      return buffer.subarray(0, filled);
    },
  };
}

export function bufferSource(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    size: buffer.length,
    read: (offset, length) => buffer.subarray(offset, Math.min(buffer.length, offset + length)),
  };
}

/** The part `[start, end)` of another source. */
export function partSource(source: ByteSource, start: number, end: number): ByteSource {
  const size = Math.max(0, Math.min(end, source.size) - start);
  return {
    size,
    read: (offset, length) => source.read(start + offset, Math.max(0, Math.min(length, size - offset))),
  };
}

export const CHUNK_BYTES = 1 << 18;

/** @throws ArchiveError where the file lost its end meanwhile */
export function chunksOf(source: ByteSource): Generator<Uint8Array, void, void> {
  return chunksFrom(source, CHUNK_BYTES);
}

const FIRST_CHUNK_BYTES = 1 << 12;

/** Of what may soon show that it is nothing: each chunk is twice as long as the one before. */
export function growingChunksOf(source: ByteSource): Generator<Uint8Array, void, void> {
  return chunksFrom(source, FIRST_CHUNK_BYTES);
}

function* chunksFrom(source: ByteSource, first: number): Generator<Uint8Array, void, void> {
  let length = first;
  for (let offset = 0; offset < source.size;) {
    const chunk = source.read(offset, length);
    const wanted = Math.min(length, source.size - offset);
    if (chunk.length > 0) yield chunk;
    if (chunk.length < wanted) throw new ArchiveError('became-shorter');
    offset += wanted;
    length = Math.min(CHUNK_BYTES, 2 * length);
  }
}

/** Reads a source byte by byte, through a window. */
export class ByteReader {
  readonly #source: ByteSource;
  #window: Buffer = Buffer.alloc(0);
  #windowStart = 0;
  #at = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  get offset(): number {
    return this.#windowStart + this.#at;
  }

  /** @throws ArchiveError at the end */
  byte(): number {
    if (this.#at >= this.#window.length) {
      this.#windowStart += this.#window.length;
      this.#window = this.#source.read(this.#windowStart, CHUNK_BYTES);
      this.#at = 0;
      if (this.#window.length === 0) throw new ArchiveError('ends-early');
    }
    return this.#window[this.#at++]!;
  }
}
