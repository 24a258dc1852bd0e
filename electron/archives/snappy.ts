/** Snappy: blocks as databases keep them, and the framed form of files. */
import type { ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

/** SECURITY: a block says how large it is; more is not made for it. */
const MAX_BLOCK = 64 << 20;

/** How many bytes show how much a block unpacks to. */
export const SNAPPY_HEAD_BYTES = 5;

/** What a block says that it unpacks to, and where it begins to; null where that is no number. */
function sizeIn(packed: Uint8Array): { readonly size: number; readonly end: number } | null {
  let size = 0;
  for (const [index, byte] of packed.subarray(0, SNAPPY_HEAD_BYTES).entries()) {
    size += (byte & 0x7f) * 128 ** index;
    if ((byte & 0x80) === 0) return { size, end: index + 1 };
  }
  return null;
}

/**
 * What a block unpacks to, as far as it can be read.
 * @param lenient also what is longer or shorter than it says
 * @throws ArchiveError
 */
export function decodeSnappy(packed: Uint8Array, lenient = false): Buffer {
  const head = sizeIn(packed);
  if (head === null) throw new ArchiveError('damaged');
  const { size } = head;
  let at = head.end;
  if (size > MAX_BLOCK) throw new ArchiveError('block-too-large');
  let out = Buffer.alloc(lenient ? Math.min(MAX_BLOCK, packed.length * 2 + size) : size);
  let filled = 0;
  while (at < packed.length) {
    const tag = packed[at++]!;
    const kind = tag & 3;
    let length: number;
    let offset = 0;
    if (kind === 0) {
      length = tag >> 2;
      if (length >= 60) {
        const bytes = length - 59;
        length = 0;
        for (let index = 0; index < bytes; index += 1) length += (packed[at++] ?? 0) * 256 ** index;
      }
      length += 1;
      if (at + length > packed.length) throw new ArchiveError('ends-early');
    } else {
      const bytes = kind === 1 ? 1 : kind === 2 ? 2 : 4;
      length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
      if (kind === 1) offset = (tag >> 5) * 256;
      for (let index = 0; index < bytes; index += 1) offset += (packed[at++] ?? 0) * 256 ** index;
      if (offset === 0 || offset > filled) throw new ArchiveError('damaged');
    }
    if (filled + length > out.length) {
      if (!lenient || filled + length > MAX_BLOCK) throw new ArchiveError('damaged');
      out = Buffer.concat([out, Buffer.alloc(out.length + length)]);
    }
    if (kind === 0) {
      out.set(packed.subarray(at, at + length), filled);
      at += length;
    } else
      for (let index = 0; index < length; index += 1) out[filled + index] = out[filled + index - offset]!;
    filled += length;
  }
  if (!lenient && filled !== size) throw new ArchiveError('ends-early');
  return out.subarray(0, filled);
}

/**
 * @param head its first bytes @param size of all of it, in bytes
 * @returns whether a block of that size may begin so: what it says that it unpacks to is at the least what literals alone would
 *   be, and at the most 64 bytes for each copy of three
 */
export function mayBeSnappy(head: Uint8Array, size: number): boolean {
  const unpacked = sizeIn(head)?.size ?? null;
  return unpacked !== null && unpacked >= ((size - 32) / 7) * 6 && unpacked <= (size / 3) * 64;
}

/** Returns where it ends. */
export function* decodeFramedSnappy(source: ByteSource): Generator<Uint8Array, number, void> {
  let at = 0;
  while (at < source.size) {
    const head = source.read(at, 4);
    if (head.length < 4) throw new ArchiveError('ends-early');
    const type = head[0]!;
    const length = head.readUIntLE(1, 3);
    const start = at + 4;
    at = start + length;
    if (type > 1) {
      if (type < 0x80) throw new ArchiveError('damaged');
      continue;
    }
    const body = Buffer.from(source.read(start, length));
    if (body.length < length || length < 4) throw new ArchiveError('ends-early');
    yield type === 1 ? body.subarray(4) : decodeSnappy(body.subarray(4));
  }
  return at;
}
