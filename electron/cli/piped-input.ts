/** Standard input as it comes, without the runtime's streams where they are not needed: they take as long to load as a small scan. */
import { closeSync, constants, createReadStream, fstatSync, openSync, readSync } from 'node:fs';

const FILE_PIECE_BYTES = 1 << 20;
const PIPE_PIECE_BYTES = 1 << 16;
/** So often others get a turn, Ctrl-C among them. */
const PIECES_IN_A_TURN = 8;

/** @param descriptor which is read to its end, from where it stands */
export async function* readPiped(descriptor: number): AsyncGenerator<Uint8Array, void, void> {
  const kind = fstatSync(descriptor);
  // What may keep us waiting is not read at once, as nothing else could happen meanwhile.
  const isFile = kind.isFile();
  const ready = isFile ? descriptor : kind.isFIFO() ? openWithoutWaiting(descriptor) : null;
  if (ready !== null) {
    try {
      for (let pieces = 1; ; pieces += 1) {
        const piece = readReady(ready, isFile ? FILE_PIECE_BYTES : PIPE_PIECE_BYTES);
        if (piece === 'not yet') break;
        if (piece.length === 0) return;
        yield piece;
        if (pieces % PIECES_IN_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      if (ready !== descriptor) closeSync(ready);
    }
  }
  const stream = descriptor === 0 ? process.stdin : createReadStream('', { fd: descriptor });
  yield* stream as AsyncIterable<Uint8Array>;
}

/** Linux alone opens the same pipe once more with a way of its own to read it; null elsewhere, and where it may not be opened. */
function openWithoutWaiting(descriptor: number): number | null {
  try {
    return openSync(`/proc/self/fd/${String(descriptor)}`, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return null;
  }
}

function readReady(descriptor: number, bytes: number): Uint8Array | 'not yet' {
  const piece = Buffer.allocUnsafe(bytes);
  try {
    return piece.subarray(0, readSync(descriptor, piece));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 'not yet';
    throw error;
  }
}
