/**
 * Reads a pack's `.idx` (versions 1 and 2, offsets over 4 GB, SHA-1 and SHA-256). Ids stay in the file and are read in
 * pieces, so that the index of a large repository does not fill the memory.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The file is not what its format says; the pack is then read without it. */
export class DamagedFile extends Error {}

const FANOUT = 256;
const READ_AT_ONCE = 256 * 1024;
/** Ids that lie no farther apart are read together. */
const READ_TOGETHER = 16 * 1024;

export class PackIndex {
  readonly count: number;
  readonly idLength: number;
  readonly #fd: number;
  readonly #version: 1 | 2;
  readonly #fanout: Uint32Array;
  #bucket = -1;
  #bucketIds: Buffer = Buffer.alloc(0);

  /** @throws DamagedFile, or the system's error */
  constructor(file: string, idLength: number) {
    this.idLength = idLength;
    this.#fd = openSync(file, 'r');
    try {
      const size = fstatSync(this.#fd).size;
      const head = this.#read(0, 8 + FANOUT * 4);
      const modern = head.readUInt32BE(0) === 0xff744f63;
      if (modern && head.readUInt32BE(4) !== 2) throw new DamagedFile('an index of unknown version');
      this.#version = modern ? 2 : 1;
      this.#fanout = new Uint32Array(FANOUT);
      let previous = 0;
      for (let index = 0; index < FANOUT; index += 1) {
        const value = head.readUInt32BE((modern ? 8 : 0) + index * 4);
        if (value < previous) throw new DamagedFile('an index whose table is not in order');
        this.#fanout[index] = previous = value;
      }
      this.count = previous;
      const perObject = this.#version === 1 ? 4 + idLength : idLength + 8;
      if ((modern ? 8 : 0) + FANOUT * 4 + this.count * perObject + 2 * idLength > size) {
        throw new DamagedFile('an index that is cut off');
      }
    } catch (error) {
      closeSync(this.#fd);
      throw error;
    }
  }

  close(): void {
    closeSync(this.#fd);
  }

  /** Offsets by position in the index. */
  offsets(): Float64Array {
    const offsets = new Float64Array(this.count);
    if (this.#version === 1) {
      const stride = 4 + this.idLength;
      this.#eachPiece(FANOUT * 4, stride, (piece, at, index) => {
        offsets[index] = piece.readUInt32BE(at);
      });
      return offsets;
    }
    const table = 8 + FANOUT * 4 + this.count * (this.idLength + 4);
    const wide: number[] = [];
    this.#eachPiece(table, 4, (piece, at, index) => {
      const value = piece.readUInt32BE(at);
      offsets[index] = value;
      if (value >= 0x80000000) wide.push(index);
    });
    for (const index of wide) {
      const entry = this.#read(table + this.count * 4 + (offsets[index]! - 0x80000000) * 8, 8);
      const value = entry.readBigUInt64BE(0);
      offsets[index] = value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
    }
    return offsets;
  }

  /** All ids, in order. Large: use only where every id is looked at. A piece is valid during its call. */
  forEachId(visit: (piece: Buffer, at: number, index: number) => void): void {
    const { start, stride, skip } = this.#idTable();
    this.#eachPiece(start, stride, (piece, at, index) => {
      visit(piece, at + skip, index);
    });
  }

  idAt(index: number): Buffer {
    const { start, stride, skip } = this.#idTable();
    return this.#read(start + index * stride + skip, this.idLength);
  }

  /**
   * Ids at positions in rising order, neighbours with one read. A piece is valid during its call.
   * @param visit is given where in `piece` the id of `positions[index]` begins
   */
  forIdsAt(positions: ArrayLike<number>, visit: (piece: Buffer, at: number, index: number) => void): void {
    const { start, stride, skip } = this.#idTable();
    const perPiece = Math.floor(READ_TOGETHER / stride);
    for (let index = 0; index < positions.length;) {
      const first = positions[index]!;
      let end = index + 1;
      while (end < positions.length && positions[end]! - first < perPiece) end += 1;
      const piece = this.#read(start + first * stride, (positions[end - 1]! - first + 1) * stride);
      for (; index < end; index += 1) visit(piece, (positions[index]! - first) * stride + skip, index);
    }
  }

  /** The position of an id; -1 if it is not here. */
  find(id: Uint8Array): number {
    const first = id[0]!;
    const from = first === 0 ? 0 : this.#fanout[first - 1]!;
    const to = this.#fanout[first]!;
    if (from === to) return -1;
    const { start, stride, skip } = this.#idTable();
    if (this.#bucket !== first) {
      this.#bucketIds = this.#read(start + from * stride, (to - from) * stride);
      this.#bucket = first;
    }
    let low = 0;
    let high = to - from - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const at = middle * stride + skip;
      const order = this.#bucketIds.compare(id, 0, this.idLength, at, at + this.idLength);
      if (order === 0) return from + middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Ids that begin with `prefix`, at least two hex digits. */
  withPrefix(prefix: string): string[] {
    const first = Number.parseInt(prefix.slice(0, 2), 16);
    const from = first === 0 ? 0 : this.#fanout[first - 1]!;
    const { start, stride, skip } = this.#idTable();
    const ids = this.#read(start + from * stride, (this.#fanout[first]! - from) * stride);
    const found: string[] = [];
    for (let at = skip; at < ids.length; at += stride) {
      const id = ids.toString('hex', at, at + this.idLength);
      if (id.startsWith(prefix)) found.push(id);
    }
    return found;
  }

  /** The offset of the object at a position. */
  offsetAt(index: number): number {
    if (this.#version === 1) {
      return this.#read(FANOUT * 4 + index * (4 + this.idLength), 4).readUInt32BE(0);
    }
    const table = 8 + FANOUT * 4 + this.count * (this.idLength + 4);
    const value = this.#read(table + index * 4, 4).readUInt32BE(0);
    if (value < 0x80000000) return value;
    return Number(this.#read(table + this.count * 4 + (value - 0x80000000) * 8, 8).readBigUInt64BE(0));
  }

  #idTable(): { start: number; stride: number; skip: number } {
    return this.#version === 1
      ? { start: FANOUT * 4, stride: 4 + this.idLength, skip: 4 }
      : { start: 8 + FANOUT * 4, stride: this.idLength, skip: 0 };
  }

  #eachPiece(start: number, stride: number, visit: (piece: Buffer, at: number, index: number) => void): void {
    const perPiece = Math.max(1, Math.floor(READ_AT_ONCE / stride));
    const piece = Buffer.allocUnsafe(Math.min(perPiece, this.count) * stride);
    for (let index = 0; index < this.count; index += perPiece) {
      const entries = Math.min(perPiece, this.count - index);
      const length = entries * stride;
      if (readFully(this.#fd, piece, 0, length, start + index * stride) < length)
        throw new DamagedFile('an index that is cut off');
      for (let entry = 0; entry < entries; entry += 1) visit(piece, entry * stride, index + entry);
    }
  }

  #read(position: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    if (readFully(this.#fd, bytes, 0, length, position) < length)
      throw new DamagedFile('an index that is cut off');
    return bytes;
  }
}

/** Reads until `length` bytes or the end of the file; returns how many. */
export function readFully(
  fd: number,
  target: Uint8Array,
  at: number,
  length: number,
  position: number,
): number {
  let done = 0;
  while (done < length) {
    const count = readSync(fd, target, at + done, length - done, position + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}
