/** Zstandard frames; `fzstd` decodes them, after their headers were looked at here. */
import { Decompress } from 'fzstd';
import { CHUNK_BYTES, type ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

/** SECURITY: a frame may ask for a window of terabytes; the decoder would allocate it. */
const MAX_WINDOW = 128 << 20;

/** Returns where the last frame ends. */
export function* decodeZstd(source: ByteSource): Generator<Uint8Array, number, void> {
  let last = 0;
  for (const { start, end, cut, size } of framesOf(source)) {
    const out: Uint8Array[] = [];
    let unpacked = 0;
    const decoder = new Decompress((chunk) => {
      unpacked += chunk.length;
      out.push(chunk);
    });
    for (let offset = start; offset < end; offset += CHUNK_BYTES) {
      const length = Math.min(CHUNK_BYTES, end - offset);
      try {
        decoder.push(Uint8Array.from(source.read(offset, length)), !cut && offset + length >= end);
      } catch {
        yield* out.splice(0);
        throw new ArchiveError('damaged');
      }
      yield* out.splice(0);
    }
    if (cut) throw new ArchiveError('ends-early');
    // The decoder takes what is none, and looks at no checksum.
    if (size !== null && size !== unpacked) throw new ArchiveError('damaged');
    last = end;
  }
  if (last === 0) throw new ArchiveError('damaged');
  return last;
}

const MAGIC = 0xfd2fb528;
/** What no encoder sets, and no decoder takes. */
const RESERVED_BIT = 8;
const COMPRESSED = 2;
const RESERVED_TYPE = 3;
/** No block is longer, packed or unpacked. */
const MAX_BLOCK = 128 << 10;
/** SECURITY: blocks may be empty, and content made of nothing else. */
const MOST_HEADERS = 64;

/**
 * Whether a frame may begin there, in the middle of something else. Programs hold its magic as a number, and bytes behind it
 * are blocks that need no decoding more often than not: what they say of themselves has to be possible, up to the first block
 * that is decoded.
 */
export function isZstdStart(source: ByteSource): boolean {
  const head = source.read(0, 5);
  if (head.length < 5 || head.readUInt32LE(0) !== MAGIC) return true;
  const descriptor = head[4]!;
  if ((descriptor & RESERVED_BIT) !== 0) return false;
  const { dictionaryBytes, sizeBytes } = fieldsOf(descriptor);
  let block = 5 + (isSingle(descriptor) ? 0 : 1) + dictionaryBytes + sizeBytes;
  for (let count = 0; count < MOST_HEADERS; count += 1) {
    const header = source.read(block, 3);
    if (header.length < 3) return true;
    const value = header.readUIntLE(0, 3);
    const type = (value >> 1) & 3;
    const size = value >> 3;
    if (type === RESERVED_TYPE || size > MAX_BLOCK) return false;
    if (type === COMPRESSED || (value & 1) === 1) return true;
    block += 3 + (type === 1 ? 1 : size);
  }
  return true;
}

function isSingle(descriptor: number): boolean {
  return (descriptor & 0x20) !== 0;
}

function fieldsOf(descriptor: number): { readonly dictionaryBytes: number; readonly sizeBytes: number } {
  return {
    dictionaryBytes: [0, 1, 2, 4][descriptor & 3]!,
    sizeBytes: [isSingle(descriptor) ? 1 : 0, 2, 4, 8][descriptor >> 6]!,
  };
}

interface Frame {
  readonly start: number;
  readonly end: number;
  readonly cut: boolean;
  /** Of what comes out; null where the frame does not say. */
  readonly size: number | null;
}

/** Finds the frames by walking over the headers of their blocks. */
function* framesOf(source: ByteSource): Generator<Frame, void, void> {
  let offset = 0;
  while (offset + 8 <= source.size) {
    const head = source.read(offset, 18);
    const magic = head.readUInt32LE(0);
    if (magic >= 0x184d2a50 && magic <= 0x184d2a5f) {
      offset += 8 + head.readUInt32LE(4);
      continue;
    }
    if (magic !== MAGIC) return;
    const descriptor = head[4]!;
    const single = isSingle(descriptor);
    const { dictionaryBytes, sizeBytes } = fieldsOf(descriptor);
    let at = 5;
    let window = 0;
    if (!single) {
      const byte = head[at]!;
      const base = 2 ** (10 + (byte >> 3));
      window = base + (base / 8) * (byte & 7);
      at += 1;
    }
    at += dictionaryBytes;
    if (head.length < at + sizeBytes) return;
    let size: number | null = null;
    if (sizeBytes === 8) size = Number(head.readBigUInt64LE(at));
    else if (sizeBytes > 0) size = head.readUIntLE(at, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
    if (single) window = size ?? 0;
    if (window > MAX_WINDOW) throw new ArchiveError('window-too-large');
    let block = offset + at + sizeBytes;
    let cut = false;
    for (;;) {
      const header = source.read(block, 3);
      if (header.length < 3) {
        cut = true;
        break;
      }
      const value = header.readUIntLE(0, 3);
      block += 3 + (((value >> 1) & 3) === 1 ? 1 : value >> 3);
      if ((value & 1) === 1) break;
    }
    const end = block + ((descriptor & 4) !== 0 ? 4 : 0);
    cut ||= end > source.size;
    yield { start: offset, end: Math.min(end, source.size), cut, size };
    offset = end;
  }
}
