/** Reads single entries of a pack through a few windows, never the whole file. */
import { closeSync, openSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { PACK_KIND } from './pack-plan.ts';
import { DamagedFile, readFully } from './pack-index.ts';

const WINDOW = 256 * 1024;
const WINDOWS = 6;
/** What is read of an entry whose end is not known. */
const GUESS = 64 * 1024;

interface Window {
  readonly bytes: Buffer;
  start: number;
  end: number;
  used: number;
}

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

export class PackFile {
  readonly #fd: number;
  readonly #idLength: number;
  readonly #windows: Window[] = [];
  #clock = 0;
  #long: Buffer = Buffer.alloc(0);

  constructor(file: string, idLength: number) {
    this.#fd = openSync(file, 'r');
    this.#idLength = idLength;
  }

  close(): void {
    closeSync(this.#fd);
  }

  /** A view that is valid until the next call. Shorter than asked at the end of the file. */
  view(position: number, length: number): Buffer {
    if (length > WINDOW) {
      // One buffer for all long entries: a new one each time would grow the process by what waits to be collected.
      if (this.#long.length < length)
        this.#long = Buffer.allocUnsafeSlow(Math.ceil(length / WINDOW) * WINDOW);
      return this.#long.subarray(0, readFully(this.#fd, this.#long, 0, length, position));
    }
    this.#clock += 1;
    let oldest: Window | undefined;
    for (const window of this.#windows) {
      if (position >= window.start && position + length <= window.end) {
        window.used = this.#clock;
        return window.bytes.subarray(position - window.start, position - window.start + length);
      }
      if (oldest === undefined || window.used < oldest.used) oldest = window;
    }
    let target = oldest;
    if (target === undefined || this.#windows.length < WINDOWS) {
      target = { bytes: Buffer.allocUnsafeSlow(WINDOW), start: 0, end: 0, used: 0 };
      this.#windows.push(target);
    }
    target.start = position;
    target.end = position + readFully(this.#fd, target.bytes, 0, WINDOW, position);
    target.used = this.#clock;
    return target.bytes.subarray(0, Math.min(length, target.end - position));
  }

  /** @throws DamagedFile */
  header(offset: number): EntryHeader {
    const bytes = this.view(offset, 20 + this.#idLength);
    let at = 0;
    const next = (): number => {
      const byte = bytes[at];
      if (byte === undefined) throw new DamagedFile('an entry that is cut off');
      at += 1;
      return byte;
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
      if (at > bytes.length) throw new DamagedFile('an entry that is cut off');
    } else if (kind < 1 || kind > 4) throw new DamagedFile('an entry of unknown kind');
    return { kind, size, dataStart: offset + at, baseOffset, baseId };
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
export function inflateExactly(compressed: Uint8Array, size: number): Buffer {
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
