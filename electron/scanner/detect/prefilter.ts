/** Finds anchors in bytes with one pass; see `kernel.ts` for how. */
import { ANCHORS, type Anchor } from './anchors.ts';
import { assembleKernel, BITMAP, BITMAP_BITS, HASH_FACTOR, OUTPUT, RESUME, WORKSPACE } from './kernel.ts';

const PIECE = 4;
const BUCKETS = 8;
const PAGE = 65_536;

interface PlacedAnchor {
  readonly anchor: Anchor;
  /** Where in the anchor the four bytes stand that are searched for. */
  readonly at: number;
  readonly piece: number;
}

/** How often each byte comes up, roughly, in source text and in base64: which four bytes of an anchor are rare. */
function byteWeight(byte: number): number {
  if (byte >= 0x61 && byte <= 0x7a) return 'etaoinsrlcd'.includes(String.fromCharCode(byte)) ? 0.05 : 0.025;
  if (byte >= 0x41 && byte <= 0x5a) return 0.012;
  if (byte >= 0x30 && byte <= 0x39) return 0.015;
  if (byte === 0x20) return 0.12;
  if (byte === 0) return 0.08;
  return byte < 0x80 ? 0.012 : 0.004;
}

function pieceOf(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24) | 0;
}

function rarestPiece(anchor: Anchor): PlacedAnchor {
  let best = 0;
  let bestWeight = Infinity;
  for (let at = 0; at + PIECE <= anchor.bytes.length; at += 1) {
    let weight = 1;
    for (let index = 0; index < PIECE; index += 1) weight *= byteWeight(anchor.bytes[at + index]!);
    if (weight < bestWeight) {
      bestWeight = weight;
      best = at;
    }
  }
  return { anchor, at: best, piece: pieceOf(anchor.bytes, best) };
}

/** What a bucket lets through, as the chance that any four bytes pass it. */
class Bucket {
  readonly low = [0, 0, 0, 0];
  readonly high = [0, 0, 0, 0];

  chanceWith(piece: number): number {
    let chance = 1;
    for (let index = 0; index < PIECE; index += 1) {
      const byte = (piece >>> (index * 8)) & 0xff;
      chance *= bytesAllowed(this.low[index]! | (1 << (byte & 15)), this.high[index]! | (1 << (byte >> 4)));
    }
    return chance;
  }

  add(piece: number): void {
    for (let index = 0; index < PIECE; index += 1) {
      const byte = (piece >>> (index * 8)) & 0xff;
      this.low[index]! |= 1 << (byte & 15);
      this.high[index]! |= 1 << (byte >> 4);
    }
  }
}

const HALF_WEIGHTS = Array.from({ length: 16 }, (_, high) =>
  Array.from({ length: 16 }, (__, low) => byteWeight(high * 16 + low)),
);

function bytesAllowed(low: number, high: number): number {
  let sum = 0;
  for (let upper = 0; upper < 16; upper += 1) {
    if ((high & (1 << upper)) === 0) continue;
    const row = HALF_WEIGHTS[upper]!;
    for (let lower = 0; lower < 16; lower += 1) if ((low & (1 << lower)) !== 0) sum += row[lower]!;
  }
  return sum;
}

/** Puts each piece where it widens a bucket least. */
function fillBuckets(pieces: readonly number[]): Bucket[] {
  const buckets = Array.from({ length: BUCKETS }, () => new Bucket());
  const chances = buckets.map(() => 0);
  for (const piece of pieces) {
    let best = 0;
    let bestGrowth = Infinity;
    for (const [index, bucket] of buckets.entries()) {
      const growth = bucket.chanceWith(piece) - chances[index]!;
      if (growth < bestGrowth) {
        bestGrowth = growth;
        best = index;
      }
    }
    chances[best]! += bestGrowth;
    buckets[best]!.add(piece);
  }
  return buckets;
}

export type AnchorVisitor = (anchor: Anchor, at: number) => void;

export interface Prefilter {
  /** Bytes that can be searched without copying them; holds at least `minimumBytes`. */
  readonly workspace: Buffer;
  /** Every anchor that stands whole in `workspace[start, end)`, with its offset in the workspace, in no strict order. */
  findInWorkspace(start: number, end: number, visit: AnchorVisitor): void;
  /** The same in any bytes; they are copied through the workspace, from its beginning on. */
  find(bytes: Uint8Array, start: number, end: number, visit: AnchorVisitor): void;
}

const PLACED = ANCHORS.map(rarestPiece);
const BY_PIECE = new Map<number, PlacedAnchor[]>();
for (const placed of PLACED) {
  const same = BY_PIECE.get(placed.piece);
  if (same === undefined) BY_PIECE.set(placed.piece, [placed]);
  else same.push(placed);
}

function hashOf(piece: number): number {
  return Math.imul(piece, HASH_FACTOR) >>> (32 - BITMAP_BITS);
}

function writeTables(memory: Uint8Array): void {
  const buckets = fillBuckets([...BY_PIECE.keys()]);
  for (let index = 0; index < PIECE; index += 1) {
    for (const [bit, bucket] of buckets.entries()) {
      for (let half = 0; half < 16; half += 1) {
        if ((bucket.low[index]! & (1 << half)) !== 0) memory[index * 32 + half]! |= 1 << bit;
        if ((bucket.high[index]! & (1 << half)) !== 0) memory[index * 32 + 16 + half]! |= 1 << bit;
      }
    }
  }
  for (const piece of BY_PIECE.keys()) {
    const hash = hashOf(piece);
    memory[BITMAP + (hash >> 3)]! |= 1 << (hash & 7);
  }
}

type FindPieces = (start: number, end: number) => number;

/**
 * The DOM's declarations are not loaded here; this is what of WebAssembly is used.
 */
declare const WebAssembly:
  | {
      readonly Memory: new (descriptor: { initial: number }) => { readonly buffer: ArrayBuffer };
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (
        module: object,
        imports: object,
      ) => { readonly exports: { readonly find: FindPieces } };
    }
  | undefined;

/** @param minimumBytes how much the workspace must hold */
export function createPrefilter(minimumBytes: number): Prefilter {
  const pages = Math.ceil((WORKSPACE + minimumBytes + 64) / PAGE);
  const [memory, findPieces] = instantiate(pages);
  writeTables(memory);
  const output = new Int32Array(memory.buffer, OUTPUT);
  const resume = new Int32Array(memory.buffer, RESUME, 1);
  const all = Buffer.from(memory.buffer);
  const workspace = all.subarray(WORKSPACE, all.length - 64);

  const findInWorkspace = (start: number, end: number, visit: AnchorVisitor): void => {
    const limit = WORKSPACE + end;
    for (let from = WORKSPACE + start; from < limit; from = resume[0]!) {
      const count = findPieces(from, limit);
      // A visitor may search again, which overwrites the output: what was found is copied first.
      const next = resume[0]!;
      const found = count === 0 ? [] : output.slice(0, count);
      for (const address of found) {
        for (const { anchor, at } of BY_PIECE.get(all.readInt32LE(address)) ?? []) {
          const first = address - WORKSPACE - at;
          if (first < start || first + anchor.bytes.length > end) continue;
          if (equalsAt(workspace, first, anchor.bytes)) visit(anchor, first);
        }
      }
      resume[0] = next;
    }
  };
  return {
    workspace,
    findInWorkspace,
    find: (bytes, start, end, visit) => {
      const step = workspace.length - PAGE / 64;
      for (let from = start; from < end; from += step) {
        // Neighbouring pieces overlap by more than the longest anchor; one that lies in both is visited twice, which the
        // detector's own comparison of hits takes care of.
        const to = Math.min(end, from + workspace.length);
        workspace.set(bytes.subarray(from, to), 0);
        const found: [Anchor, number][] = [];
        findInWorkspace(0, to - from, (anchor, at) => found.push([anchor, at + from]));
        for (const [anchor, at] of found) visit(anchor, at);
        if (to === end) break;
      }
    },
  };
}

function equalsAt(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index += 1)
    if (bytes[at + index] !== wanted[index]) return false;
  return true;
}

/** Without WebAssembly (a runtime started with --jitless) the same search runs in JavaScript, slower. */
function instantiate(pages: number): [Uint8Array, FindPieces] {
  if (typeof WebAssembly !== 'undefined') {
    const memory = new WebAssembly.Memory({ initial: pages });
    const instance = new WebAssembly.Instance(new WebAssembly.Module(assembleKernel()), { env: { memory } });
    return [new Uint8Array(memory.buffer), instance.exports.find];
  }
  const bytes = new Uint8Array(pages * PAGE);
  return [bytes, findWithoutWebAssembly(bytes)];
}

export function findWithoutWebAssembly(memory: Uint8Array): FindPieces {
  const output = new Int32Array(memory.buffer, OUTPUT, 2048);
  const resume = new Int32Array(memory.buffer, RESUME, 1);
  return (start, end) => {
    let count = 0;
    for (let at = start; at + PIECE <= end; at += 1) {
      const hash = hashOf(pieceOf(memory, at));
      if ((memory[BITMAP + (hash >> 3)]! & (1 << (hash & 7))) === 0) continue;
      output[count] = at;
      count += 1;
      if (count < output.length) continue;
      resume[0] = at + 1;
      return count;
    }
    resume[0] = end;
    return count;
  };
}
