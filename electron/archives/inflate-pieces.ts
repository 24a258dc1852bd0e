/**
 * Inflates streams piece by piece into one buffer that is used again and again.
 *
 * A stream of `node:zlib` makes a new buffer for each piece, and what an archive unpacks to waits as garbage: tens of
 * megabytes in each thread. The engine behind such a stream is driven by hand instead, and only
 * where that was seen to work.
 */
import {
  constants,
  createGunzip,
  createInflate,
  createInflateRaw,
  deflateRawSync,
  deflateSync,
  gzipSync,
} from 'node:zlib';
import { inflate } from './inflate.ts';
import { ArchiveError, bufferSource, chunksOf, type ByteSource } from './source.ts';
import { Breaks } from './breaks.ts';
import { engineOf, type Engine } from './zlib-engine.ts';

type Form = 'gzip' | 'zlib' | 'raw';

const PIECE = 1 << 17;
const MOST_SPARE = 3;

interface Unpacker {
  /** Kept, since the engine goes with it. */
  readonly stream: object;
  readonly engine: Engine;
  readonly out: Uint8Array;
  failed: boolean;
}

const spare: Readonly<Record<Form, Unpacker[]>> = { gzip: [], zlib: [], raw: [] };
const works: Partial<Record<Form, boolean>> = {};

/**
 * What a stream unpacks to, up to where it ends or is cut off. A piece is valid until the next one is asked for.
 * @throws ArchiveError where it is damaged, after what comes before the damage
 */
export async function* inflatePieces(source: ByteSource, form: Form): AsyncGenerator<Uint8Array, void, void> {
  const unpacker = isUsable(form) ? (spare[form].pop() ?? newUnpacker(form)) : null;
  if (unpacker === null) {
    yield* inflate(source, form);
    return;
  }
  const breaks = new Breaks();
  for (const piece of piecesOf(unpacker, source)) {
    yield piece;
    await breaks.take();
  }
  // One that was left in the middle is not used again.
  if (spare[form].length < MOST_SPARE) spare[form].push(unpacker);
}

function* piecesOf(unpacker: Unpacker, source: ByteSource): Generator<Uint8Array, void, void> {
  const { engine, out } = unpacker;
  unpacker.failed = false;
  engine.handle.reset();
  for (const chunk of chunksOf(source)) {
    let left = chunk.length;
    for (;;) {
      engine.handle.writeSync(constants.Z_SYNC_FLUSH, chunk, chunk.length - left, left, out, 0, PIECE);
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set by the engine's error callback
      if (unpacker.failed) throw new ArchiveError('it is damaged');
      const room = engine.left[0]!;
      left = engine.left[1]!;
      if (room < PIECE) yield out.subarray(0, PIECE - room);
      // A full buffer: there may be more, also where all of the input is taken.
      if (room > 0) break;
    }
    // What stands behind the end is passed over.
    if (left > 0) return;
  }
}

function newUnpacker(form: Form): Unpacker | null {
  const stream = form === 'gzip' ? createGunzip() : form === 'zlib' ? createInflate() : createInflateRaw();
  const engine = engineOf(stream);
  if (engine === null) return null;
  const unpacker: Unpacker = { stream, engine, out: new Uint8Array(PIECE), failed: false };
  engine.handle.onerror = () => {
    unpacker.failed = true;
  };
  return unpacker;
}

/** Tried once: whole, used again, damaged and cut off. */
function isUsable(form: Form): boolean {
  works[form] ??= behaves(form);
  return works[form];
}

function behaves(form: Form): boolean {
  try {
    const text = Buffer.alloc(3 * PIECE, 'does the engine work as it should? ');
    const pack = { gzip: gzipSync, zlib: deflateSync, raw: deflateRawSync }[form];
    const packed = pack(text);
    const unpacker = newUnpacker(form);
    if (unpacker === null) return false;
    const unpack = (bytes: Buffer): Buffer =>
      Buffer.concat(Array.from(piecesOf(unpacker, bufferSource(bytes)), (piece) => Buffer.from(piece)));
    for (let round = 0; round < 2; round += 1) {
      if (!unpack(packed).equals(text)) return false;
      const cut = unpack(packed.subarray(0, packed.length >> 1));
      if (cut.length === 0 || !cut.equals(text.subarray(0, cut.length))) return false;
      // A block of a kind that does not exist.
      const damaged = Buffer.concat([
        packed.subarray(0, { gzip: 10, zlib: 2, raw: 0 }[form]),
        Buffer.from([7, 7]),
      ]);
      if (!isRefused(() => unpack(damaged))) return false;
    }
    spare[form].push(unpacker);
    return true;
  } catch {
    return false;
  }
}

function isRefused(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch (error) {
    return error instanceof ArchiveError;
  }
}
