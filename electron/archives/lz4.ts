/** LZ4 frames, those of the old form too, one after the other; skippable frames between them are passed over. */
import type { ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

const FRAME = 0x184d2204;
const LEGACY_FRAME = 0x184c2102;
/** `mozL`, of `mozLz40`. */
const MOZILLA = 0x4c7a6f6d;
const MOST_OF_MOZILLA = 64 << 20;
const HISTORY = 65_536;
const LEGACY_BLOCK = 8 << 20;
/** What a block may grow by that can't be compressed. */
const SLACK = 65_536;

/** A skippable frame may stand before an LZ4 frame as well as before one of zstd, and which it is shows only behind it. */
export function isLz4Behind(source: ByteSource): boolean {
  let offset = 0;
  for (let frames = 0; frames < 1000; frames += 1) {
    const head = source.read(offset, 8);
    if (head.length < 8) return false;
    const magic = head.readUInt32LE(0);
    if (!isSkippable(magic)) return magic === FRAME || magic === LEGACY_FRAME;
    offset += 8 + head.readUInt32LE(4);
  }
  return false;
}

function isSkippable(magic: number): boolean {
  return magic >= 0x184d2a50 && magic <= 0x184d2a5f;
}

/** Returns where the last frame ends. */
export function* decodeLz4(source: ByteSource): Generator<Uint8Array, number, void> {
  let offset = 0;
  while (offset + 4 <= source.size) {
    const head = source.read(offset, 8);
    if (head.length < 4) throw new ArchiveError('ends-early');
    const magic = head.readUInt32LE(0);
    if (magic === FRAME) offset = yield* decodeFrame(source, offset + 4);
    else if (magic === LEGACY_FRAME) offset = yield* decodeLegacy(source, offset + 4);
    else if (offset === 0 && magic === MOZILLA) offset = yield* decodeMozilla(source);
    else if (isSkippable(magic) && head.length === 8) offset += 8 + head.readUInt32LE(4);
    else if (offset === 0) throw new ArchiveError('damaged');
    else break;
  }
  return offset;
}

/** Gives back where the frame ends. */
function* decodeFrame(source: ByteSource, start: number): Generator<Uint8Array, number, void> {
  const descriptor = source.read(start, 2);
  if (descriptor.length < 2) throw new ArchiveError('ends-early');
  const flags = descriptor[0]!;
  const sizeCode = (descriptor[1]! >> 4) & 7;
  if (flags >> 6 !== 1 || sizeCode < 4) throw new ArchiveError('damaged');
  if ((flags & 1) !== 0) throw new ArchiveError('dictionary-elsewhere');
  const decoder = new BlockDecoder(2 ** (8 + 2 * sizeCode));
  const linked = (flags & 0x20) === 0;
  let offset = start + 2 + ((flags & 8) !== 0 ? 8 : 0) + 1;
  for (;;) {
    const head = source.read(offset, 4);
    if (head.length < 4) throw new ArchiveError('ends-early');
    const word = head.readUInt32LE(0);
    offset += 4;
    if (word === 0) return offset + ((flags & 4) !== 0 ? 4 : 0);
    const size = word & 0x7fffffff;
    if (!linked) decoder.forget();
    yield* decoder.block(source, offset, size, word >= 0x80000000);
    offset += size + ((flags & 0x10) !== 0 ? 4 : 0);
  }
}

function* decodeLegacy(source: ByteSource, start: number): Generator<Uint8Array, number, void> {
  const decoder = new BlockDecoder(LEGACY_BLOCK);
  let offset = start;
  for (;;) {
    const head = source.read(offset, 4);
    if (head.length < 4) return source.size;
    const size = head.readUInt32LE(0);
    if (size === FRAME || size === LEGACY_FRAME || isSkippable(size)) return offset;
    offset += 4;
    decoder.forget();
    yield* decoder.block(source, offset, size, false);
    offset += size;
  }
}

/** What Firefox keeps its sessions in: its own mark, the size, one block. */
function* decodeMozilla(source: ByteSource): Generator<Uint8Array, number, void> {
  const size = source.read(8, 4);
  if (size.length < 4) throw new ArchiveError('ends-early');
  if (size.readUInt32LE(0) > MOST_OF_MOZILLA) throw new ArchiveError('block-too-large');
  yield* new BlockDecoder(size.readUInt32LE(0)).block(source, 12, source.size - 12, false);
  return source.size;
}

class BlockDecoder {
  readonly #most: number;
  /** What came before, then the block. */
  readonly #window: Uint8Array;
  #history = 0;

  constructor(most: number) {
    this.#most = most;
    this.#window = new Uint8Array(HISTORY + most);
  }

  forget(): void {
    this.#history = 0;
  }

  /** @throws ArchiveError after what came before the damage was given */
  *block(
    source: ByteSource,
    offset: number,
    size: number,
    stored: boolean,
  ): Generator<Uint8Array, void, void> {
    if (size > this.#most + SLACK) throw new ArchiveError('damaged');
    const packed = source.read(offset, size);
    const { end, whole } = stored ? this.#store(packed) : this.#unpack(packed);
    const window = this.#window;
    if (end > this.#history) yield window.slice(this.#history, end);
    if (packed.length < size) throw new ArchiveError('ends-early');
    if (!whole) throw new ArchiveError('damaged');
    const kept = Math.min(HISTORY, end);
    window.copyWithin(0, end - kept, end);
    this.#history = kept;
  }

  #store(packed: Uint8Array): { end: number; whole: boolean } {
    const part = packed.subarray(0, this.#most);
    this.#window.set(part, this.#history);
    return { end: this.#history + part.length, whole: part.length === packed.length };
  }

  #unpack(packed: Uint8Array): { end: number; whole: boolean } {
    const window = this.#window;
    const limit = this.#history + this.#most;
    let out = this.#history;
    let at = 0;
    /** Lengths of 15 and more go on in further bytes. */
    const more = (length: number): number => {
      let total = length;
      for (let byte = 255; byte === 255;) {
        byte = packed[at] ?? 0;
        at += 1;
        total += byte;
        if (total > this.#most) return total;
      }
      return total;
    };
    while (at < packed.length) {
      const token = packed[at++]!;
      const literals = token >> 4 === 15 ? more(15) : token >> 4;
      const present = Math.min(literals, packed.length - at, limit - out);
      window.set(packed.subarray(at, at + present), out);
      out += present;
      at += present;
      if (present < literals) return { end: out, whole: false };
      if (at >= packed.length) return { end: out, whole: true };
      const distance = packed[at]! | ((packed[at + 1] ?? 0) << 8);
      at += 2;
      const length = ((token & 15) === 15 ? more(15) : token & 15) + 4;
      if (distance === 0 || distance > out || at > packed.length || length > limit - out) {
        return { end: out, whole: false };
      }
      for (const end = out + length; out < end; out += 1) window[out] = window[out - distance]!;
    }
    return { end: out, whole: true };
  }
}
