/**
 * Which large files an earlier scan found clean, so that they are not read again. Small files are always read: that takes
 * no longer than asking whether they changed.
 *
 * SECURITY: kept are marks only, digests of a file's path, size, times and inode. Neither content nor any digest of it is
 * kept, and a file that held a key, or could not be read whole, has no mark.
 */
import { createHash } from 'node:crypto';
import { existsSync, fstatSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { readSmallFile } from '../../files/foreign-file.ts';
import { writeWholeFile } from '../../files/whole-file.ts';
import { PLACED_ANCHORS } from '../detect/placement.ts';
import { makeFolder } from '../make-folder.ts';

const MARK_BYTES = 16;
const DIGEST_BYTES = 32;
/** Raised when the scan of files looks at more than before. */
const RULES = 6;
const MOST_MARKS = 500_000;

/** A table of marks with room between them, shared between threads. Null where an earlier scan left none. */
export type KnownMarks = Uint8Array | null;

export interface Mark {
  readonly bytes: Buffer;
  readonly size: number;
  /** The same file has the same one at the end of reading, or was changed meanwhile. */
  readonly stamp: string;
}

export class FileMarker {
  readonly #known: KnownMarks;
  readonly #settledAfterMs: number;

  constructor(known: KnownMarks, settledAfterMs: number) {
    this.#known = known;
    this.#settledAfterMs = settledAfterMs;
  }

  /** Whether an earlier scan left anything: only then is it worth asking before a large file is read. */
  get remembers(): boolean {
    return this.#known !== null;
  }

  /** @param path relative to the root; null where the file changed too lately for its times to be trusted */
  markOf(descriptor: number, path: string): Mark | null {
    const stamp = stampOf(descriptor);
    if (Number(stamp.changedNs / 1_000_000n) > Date.now() - this.#settledAfterMs) return null;
    const digest = createHash('sha256').update(`${stamp.text}\0${path}`).digest();
    return { bytes: digest.subarray(0, MARK_BYTES), size: stamp.size, stamp: stamp.text };
  }

  isKnown(mark: Mark): boolean {
    const table = this.#known;
    if (table === null) return false;
    const slots = table.length / MARK_BYTES;
    for (let slot = slotOf(mark.bytes, 0, slots); ; slot = (slot + 1) % slots) {
      const at = slot * MARK_BYTES;
      if (isEmpty(table, at)) return false;
      if (mark.bytes.equals(table.subarray(at, at + MARK_BYTES))) return true;
    }
  }

  /** Whether the file is still what it was when its mark was made. */
  isSame(descriptor: number, mark: Mark): boolean {
    return stampOf(descriptor).text === mark.stamp;
  }
}

function stampOf(descriptor: number): { text: string; size: number; changedNs: bigint } {
  const { dev, ino, size, mtimeNs, ctimeNs } = fstatSync(descriptor, { bigint: true });
  return {
    text: [dev, ino, size, mtimeNs, ctimeNs].join(' '),
    size: Number(size),
    changedNs: mtimeNs > ctimeNs ? mtimeNs : ctimeNs,
  };
}

function slotOf(mark: Uint8Array, at: number, slots: number): number {
  return (mark[at]! | (mark[at + 1]! << 8) | (mark[at + 2]! << 16) | ((mark[at + 3]! & 0x7f) << 24)) % slots;
}

function isEmpty(table: Uint8Array, at: number): boolean {
  for (let index = 0; index < MARK_BYTES; index += 1) if (table[at + index] !== 0) return false;
  return true;
}

/** Half empty at least, so that a search ends soon. */
function tableOf(marks: Uint8Array): Uint8Array {
  const slots = Math.max(2, (marks.length / MARK_BYTES) * 2);
  const table = new Uint8Array(new SharedArrayBuffer(slots * MARK_BYTES));
  for (let from = 0; from < marks.length; from += MARK_BYTES) {
    let slot = slotOf(marks, from, slots);
    while (!isEmpty(table, slot * MARK_BYTES)) slot = (slot + 1) % slots;
    table.set(marks.subarray(from, from + MARK_BYTES), slot * MARK_BYTES);
  }
  return table;
}

/** The marks of one root between two scans. */
export class KnownFilesState {
  readonly #file: string;
  readonly #rules: Buffer;
  readonly #before: Buffer;
  readonly #now: Uint8Array[] = [];
  #count = 0;

  /**
   * Null where the state would be kept inside the repository that is scanned.
   * @param settings whatever else decides what is found
   */
  static open(stateFolder: string, root: string, settings: readonly unknown[]): KnownFilesState | null {
    const way = relative(root, stateFolder);
    const inside = !isAbsolute(way) && way.split(sep)[0] !== '..';
    if (inside && existsSync(join(root, '.git'))) return null;
    const name = createHash('sha256').update(root).digest('hex').slice(0, 32);
    return new KnownFilesState(join(stateFolder, `files-${name}.bin`), root, settings);
  }

  private constructor(file: string, root: string, settings: readonly unknown[]) {
    this.#file = file;
    this.#rules = createHash('sha256')
      .update(JSON.stringify([RULES, PLACED_ANCHORS, root, settings]))
      .digest();
    this.#before = readMarks(file, this.#rules);
  }

  known(): KnownMarks {
    return this.#before.length === 0 ? null : tableOf(this.#before);
  }

  add(marks: Uint8Array): void {
    if (this.#count >= MOST_MARKS) return;
    this.#now.push(marks);
    this.#count += marks.length / MARK_BYTES;
  }

  /** False where nothing could be kept. Never throws: without state the next scan is only slower. */
  save(): boolean {
    const marks = Buffer.concat(this.#now);
    if (marks.length === 0 && this.#before.length === 0) return true;
    try {
      makeFolder(dirname(this.#file));
      writeWholeFile(this.#file, Buffer.concat([this.#rules, marks]));
      return true;
    } catch {
      // What stays there is true of files that have not changed since.
      return false;
    }
  }
}

function readMarks(file: string, rules: Buffer): Buffer {
  try {
    // SECURITY: a pipe or a device there would be read for ever.
    const bytes = readSmallFile(file, DIGEST_BYTES + MOST_MARKS * 2 * MARK_BYTES);
    const marks = bytes.subarray(DIGEST_BYTES);
    const usable = bytes.subarray(0, DIGEST_BYTES).equals(rules) && marks.length % MARK_BYTES === 0;
    return usable ? marks : Buffer.alloc(0);
  } catch {
    return Buffer.alloc(0);
  }
}
