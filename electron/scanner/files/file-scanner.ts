/**
 * Scans one file at a time, in windows of bounded size, whatever the file's own size. One instance per thread: it keeps
 * its window between files.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { detectIn, type BareHit } from '../detect/detector.ts';
import { advance, locate, looksBinary, NOTHING_BEFORE, type Before } from '../detect/position.ts';
import type { RawHit } from '../detect/index.ts';

/** A window; files that fit are read with one call. */
export const WINDOW_BYTES = 1 << 20;
/** How much of the text on either side of an anchor can be looked at: wrapped and concatenated forms are that long at most. */
export const CONTEXT_BYTES = 1 << 16;

const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface FileResult {
  readonly bytes: number;
  readonly hits: readonly RawHit[];
}

const EMPTY: readonly RawHit[] = [];

export class FileScanner {
  readonly #window = Buffer.alloc(WINDOW_BYTES + 2 * CONTEXT_BYTES);

  /** @throws what the file system throws; the caller says why the file was skipped */
  scanFile(path: string | Buffer): FileResult {
    const descriptor = openSync(path, OPEN_FLAGS);
    try {
      const read = readSync(descriptor, this.#window, 0, this.#window.length, null);
      if (read < this.#window.length) {
        // SECURITY: reading a special file that took the place of a regular one gives an error or nothing, as it was opened
        // without blocking; it is never waited for.
        return { bytes: read, hits: this.#scanWhole(this.#window.subarray(0, read)) };
      }
      return this.#scanLarge(descriptor, read);
    } finally {
      closeSync(descriptor);
    }
  }

  #scanWhole(bytes: Uint8Array): readonly RawHit[] {
    const hits = detectIn(bytes, 0, bytes.length);
    return hits.length === 0 ? EMPTY : locate(hits, bytes);
  }

  #scanLarge(descriptor: number, firstRead: number): FileResult {
    const window = this.#window;
    const binary = looksBinary(window);
    const hits: RawHit[] = [];
    let windowStart = 0;
    let filled = firstRead;
    let from = 0;
    let position: { readonly at: number; readonly before: Before } = { at: 0, before: NOTHING_BEFORE };
    for (;;) {
      const atEnd = filled < window.length;
      const to = atEnd ? filled : filled - CONTEXT_BYTES;
      const found: BareHit[] = detectIn(window.subarray(0, filled), from, to);
      if (found.length > 0) {
        if (!binary) position = countUpTo(descriptor, position, windowStart);
        for (const hit of locate(found, window.subarray(0, filled), binary, position.before)) {
          hits.push({ ...hit, offset: hit.offset + windowStart });
        }
      }
      if (atEnd) return { bytes: windowStart + filled, hits };
      const keepFrom = to - CONTEXT_BYTES;
      window.copyWithin(0, keepFrom, filled);
      windowStart += keepFrom;
      filled -= keepFrom;
      from = CONTEXT_BYTES;
      while (filled < window.length) {
        const read = readSync(descriptor, window, filled, window.length - filled, null);
        if (read === 0) break;
        filled += read;
      }
    }
  }
}

/** Lines are only counted in files that have a hit; the part before it is read again. */
function countUpTo(
  descriptor: number,
  known: { readonly at: number; readonly before: Before },
  until: number,
): { readonly at: number; readonly before: Before } {
  const block = Buffer.alloc(WINDOW_BYTES);
  let { at, before } = known;
  while (at < until) {
    const read = readSync(descriptor, block, 0, Math.min(block.length, until - at), at);
    if (read === 0) break;
    before = advance(before, block, 0, read);
    at += read;
  }
  return { at, before };
}

/** Size of what is behind a descriptor; 0 for what is no regular file. */
export function regularSize(descriptor: number): number {
  const stat = fstatSync(descriptor);
  return stat.isFile() ? stat.size : 0;
}
