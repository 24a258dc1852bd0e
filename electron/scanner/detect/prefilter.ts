/** Finds anchors in bytes with one pass; see `kernel.ts` for how. */
import type { Anchor } from './anchor-kinds.ts';
import { ANCHORS, runAnchors } from './anchors.ts';
import { isAlphanumeric } from './candidate.ts';
import { FIRST_LOOK } from './first-look.computed.ts';
import { BITMAP, OUTPUT, RESUME, STEP, WORKSPACE } from './kernel.ts';
import { goesOnAsPrefix } from './number-check.ts';
import { KERNEL, RELAXED_KERNEL } from './kernel.computed.ts';
import { hashOf, PIECE, pieceOf, placeAnchors, type AnchorSet } from './placed-anchors.ts';
import { PLACEMENT, RUN_PLACEMENT } from './placement.ts';
import { tablesOf, writeTables } from './search-tables.ts';
import { visitTextRun } from './text-runs.ts';

const PAGE = 65_536;

/** Gives the offset up to which nothing need be looked for any more; 0 where that is not so. */
export type AnchorVisitor = (anchor: Anchor, at: number) => number;

export interface Prefilter {
  /** Bytes that can be searched without copying them; holds at least `minimumBytes`. */
  readonly workspace: Buffer;
  /** Every anchor that stands whole in `workspace[start, end)`, with its offset in the workspace, in no strict order. */
  findInWorkspace(start: number, end: number, visit: AnchorVisitor): void;
  /** The same in any bytes; they are copied through the workspace, from its beginning on. */
  find(bytes: Uint8Array, start: number, end: number, visit: AnchorVisitor): void;
}

let everywhere: AnchorSet | null = null;
let inRuns: AnchorSet | null = null;

type FindPieces = (start: number, end: number) => number;
interface Finders {
  readonly find: FindPieces;
  readonly findRuns: FindPieces;
}

/**
 * The DOM's declarations are not loaded here; this is what of WebAssembly is used.
 */
declare const WebAssembly:
  | {
      readonly Memory: new (descriptor: { initial: number }) => { readonly buffer: ArrayBuffer };
      readonly Module: new (bytes: Uint8Array) => object;
      readonly validate: (bytes: Uint8Array) => boolean;
      readonly Instance: new (module: object, imports: object) => { readonly exports: Finders };
    }
  | undefined;

/** Of runs, more than this in one piece are looked at together. */
const RUN_GAP = 256;
/** A run may begin with blocks that have no digit, and its lines be shorter than two blocks. */
const RUN_MARGIN = 128;
const RUN_BYTES = PAGE;
let runs: Prefilter | null = null;

/** @param minimumBytes how much the workspace must hold */
export function createPrefilter(minimumBytes: number): Prefilter {
  const visitRun = (bytes: Buffer, from: number, to: number, visit: AnchorVisitor): void => {
    runs ??= prefilterOf(anchorsInRuns, tablesOf(anchorsInRuns()), RUN_BYTES, null);
    runs.find(bytes, from, to, visit);
  };
  return prefilterOf(anchorsEverywhere, Buffer.from(FIRST_LOOK, 'base64'), minimumBytes, visitRun);
}

type RunVisitor = (bytes: Buffer, from: number, to: number, visit: AnchorVisitor) => void;

/** Made with the first piece that is found: most small scopes have none. */
function anchorsEverywhere(): AnchorSet {
  return (everywhere ??= placeAnchors(ANCHORS, PLACEMENT));
}

function anchorsInRuns(): AnchorSet {
  return (inRuns ??= placeAnchors(runAnchors(), RUN_PLACEMENT));
}

/**
 * @param tables of the same anchors
 * @param visitRun searches long runs without white space again; null where nothing more is sought in them
 */
function prefilterOf(
  anchors: () => AnchorSet,
  tables: Buffer,
  minimumBytes: number,
  visitRun: RunVisitor | null,
): Prefilter {
  const pages = Math.ceil((WORKSPACE + minimumBytes + 64) / PAGE);
  const [memory, { find: findPieces, findRuns }] = instantiate(pages);
  writeTables(memory, tables);
  const output = new Int32Array(memory.buffer, OUTPUT);
  const resume = new Int32Array(memory.buffer, RESUME, 1);
  const all = Buffer.from(memory.buffer);
  const workspace = all.subarray(WORKSPACE, all.length - 64);

  const findOnce = (start: number, end: number, visit: AnchorVisitor): void => {
    const limit = WORKSPACE + end;
    let skipped = 0;
    for (let from = WORKSPACE + start; from < limit; from = resume[0]!) {
      const count = findPieces(from, limit);
      // A visitor may search again, which overwrites the output: what was found is copied first.
      const next = resume[0]!;
      if (count === 0) continue;
      const found = output.slice(0, count);
      const { slots, lists } = anchors();
      for (let index = 0; index < count; index += 1) {
        const address = found[index]!;
        if (address + PIECE <= skipped) continue;
        for (const { anchor, at } of lists[slots[hashOf(pieceOf(memory, address))]! - 1]!) {
          const first = address - WORKSPACE - at;
          if (first < start || first + anchor.bytes.length > end) continue;
          if (!equalsAt(workspace, first, anchor.bytes) || isInWord(workspace, first, end, anchor)) continue;
          const { kind } = anchor;
          if (kind.type === 'numbers' && !goesOnAsPrefix(workspace, first, end, kind.radix)) continue;
          const until = visit(anchor, first);
          if (until > 0) skipped = until + WORKSPACE;
        }
      }
      resume[0] = next;
    }
  };

  /** Runs near each other are looked at together, with what is around them. */
  const findInRuns = (start: number, end: number, visit: AnchorVisitor, search: RunVisitor): void => {
    const limit = WORKSPACE + end;
    let textEnd = 0;
    for (let from = WORKSPACE + start; from < limit; from = resume[0]!) {
      const count = findRuns(from, limit);
      const next = resume[0]!;
      const found = count === 0 ? [] : output.slice(0, count);
      for (let index = 0; index < count; index += 1) {
        const block = found[index]! - WORKSPACE;
        if (block >= textEnd) textEnd = visitTextRun(workspace, block, STEP, start, end, visit);
      }
      for (let index = 0; index < count;) {
        const first = Math.max(start, found[index]! - WORKSPACE - RUN_MARGIN);
        let last = found[index]! - WORKSPACE + STEP;
        for (index += 1; index < count && found[index]! - WORKSPACE - last < RUN_GAP; index += 1)
          last = found[index]! - WORKSPACE + STEP;
        search(workspace, first, Math.min(end, last + RUN_MARGIN), visit);
      }
      resume[0] = next;
    }
  };

  const findInWorkspace = (start: number, end: number, visit: AnchorVisitor): void => {
    findOnce(start, end, visit);
    if (visitRun !== null) findInRuns(start, end, visit, visitRun);
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
        workspace.set(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to), 0);
        findInWorkspace(0, to - from, (anchor, at) => {
          const until = visit(anchor, at + from);
          return until > 0 ? until - from : 0;
        });
        if (to === end) break;
      }
    },
  };
}

/** `task_type` holds an anchor, but is nothing of a key. */
function isInWord(
  bytes: Uint8Array,
  at: number,
  end: number,
  { bytes: wanted, neighbours }: Anchor,
): boolean {
  if (neighbours === undefined) return false;
  const before = at > 0 ? bytes[at - 1]! : 0;
  // The letter of an escaped line break is no letter of a word.
  const escaped = at > 1 && bytes[at - 2] === 0x5c;
  if (before !== neighbours.before && isAlphanumeric(before) && !escaped) return true;
  const next = at + wanted.length;
  const after = next < end ? bytes[next]! : 0;
  return after !== neighbours.after && isAlphanumeric(after);
}

function equalsAt(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index += 1)
    if (bytes[at + index] !== wanted[index]) return false;
  return true;
}

/** Without WebAssembly (a runtime started with --jitless) the same search runs in JavaScript, slower. */
function instantiate(pages: number): [Uint8Array, Finders] {
  if (typeof WebAssembly !== 'undefined') {
    const memory = new WebAssembly.Memory({ initial: pages });
    // Relaxed SIMD is a quarter faster; runtimes before V8 11.4 (Node 20) do not know it.
    const relaxed = Buffer.from(RELAXED_KERNEL, 'base64');
    const code = WebAssembly.validate(relaxed) ? relaxed : Buffer.from(KERNEL, 'base64');
    const instance = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
    return [new Uint8Array(memory.buffer), instance.exports];
  }
  const bytes = new Uint8Array(pages * PAGE);
  return [bytes, { find: findWithoutWebAssembly(bytes), findRuns: findRunsWithoutWebAssembly(bytes) }];
}

function findWithoutWebAssembly(memory: Uint8Array): FindPieces {
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

function findRunsWithoutWebAssembly(memory: Uint8Array): FindPieces {
  const output = new Int32Array(memory.buffer, OUTPUT, 2048);
  const resume = new Int32Array(memory.buffer, RESUME, 1);
  return (start, end) => {
    let written = 0;
    for (let at = start; at < end; at += STEP) {
      const block = memory.subarray(at, at + STEP);
      if (block.some((byte) => byte <= 0x2a) || !block.some((byte) => byte >= 0x30 && byte <= 0x39)) continue;
      output[written] = at;
      written += 1;
      if (written < output.length) continue;
      resume[0] = at + STEP;
      return written;
    }
    resume[0] = end;
    return written;
  };
}
