/**
 * Which trees stand in the trees of each task: the search for whatever names a tree then reads only the tasks that do. A
 * task holds the versions of one folder, as a rule, so each of them is read for one level of the way up.
 */
import type { Kernel } from './kernel/kernel.ts';
import type { VisitedObject } from './pack-walk.ts';
import type { PackPlan } from './pack-plan.ts';
import { idLengthOf, type ObjectFormat } from './types.ts';

/** Parallel to `tasks`: where the children of each begin; one more at the end. */
export interface FamilyTable {
  /** Roots of tasks, by rank. */
  readonly tasks: Int32Array;
  readonly starts: Uint32Array;
  /** The first four bytes of an id. */
  readonly children: Uint32Array;
  /** Tasks whose trees could not be taken apart. */
  readonly unknown: Int32Array;
}

/** Of files, symbolic links and submodules; a folder's is 40000, or 040000 in old repositories. */
const OTHER_MODES = 0x31;

const FILTER_BITS = 1 << 20;

export class FamilyCollector {
  readonly #kernel: Kernel;
  readonly #idLength: number;
  readonly #tasks: number[] = [];
  readonly #starts: number[] = [];
  readonly #unknown: number[] = [];
  #children = new Uint32Array(4096);
  #length = 0;

  constructor(kernel: Kernel, format: ObjectFormat) {
    this.#kernel = kernel;
    this.#idLength = idLengthOf(format);
  }

  /** @param task rank of its root */
  start(task: number): void {
    this.#tasks.push(task);
    this.#starts.push(this.#length);
    this.#kernel.forgetSeen();
  }

  /** Trees have to stand in the kernel's memory. */
  tree({ at, bytes }: VisitedObject): void {
    const kernel = this.#kernel;
    const end = at + bytes.length;
    let entry = kernel.unseen(at, end, this.#idLength);
    while (entry > 0) {
      const memory = kernel.bytes;
      const id = memory.indexOf(0, entry) + 1;
      kernel.see(id);
      if (memory[entry] !== OTHER_MODES) this.#add(idStart(memory, id));
      entry = kernel.unseen(id + this.#idLength, end, this.#idLength);
    }
    if (entry < 0) this.#unknown.push(this.#tasks.at(-1)!);
  }

  table(): FamilyTable {
    return {
      tasks: Int32Array.from(this.#tasks),
      starts: Uint32Array.from([...this.#starts, this.#length]),
      children: this.#children.slice(0, this.#length),
      unknown: Int32Array.from(this.#unknown),
    };
  }

  #add(child: number): void {
    if (this.#length === this.#children.length) {
      const larger = new Uint32Array(this.#children.length * 2);
      larger.set(this.#children);
      this.#children = larger;
    }
    this.#children[this.#length++] = child;
  }
}

/** Of one pack, as it was read. */
export class TreeFamilies {
  readonly #plan: PackPlan;
  readonly #tables: FamilyTable[] = [];

  constructor(plan: PackPlan) {
    this.#plan = plan;
  }

  add(table: FamilyTable): void {
    this.#tables.push(table);
  }

  /**
   * The same plan with no other tasks than those with a tree that may name one of these.
   * @param targets ids, one behind the other
   */
  naming(targets: Uint8Array): PackPlan {
    const { idLength } = this.#plan;
    const sought = new Set<number>();
    // Most children are none of them: a bit for each end of what is kept of an id tells so at once.
    const bits = new Uint8Array(FILTER_BITS / 8);
    for (let at = 0; at + idLength <= targets.length; at += idLength) {
      const start = idStart(targets, at);
      sought.add(start);
      bits[(start & (FILTER_BITS - 1)) >> 3]! |= 1 << (start & 7);
    }
    const isSought = (child: number): boolean =>
      (bits[(child & (FILTER_BITS - 1)) >> 3]! & (1 << (child & 7))) !== 0 && sought.has(child);
    const wanted: number[] = [];
    for (const { tasks, starts, children, unknown } of this.#tables) {
      const unclear = new Set(unknown);
      for (let index = 0; index < tasks.length; index += 1) {
        const end = starts[index + 1]!;
        let at = starts[index]!;
        while (at < end && !isSought(children[at]!)) at += 1;
        if (at < end || unclear.has(tasks[index]!)) wanted.push(tasks[index]!);
      }
    }
    const tasks = new Int32Array(new SharedArrayBuffer(wanted.length * 4));
    tasks.set(wanted.sort((left, right) => left - right));
    return { ...this.#plan, tasks };
  }
}

/** What `children` holds of an id. */
function idStart(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}
