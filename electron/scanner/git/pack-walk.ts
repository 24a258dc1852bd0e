/**
 * Reads the objects of a pack depth-first through the forest of deltas, so that each base is built once. Buffers live in
 * the kernel's memory; since the heaviest child comes last and a base is released before it is entered, only about
 * log2(objects) buffers are ever held.
 */
import { Inflater } from './inflater.ts';
import type { Kernel } from './kernel/kernel.ts';
import { type Block } from './kernel/kernel.ts';
import { readDeltaHeader, type DeltaHeader } from './delta.ts';
import { PackFile, type EntryHeader } from './pack-file.ts';
import { NONE, OUTSIDE } from './pack-forest.ts';
import type { PackPlan } from './pack-plan.ts';

/** Larger objects are read one at a time by others. */
export const LARGE_OBJECT = 16 * 1024 * 1024;
/** Above this the kernel's memory is tidied up between tasks. */
const TIDY_ABOVE = 48 * 1024 * 1024;

export interface VisitedObject {
  readonly rank: number;
  /** `PACK_KIND` of a whole object. */
  readonly kind: number;
  /** In the kernel's memory: valid during the call only. */
  readonly bytes: Uint8Array;
  /** Address of `bytes` in the kernel's memory. */
  readonly at: number;
  /** What is new against the base, with seams; null where everything is to be looked at. */
  readonly fresh: Uint8Array | null;
  /** What the visit of its base returned; false for whole objects. */
  readonly baseFlagged: boolean;
}

export interface WalkVisitor {
  /** Whatever it returns is given to the visits of the deltas on top of it. Not called for objects not wanted. */
  visit(object: VisitedObject): boolean;
  /**
   * For objects that are not wanted but have wanted ones below: the flag that `visit` would return.
   */
  passThrough(object: VisitedObject): boolean;
  /** Wanted, but not read: damaged, too large for the walk, or on top of such a one. */
  unread(rank: number, reason: 'damaged' | 'large'): void;
  /** The object behind an id in another pack or loose. */
  outsideBase(id: Uint8Array): { readonly kind: number; readonly bytes: Uint8Array } | null;
}

interface Frame {
  readonly rank: number;
  readonly block: Block;
  readonly length: number;
  readonly kind: number;
  readonly flagged: boolean;
  next: number;
}

export class PackWalker {
  readonly #plan: PackPlan;
  readonly #file: PackFile;
  readonly #kernel: Kernel;
  readonly #visitor: WalkVisitor;
  readonly #margin: number;
  readonly #inflater = new Inflater();

  /** @param margin bytes on both sides of a seam that `fresh` holds */
  constructor(plan: PackPlan, kernel: Kernel, visitor: WalkVisitor, margin: number) {
    this.#plan = plan;
    this.#file = new PackFile(plan.file, plan.idLength);
    this.#kernel = kernel;
    this.#visitor = visitor;
    this.#margin = margin;
  }

  close(): void {
    this.#file.close();
    this.#inflater.close();
  }

  /**
   * Reads the subtree of a task. `stopped` is asked now and then; yields where `crowded` says so, and what was visited last
   * is still in the kernel's memory then.
   */
  *runTask(task: number, stopped: () => boolean, crowded: () => boolean): Generator<void, void, void> {
    if (this.#kernel.taken > TIDY_ABOVE) this.#kernel.reset();
    const stack: Frame[] = [];
    const root = this.#enterRoot(task);
    if (root === null) return;
    stack.push(root);
    if (crowded()) yield;
    let steps = 0;
    const { nextSibling, wanted, isTask } = this.#plan;
    const skip = (rank: number): number => {
      let at = rank;
      while (at !== NONE && (wanted[at] === 0 || isTask[at] === 1)) at = nextSibling[at]!;
      return at;
    };
    root.next = skip(root.next);
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const child = top.next;
      if (child === NONE) {
        stack.pop();
        this.#kernel.release(top.block);
        continue;
      }
      if ((steps += 1) % 512 === 0 && stopped()) return;
      top.next = skip(nextSibling[child]!);
      const frame = this.#enterDelta(child, top);
      if (top.next === NONE) {
        // The last child is built: its base is no longer needed.
        stack.pop();
        this.#kernel.release(top.block);
      }
      if (crowded()) yield;
      if (frame === null) continue;
      frame.next = skip(frame.next);
      stack.push(frame);
    }
  }

  #enterRoot(task: number): Frame | null {
    const { bases, firstChild } = this.#plan;
    const base = bases[task]!;
    try {
      if (base >= 0) {
        // A subtree cut off from its base: build the chain of bases without visiting them.
        const chain = this.#buildChain(base);
        const frame = this.#enterDelta(task, chain);
        this.#kernel.release(chain.block);
        return frame;
      }
      const header = this.#file.header(this.#plan.offsets[task]!);
      if (base === OUTSIDE) {
        const found = header.baseId === null ? null : this.#visitor.outsideBase(header.baseId);
        if (found === null) throw new RangeError('missing base');
        if (found.bytes.length > LARGE_OBJECT) return this.#unreadSubtree(task, 'large');
        const block = this.#put(found.bytes);
        const length = found.bytes.length;
        const kind = found.kind;
        // What the base holds is not known to be looked at before its deltas, so it counts as flagged.
        const frame = this.#enterDelta(task, { rank: NONE, block, length, kind, flagged: true, next: NONE });
        this.#kernel.release(block);
        return frame;
      }
      if (header.kind > 4) throw new RangeError('no base');
      if (header.size > LARGE_OBJECT) return this.#unreadSubtree(task, 'large');
      const block = this.#inflate(task, header);
      return this.#visited(task, header.kind, block, header.size, null, false, firstChild[task]!);
    } catch (error) {
      if (isProgrammingError(error)) throw error;
      return this.#unreadSubtree(task, 'damaged');
    }
  }

  #enterDelta(rank: number, base: Frame): Frame | null {
    let deltaBlock: Block | null = null;
    let block: Block | null = null;
    try {
      const header = this.#file.header(this.#plan.offsets[rank]!);
      if (header.size > LARGE_OBJECT) return this.#unreadSubtree(rank, 'large');
      deltaBlock = this.#inflate(rank, header);
      const { baseLength, resultLength, start } = this.#deltaHeader(deltaBlock, header.size);
      if (baseLength !== base.length) throw new RangeError('malformed delta');
      if (resultLength > LARGE_OBJECT) return this.#unreadSubtree(rank, 'large');
      block = this.#kernel.allocate(resultLength);
      const fresh = this.#kernel.apply(
        deltaBlock.at + start,
        deltaBlock.at + header.size,
        base.block.at,
        base.length,
        block.at,
        resultLength,
        this.#margin,
      );
      const kept = block;
      block = null;
      return this.#visited(
        rank,
        base.kind,
        kept,
        resultLength,
        fresh,
        base.flagged,
        this.#plan.firstChild[rank]!,
      );
    } catch (error) {
      if (isProgrammingError(error)) throw error;
      return this.#unreadSubtree(rank, 'damaged');
    } finally {
      if (deltaBlock !== null) this.#kernel.release(deltaBlock);
      if (block !== null) this.#kernel.release(block);
    }
  }

  #visited(
    rank: number,
    kind: number,
    block: Block,
    length: number,
    fresh: Uint8Array | null,
    baseFlagged: boolean,
    next: number,
  ): Frame {
    const bytes = this.#kernel.bytes.subarray(block.at, block.at + length);
    const object = { rank, kind, bytes, at: block.at, fresh, baseFlagged };
    const wanted = (this.#plan.wanted[rank]! & 1) === 1;
    const flagged = wanted ? this.#visitor.visit(object) : this.#visitor.passThrough(object);
    return { rank, block, length, kind, flagged, next };
  }

  #put(bytes: Uint8Array): Block {
    // Room behind the end, so that an instruction cut off at the end of a delta is read as zeros or old bytes, then refused.
    const block = this.#kernel.allocate(bytes.length + 16);
    this.#kernel.bytes.set(bytes, block.at);
    return block;
  }

  #inflate(rank: number, { dataStart, size }: EntryHeader): Block {
    const room = Math.max(0, this.#plan.offsets[rank + 1]! - dataStart);
    const compressed = this.#file.view(dataStart, Math.min(room, longestCompressed(size)));
    const block = this.#kernel.allocate(size + 16);
    if (this.#inflater.inflate(compressed, this.#kernel.bytes, block.at, size)) return block;
    this.#kernel.release(block);
    throw new RangeError('damaged data');
  }

  #deltaHeader(block: Block, size: number): DeltaHeader {
    return readDeltaHeader(this.#kernel.bytes, block.at, block.at + Math.min(size, 32));
  }

  #buildChain(rank: number): Frame {
    const chain = [rank];
    for (let at = this.#plan.bases[rank]!; at >= 0; at = this.#plan.bases[at]!) chain.push(at);
    let kind: number | null = null;
    const root = chain.at(-1)!;
    if (this.#plan.bases[root] === OUTSIDE) throw new RangeError('missing base');
    let block: Block | null = null;
    let length = 0;
    for (const member of chain.reverse()) {
      const header = this.#file.header(this.#plan.offsets[member]!);
      if (header.size > LARGE_OBJECT) throw new RangeError('large base');
      const data = this.#inflate(member, header);
      if (block === null) {
        if (header.kind > 4) throw new RangeError('no base');
        kind = header.kind;
        block = data;
        length = header.size;
        continue;
      }
      const { baseLength, resultLength, start } = this.#deltaHeader(data, header.size);
      if (baseLength !== length || resultLength > LARGE_OBJECT) throw new RangeError('malformed delta');
      const out = this.#kernel.allocate(resultLength);
      this.#kernel.apply(data.at + start, data.at + header.size, block.at, length, out.at, resultLength, 0);
      this.#kernel.release(data);
      this.#kernel.release(block);
      block = out;
      length = resultLength;
    }
    if (block === null || kind === null) throw new RangeError('no base');
    // Nobody looked at these in this task, so what hangs on them is looked at whole.
    return { rank: NONE, block, length, kind, flagged: true, next: NONE };
  }

  #unreadSubtree(root: number, reason: 'damaged' | 'large'): null {
    const { firstChild, nextSibling, wanted, isTask } = this.#plan;
    const open = [root];
    for (let rank = open.pop(); rank !== undefined; rank = open.pop()) {
      if ((wanted[rank]! & 1) === 1) this.#visitor.unread(rank, reason);
      for (let child = firstChild[rank]!; child !== NONE; child = nextSibling[child]!) {
        if (wanted[child] !== 0 && isTask[child] === 0) open.push(child);
      }
    }
    return null;
  }
}

/**
 * SECURITY: between two entries of a pack may lie anything, also gigabytes of holes; only what the entry itself can take
 * is read. Zlib's own bound is far below this.
 */
function longestCompressed(size: number): number {
  return size + (size >> 3) + 4096;
}

/** Damage shows itself as DamagedFile, RangeError, a system error or a WebAssembly trap; these show a mistake of ours. */
function isProgrammingError(error: unknown): boolean {
  return error instanceof TypeError || error instanceof ReferenceError;
}
