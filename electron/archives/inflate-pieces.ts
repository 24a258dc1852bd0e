/**
 * Inflates gzip, zlib and raw deflate piece by piece into one buffer that is used again and again, and says where a stream
 * ends, whether all of it was there, and whether its checksum is right.
 *
 * A stream of `node:zlib` makes a new buffer for each piece, and what an archive unpacks to waits as garbage: tens of
 * megabytes in each thread. The engine behind such a stream is driven by hand instead, and only where that was seen to work.
 */
import { constants, createInflateRaw, deflateRawSync } from 'node:zlib';
import { Breaks } from './breaks.ts';
import { adler32, crc32 } from './checksums.ts';
import { inflateRaw } from './inflate.ts';
import { bufferSource, CHUNK_BYTES, growingChunksOf, partSource, type ByteSource } from './source.ts';
import { engineOf, type Engine } from './zlib-engine.ts';
import { ArchiveError, type ArchiveProblem } from './problem.ts';

type Form = 'gzip' | 'zlib' | 'raw';

const PIECE = 1 << 17;
const MOST_SPARE = 3;
const DAMAGED = 'damaged';
const CUT = 'ends-early';
const WRONG_CHECKSUM = 'wrong-checksum';
const NOTHING = new Uint8Array(0);

interface Unpacker {
  /** Kept, since the engine goes with it. */
  readonly stream: object;
  readonly engine: Engine;
  readonly out: Uint8Array;
  failed: boolean;
}

const spare: Unpacker[] = [];
let works: boolean | null = null;

/**
 * What a stream unpacks to; of gzip all members that follow each other. A piece is valid until the next one is asked for.
 * Returns the offset behind the stream.
 * @throws ArchiveError where it is damaged, cut off or has a wrong checksum, after everything that could be read
 */
export async function* inflatePieces(
  source: ByteSource,
  form: Form,
  start = 0,
): AsyncGenerator<Uint8Array, number, void> {
  if (form === 'raw') return yield* rawStream(source, start);
  if (form === 'zlib') return yield* zlibStream(source, start);
  let problem: ArchiveProblem | null = null;
  let offset = start;
  let last: number;
  do {
    const body = gzipBody(source, offset);
    let crc = 0;
    let size = 0;
    const end = yield* watched(source, body, (piece) => {
      crc = crc32(piece, crc);
      size = (size + piece.length) >>> 0;
    });
    const trailer = source.read(end, 8);
    if (trailer.length < 8) throw new ArchiveError(CUT);
    if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== size) problem = WRONG_CHECKSUM;
    last = end + 8;
    offset = behindZeros(source, last);
  } while (isGzip(source, offset));
  if (problem !== null) throw new ArchiveError(problem);
  return last;
}

/** Tapes and some disks are filled up to a block's end; what was appended begins behind it. */
function behindZeros(source: ByteSource, from: number): number {
  for (let at = from; at < source.size; at += CHUNK_BYTES) {
    const chunk = source.read(at, CHUNK_BYTES);
    const other = chunk.findIndex((byte) => byte !== 0);
    if (other >= 0) return at + other;
    if (chunk.length < CHUNK_BYTES) break;
  }
  return source.size;
}

async function* zlibStream(source: ByteSource, start: number): AsyncGenerator<Uint8Array, number, void> {
  const flags = source.read(start + 1, 1)[0] ?? 0;
  if ((flags & 0x20) !== 0) throw new ArchiveError('dictionary-not-in-it');
  let sum = 1;
  const end = yield* watched(source, start + 2, (piece) => {
    sum = adler32(piece, sum);
  });
  const trailer = source.read(end, 4);
  if (trailer.length < 4) throw new ArchiveError(CUT);
  if (trailer.readUInt32BE(0) !== sum) throw new ArchiveError(WRONG_CHECKSUM);
  return end + 4;
}

async function* watched(
  source: ByteSource,
  start: number,
  watch: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array, number, void> {
  const pieces = rawStream(source, start);
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return next.value;
    watch(next.value);
    yield next.value;
  }
}

/** The magic, the only method there is, and no flags that are reserved. */
function isGzip(source: ByteSource, offset: number): boolean {
  const head = source.read(offset, 4);
  return (
    head.length === 4 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8 && (head[3]! & 0xe0) === 0
  );
}

/** Where the compressed data begins, behind the optional fields of the header. */
function gzipBody(source: ByteSource, start: number): number {
  const head = source.read(start, 10);
  if (head.length < 10) throw new ArchiveError(CUT);
  const flags = head[3]!;
  let at = start + 10;
  if ((flags & 4) !== 0) {
    const length = source.read(at, 2);
    if (length.length < 2) throw new ArchiveError(CUT);
    at += 2 + length.readUInt16LE(0);
  }
  for (const field of [8, 16]) {
    if ((flags & field) === 0) continue;
    const text = source.read(at, 65_536);
    const end = text.indexOf(0);
    if (end < 0) throw new ArchiveError(text.length < 65_536 ? CUT : DAMAGED);
    at += end + 1;
  }
  return (flags & 2) === 0 ? at : at + 2;
}

async function* rawStream(source: ByteSource, start: number): AsyncGenerator<Uint8Array, number, void> {
  const part = partSource(source, start, source.size);
  const unpacker = isUsable() ? (spare.pop() ?? newUnpacker()) : null;
  if (unpacker === null) return start + (yield* inflateRaw(growingChunksOf(part)));
  const breaks = new Breaks();
  const pieces = piecesOf(unpacker, part);
  for (;;) {
    const next = pieces.next();
    if (next.done === true) {
      // One that was left in the middle is not used again.
      if (spare.length < MOST_SPARE) spare.push(unpacker);
      return start + next.value;
    }
    yield next.value;
    await breaks.take();
  }
}

/** How much has to come out of what may be a stream. */
export const LEAST_UNPACKED = 32;

/** How much raw deflate unpacks to, and whether it ends there. */
export function inflateSome(packed: Uint8Array): {
  readonly bytes: number;
  readonly end: 'whole' | 'more' | 'damaged';
} {
  const unpacker = isUsable() ? (spare.pop() ?? newUnpacker()) : null;
  if (unpacker === null) return { bytes: LEAST_UNPACKED, end: 'more' };
  const { engine, out } = unpacker;
  unpacker.failed = false;
  engine.handle.reset();
  engine.handle.writeSync(constants.Z_SYNC_FLUSH, packed, 0, packed.length, out, 0, PIECE);
  const [leftOut = 0, leftIn = 0] = engine.left;
  if (spare.length < MOST_SPARE) spare.push(unpacker);
  if (hasFailed(unpacker)) return { bytes: 0, end: 'damaged' };
  return { bytes: PIECE - leftOut, end: leftOut > 0 && leftIn > 0 ? 'whole' : 'more' };
}

/** Set by the engine's error callback, of which the compiler knows nothing. */
function hasFailed(unpacker: Unpacker): boolean {
  return unpacker.failed;
}

/** Returns where the stream ends. */
function* piecesOf(unpacker: Unpacker, source: ByteSource): Generator<Uint8Array, number, void> {
  const given = { bytes: 0 };
  try {
    return yield* stepsOf(unpacker, source, false, given);
  } catch (error) {
    if (!unpacker.failed) throw error;
  }
  // With an error the engine tells nothing of what it wrote before it: again, and behind what was given byte by byte.
  return yield* stepsOf(unpacker, source, true, given);
}

/** @param again what was given is passed over, and behind it the steps are single bytes */
function* stepsOf(
  unpacker: Unpacker,
  source: ByteSource,
  again: boolean,
  given: { bytes: number },
): Generator<Uint8Array, number, void> {
  const { engine, out } = unpacker;
  const known = given.bytes;
  unpacker.failed = false;
  engine.handle.reset();
  let total = 0;
  let kept = 0;
  /** Of the second round: what was unpacked behind the known part. */
  const tail = again ? new Uint8Array(PIECE) : NOTHING;
  let read = 0;
  for (const chunk of growingChunksOf(source)) {
    let left = chunk.length;
    for (;;) {
      const most = !again ? PIECE : total < known ? Math.min(PIECE, known - total) : 1;
      if (again) out[0] = 0;
      engine.handle.writeSync(constants.Z_SYNC_FLUSH, chunk, chunk.length - left, left, out, 0, most);
      if (hasFailed(unpacker)) {
        // The damage may show before the next byte is asked for.
        if (again && out[0] !== 0 && kept < tail.length) tail[kept++] = out[0]!;
        if (kept > 0) yield tail.subarray(0, kept);
        throw new ArchiveError(DAMAGED);
      }
      const room = engine.left[0]!;
      left = engine.left[1]!;
      const made = most - room;
      total += made;
      if (!again) given.bytes = total;
      if (made > 0 && !again) yield out.subarray(0, made);
      else if (made > 0 && total > known && kept < tail.length) tail[kept++] = out[0]!;
      // A full buffer: there may be more, also where all of the input is taken.
      if (room > 0) break;
    }
    read += chunk.length;
    if (left > 0) return read - left;
  }
  // Whether it ended with its last byte, or goes on and is not there.
  engine.handle.writeSync(constants.Z_FINISH, NOTHING, 0, 0, out, 0, PIECE);
  if (hasFailed(unpacker)) {
    unpacker.failed = false;
    throw new ArchiveError(CUT);
  }
  return read;
}

function newUnpacker(): Unpacker | null {
  const stream = createInflateRaw();
  const engine = engineOf(stream);
  if (engine === null) return null;
  const unpacker: Unpacker = { stream, engine, out: new Uint8Array(PIECE), failed: false };
  engine.handle.onerror = () => {
    unpacker.failed = true;
  };
  return unpacker;
}

/** Tried once: whole, used again, damaged, cut off and followed by something. */
function isUsable(): boolean {
  works ??= behaves();
  return works;
}

function behaves(): boolean {
  try {
    const text = Buffer.alloc(3 * PIECE, 'does the engine work as it should? ');
    const packed = deflateRawSync(text);
    const unpacker = newUnpacker();
    if (unpacker === null) return false;
    const unpack = (
      bytes: Buffer,
    ): { readonly bytes: Buffer; readonly end: number | ArchiveProblem | null } => {
      const parts: Buffer[] = [];
      const pieces = piecesOf(unpacker, bufferSource(bytes));
      try {
        for (;;) {
          const next = pieces.next();
          if (next.done === true) return { bytes: Buffer.concat(parts), end: next.value };
          parts.push(Buffer.from(next.value));
        }
      } catch (error) {
        return { bytes: Buffer.concat(parts), end: error instanceof ArchiveError ? error.problem : null };
      }
    };
    for (let round = 0; round < 2; round += 1) {
      for (const behind of [0, 9]) {
        const whole = unpack(Buffer.concat([packed, Buffer.alloc(behind)]));
        if (!whole.bytes.equals(text) || whole.end !== packed.length) return false;
      }
      const cut = unpack(packed.subarray(0, packed.length >> 1));
      if (cut.bytes.length === 0 || cut.end !== CUT || !text.subarray(0, cut.bytes.length).equals(cut.bytes))
        return false;
      // A stored block, and behind it one of a kind that does not exist.
      const damaged = unpack(Buffer.from([0, 2, 0, 0xfd, 0xff, 0x6f, 0x6b, 7, 7]));
      if (damaged.end !== DAMAGED || damaged.bytes.toString('latin1') !== 'ok') return false;
    }
    spare.push(unpacker);
    return true;
  } catch {
    return false;
  }
}
