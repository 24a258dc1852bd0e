/** Reads single entries of a pack through a few windows, never the whole file. */
import { closeSync, openSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { PACK_KIND } from './pack-forest.ts';
import { DamagedFile, readFully } from './pack-index.ts';

/**
 * Deltas that hang together lie scattered over the pack, those of trees in a folder so that each needs a window of its own.
 * Small windows, many of them: large ones would read a pack thirty times and more. A window begins at a multiple of BLOCK and
 * is twice as long, so what begins in its first half is in it whole, unless it is longer than a block.
 */
const BLOCK = 2 * 1024;
const WINDOW = 2 * BLOCK;
const WINDOWS = 1024;
/** The buffer for longer entries grows by this. */
const STEP = 256 * 1024;
/** What is read of an entry whose end is not known. */
const GUESS = 64 * 1024;

export interface EntryHeader {
  /** One of `PACK_KIND`. */
  readonly kind: number;
  /** Of the inflated data: the object, or the delta. */
  readonly size: number;
  /** Where the compressed data begins. */
  readonly dataStart: number;
  /** Of `ofsDelta`: the base's offset. */
  readonly baseOffset: number;
  /** Of `refDelta`. */
  readonly baseId: Buffer | null;
}

/** A thread walks one pack at a time, and several times if keys are found. */
const spareWindows: Buffer[] = [];

export class PackFile {
  readonly #fd: number;
  readonly #idLength: number;
  readonly #windows = spareWindows.pop() ?? Buffer.allocUnsafeSlow(WINDOWS * WINDOW);
  /** By window: the block it begins with (-1: none), and how many bytes are in it. */
  readonly #blocks = new Float64Array(WINDOWS).fill(-1);
  readonly #filled = new Int32Array(WINDOWS);
  #loadedEnd = 0;
  #long: Buffer = Buffer.alloc(0);
  #isClosed = false;

  constructor(file: string, idLength: number) {
    this.#fd = openSync(file, 'r');
    this.#idLength = idLength;
  }

  /** Nothing that it gave is valid any more. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (spareWindows.length < 2) spareWindows.push(this.#windows);
    closeSync(this.#fd);
  }

  /** A view that is valid until the next call. Shorter than asked at the end of the file. */
  view(position: number, length: number): Buffer {
    if (length > BLOCK) {
      // One buffer for all long entries: a new one each time would grow the process by what waits to be collected.
      if (this.#long.length < length) this.#long = Buffer.allocUnsafeSlow(Math.ceil(length / STEP) * STEP);
      return this.#long.subarray(0, readFully(this.#fd, this.#long, 0, length, position));
    }
    const start = this.#load(position);
    return this.#windows.subarray(start, Math.max(start, Math.min(start + length, this.#loadedEnd)));
  }

  /** Where in the windows a position of the file stands; `#loadedEnd` is then where what was read of its window ends. */
  #load(position: number): number {
    const block = Math.floor(position / BLOCK);
    const slot = block % WINDOWS;
    const at = slot * WINDOW;
    if (this.#blocks[slot] !== block) {
      this.#blocks[slot] = -1;
      this.#filled[slot] = readFully(this.#fd, this.#windows, at, WINDOW, block * BLOCK);
      this.#blocks[slot] = block;
    }
    this.#loadedEnd = at + this.#filled[slot]!;
    return at + position - block * BLOCK;
  }

  /** @throws DamagedFile */
  header(offset: number): EntryHeader {
    const bytes = this.#windows;
    const start = this.#load(offset);
    const end = Math.min(start + 20 + this.#idLength, this.#loadedEnd);
    let at = start;
    const next = (): number => {
      if (at >= end) throw new DamagedFile('an entry that is cut off');
      return bytes[at++]!;
    };
    let byte = next();
    const kind = (byte >> 4) & 7;
    let size = byte & 15;
    let factor = 16;
    while (byte & 0x80) {
      byte = next();
      size += (byte & 0x7f) * factor;
      factor *= 128;
      if (factor > 2 ** 52) throw new DamagedFile('an entry with an impossible size');
    }
    let baseOffset = -1;
    let baseId: Buffer | null = null;
    if (kind === PACK_KIND.ofsDelta) {
      byte = next();
      let distance = byte & 0x7f;
      while (byte & 0x80) {
        byte = next();
        distance = (distance + 1) * 128 + (byte & 0x7f);
        if (distance > 2 ** 52) throw new DamagedFile('an entry with an impossible base');
      }
      baseOffset = offset - distance;
      if (distance === 0 || baseOffset < 12) throw new DamagedFile('an entry with an impossible base');
    } else if (kind === PACK_KIND.refDelta) {
      baseId = Buffer.from(bytes.subarray(at, at + this.#idLength));
      at += this.#idLength;
      if (at > end) throw new DamagedFile('an entry that is cut off');
    } else if (kind < 1 || kind > 4) throw new DamagedFile('an entry of unknown kind');
    return { kind, size, dataStart: offset + at - start, baseOffset, baseId };
  }

  /**
   * Inflates the data of an entry. `end` is where the next entry begins, or 0 if not known.
   * @throws DamagedFile where it is damaged or its size is not `size`
   */
  inflate(dataStart: number, end: number, size: number): Buffer {
    let length = end > 0 ? end - dataStart : Math.max(GUESS, size + 1024);
    for (;;) {
      const compressed = this.view(dataStart, length);
      try {
        return inflateExactly(compressed, size);
      } catch (error) {
        const more = end === 0 && compressed.length === length && length < size + 65536;
        if (!more) throw error;
        length *= 2;
      }
    }
  }
}

/** @throws DamagedFile */
function inflateExactly(compressed: Uint8Array, size: number): Buffer {
  let out: Buffer;
  try {
    // One chunk that holds everything: no joining of pieces. The limit stops data that is larger than it says.
    out = inflateSync(compressed, { chunkSize: Math.max(64, size + 16), maxOutputLength: Math.max(1, size) });
  } catch {
    throw new DamagedFile('compressed data that is damaged');
  }
  if (out.length !== size) throw new DamagedFile('an entry whose size is not what it says');
  return out;
}
