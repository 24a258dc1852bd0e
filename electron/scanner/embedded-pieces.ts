/** What is asked of the pieces of what begins in the middle of some content. */
import { decodeSnappy, mayBeSnappy, SNAPPY_HEAD_BYTES, type ByteSource } from '../archives/index.ts';

/** By its name, its version, and the place of its files' list. */
export function isCabinet(head: Buffer): boolean {
  if (head.length < 36 || head.toString('latin1', 0, 8) !== 'MSCF\0\0\0\0') return false;
  return head[24]! <= 3 && head[25] === 1 && head.readUInt32LE(16) < head.readUInt32LE(8);
}

export function* counted(
  pieces: Iterable<Uint8Array>,
  count: (bytes: number) => void,
): Generator<Uint8Array, void, void> {
  for (const piece of pieces) {
    count(piece.length);
    yield piece;
  }
}

export async function* endOf(
  pieces: AsyncGenerator<Uint8Array, number, void>,
  end: (offset: number) => void,
): AsyncGenerator<Uint8Array, void, void> {
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) {
      end(next.value);
      return;
    }
    yield next.value;
  }
}

export function isPng(source: ByteSource): boolean {
  return source.read(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n';
}

/** By its numbers of disks, members and bytes: four letters alone may stand anywhere. */
export function mayEndZip(end: Buffer): boolean {
  return (
    end.readUInt32LE(4) === 0 && end.readUInt16LE(8) === end.readUInt16LE(10) && end.readUInt32LE(12) >= 46
  );
}

/** SECURITY: how much of it is read at once. */
const MAX_SNAPPY = 64 << 20;

/** What all of it unpacks to as one block of snappy; null where it is none. */
export function snappyIn(source: ByteSource): Uint8Array | 'too-large' | null {
  const { size } = source;
  if (size > MAX_SNAPPY) return mayBeSnappy(source.read(0, SNAPPY_HEAD_BYTES), size) ? 'too-large' : null;
  try {
    return decodeSnappy(Buffer.from(source.read(0, size)), true);
  } catch {
    return null;
  }
}
