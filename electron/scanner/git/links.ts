/**
 * What commits, tags and trees name, and is not here: only a walk over all of them tells what a partial clone lacks.
 *
 * A tree that is a delta is looked at where it differs from its base, which was looked at itself.
 */
import { createHash } from 'node:crypto';
import { redactText } from '../detect/index.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { VisitedObject } from './pack-walk.ts';
import { isPresent, MissingIds, type Presence } from './presence.ts';
import { MODE_SUBMODULE, MODE_TREE } from './tree-diff.ts';
import { idLengthOf, type ObjectFormat } from './types.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

/** What a worker found missing; `marks` of `MISSING`. */
export interface MissingList {
  /** Pairs of numbers: the first eight bytes of an id, its last two bits being the mark. */
  readonly ids: Uint32Array;
  /** Names of a few missing files, redacted. */
  readonly names: readonly string[];
}

export interface MissingCount {
  readonly files: number;
  readonly folders: number;
  readonly commits: number;
  /** Names of some of the files. */
  readonly names: readonly string[];
  /** There are more than were counted. */
  readonly isLimit: boolean;
}

const MISSING = { commit: 0, file: 1, folder: 2, other: 3 } as const;

/** Beyond this they are not counted one by one. */
const MOST_MISSING = 2_000_000;
const MOST_NAMES = 3;
const LETTER_B = 0x62;
const LETTER_P = 0x70;
const LETTER_T = 0x74;
const NO_DIGIT = 255;
const DIGITS = new Uint8Array(256).fill(NO_DIGIT);
for (let digit = 0; digit < 16; digit += 1) DIGITS[digit.toString(16).charCodeAt(0)] = digit;

export class LinkChecker {
  readonly #kernel: Kernel;
  readonly #presence: Presence;
  readonly #idLength: number;
  readonly #boundary: ReadonlySet<string>;
  readonly #missing = new MissingIds(MOST_MISSING);
  readonly #names: string[] = [];

  /** @param boundary commits whose parents are left out on purpose (a shallow clone's) */
  constructor(kernel: Kernel, presence: Presence, format: ObjectFormat, boundary: readonly string[]) {
    this.#kernel = kernel;
    this.#presence = presence;
    this.#idLength = idLengthOf(format);
    this.#boundary = new Set(boundary);
    kernel.forgetSeen();
  }

  result(): MissingList {
    return { ids: this.#missing.entries(), names: this.#names };
  }

  /** Trees have to stand in the kernel's memory. */
  tree(object: VisitedObject): void {
    if (object.fresh !== null && !this.#hasUnknown(object.fresh)) return;
    const end = object.at + object.bytes.length;
    let entry = this.#kernel.unseen(object.at, end, this.#idLength);
    while (entry > 0) {
      const memory = Buffer.from(this.#kernel.bytes.buffer, 0, this.#kernel.bytes.length);
      const zero = memory.indexOf(0, entry);
      this.#entry(memory, entry, zero);
      this.#kernel.see(zero + 1);
      entry = this.#kernel.unseen(zero + 1 + this.#idLength, end, this.#idLength);
    }
  }

  commit(bytes: Uint8Array): void {
    const digits = this.#idLength * 2;
    // `tree ID`, then a line `parent ID` for each parent.
    this.#named(bytes, 5, MISSING.folder);
    for (let at = 6 + digits; bytes[at] === LETTER_P; at += 8 + digits) {
      if (this.#isHere(bytes, at + 7)) continue;
      // Rare enough to work out the commit's own id only now.
      if (!this.#isBoundary(bytes)) this.#named(bytes, at + 7, MISSING.commit);
    }
  }

  tag(bytes: Uint8Array): void {
    // `object ID`, then `type KIND`.
    const kind = bytes[7 + this.#idLength * 2 + 1 + 5];
    const mark = kind === LETTER_B ? MISSING.file : kind === LETTER_T ? MISSING.folder : MISSING.commit;
    this.#named(bytes, 7, mark);
  }

  /**
   * An id that the base did not hold stands here whole, with the byte before it and what follows: the margin around each
   * seam is longer. What looks like one and is none costs a walk over the whole tree.
   */
  #hasUnknown(fresh: Uint8Array): boolean {
    const end = fresh.byteOffset + fresh.length;
    let at = this.#kernel.unseenPiece(fresh.byteOffset, end, this.#idLength);
    while (at > 0) {
      const high = word(this.#kernel.bytes, at);
      const low = word(this.#kernel.bytes, at + 4);
      if (!isPresent(this.#presence, high, low) && !this.#missing.has(high, low)) return true;
      this.#kernel.see(at);
      at = this.#kernel.unseenPiece(at, end, this.#idLength);
    }
    return false;
  }

  #entry(memory: Buffer, entry: number, zero: number): void {
    const high = memory.readUInt32BE(zero + 1);
    const low = memory.readUInt32BE(zero + 5);
    if (isPresent(this.#presence, high, low)) return;
    const space = memory.indexOf(0x20, entry);
    const mode = Number.parseInt(memory.toString('latin1', entry, Math.min(space, zero)), 8);
    if (mode === MODE_SUBMODULE) return;
    const isNew = this.#missing.add(high, low, mode === MODE_TREE ? MISSING.folder : MISSING.file);
    if (isNew && mode !== MODE_TREE && this.#names.length < MOST_NAMES) {
      this.#names.push(redactText(memory.toString('utf8', space + 1, zero)));
    }
  }

  /** An id in hex digits; anything else is passed over. */
  #named(bytes: Uint8Array, at: number, mark: number): void {
    const high = hexWord(bytes, at);
    const low = hexWord(bytes, at + 8);
    if (high === -1 || low === -1 || isPresent(this.#presence, high, low)) return;
    this.#missing.add(high, low, mark);
  }

  #isHere(bytes: Uint8Array, at: number): boolean {
    return isPresent(this.#presence, hexWord(bytes, at), hexWord(bytes, at + 8));
  }

  #isBoundary(bytes: Uint8Array): boolean {
    return this.#boundary.size > 0 && this.#boundary.has(commitId(bytes, this.#idLength));
  }
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

/** -1 where the eight bytes are no hex digits. */
function hexWord(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let index = at; index < at + 8; index += 1) {
    const digit = DIGITS[bytes[index] ?? 0]!;
    if (digit === NO_DIGIT) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function commitId(bytes: Uint8Array, idLength: number): string {
  return createHash(idLength === 20 ? 'sha1' : 'sha256')
    .update(`commit ${String(bytes.length)}\0`)
    .update(bytes)
    .digest('hex');
}

/** Each missing object once, over all workers. */
export function countMissing(lists: readonly MissingList[]): MissingCount {
  const all = lists.length === 1 ? null : new MissingIds(MOST_MISSING);
  const counts = [0, 0, 0, 0];
  for (const { ids } of lists) {
    for (let at = 0; at < ids.length; at += 2) {
      const mark = ids[at + 1]! & 3;
      if (all?.add(ids[at]!, ids[at + 1]!, mark) !== false) counts[mark]! += 1;
    }
  }
  return {
    files: counts[MISSING.file]!,
    folders: counts[MISSING.folder]!,
    commits: counts[MISSING.commit]!,
    names: lists.flatMap(({ names }) => names).slice(0, MOST_NAMES),
    isLimit: counts.reduce((sum, count) => sum + count) >= MOST_MISSING,
  };
}

/** Null where nothing is missing. */
export function describeMissing({ files, folders, commits, names, isLimit }: MissingCount): Said | null {
  const parts = [
    ...(files === 0 ? [] : [say('scan.files', { count: files })]),
    ...(folders === 0 ? [] : [say('scan.folders', { count: folders })]),
    ...(commits === 0 ? [] : [say('scan.commits', { count: commits })]),
  ];
  if (parts.length === 0) return null;
  const total = files + folders + commits;
  const all = parts.reduce((first, second) => say('scan.and-more', { first, second }));
  // Nobody knows what a folder or a commit that is not here would lead to.
  const least = isLimit || folders + commits > 0 ? say('scan.at-least', { all }) : all;
  const named = names.join(', ');
  const what =
    names.length === 0
      ? least
      : say(total > names.length ? 'scan.such-as' : 'scan.namely', { what: least, names: named });
  return say(total === 1 ? 'scan.partial-clone-of-one' : 'scan.partial-clone', { what });
}
