/** Which commits lead to some and not to others: a walk from the newest down that stops as soon as it can. */
import type { ObjectStore } from './object-store.ts';
import { readCommit, type ReadCommit } from './revisions.ts';

/** How many further commits are looked at once only excluded ones are left, since clocks go wrong. */
const SLOP = 64;

export interface CommitRange {
  /** Newest first. */
  readonly commits: ReadCommit[];
  readonly missing: readonly string[];
}

export function commitsBetween(
  include: readonly string[],
  exclude: readonly string[],
  store: ObjectStore,
  signal?: AbortSignal,
): CommitRange {
  const excluded = new Set<string>();
  const seen = new Map<string, ReadCommit>();
  const missing = new Set<string>();
  const queue = new NewestFirst();
  const interesting = new Set<string>();
  const add = (id: string, fromRange: boolean): void => {
    if (seen.has(id)) return;
    const commit = readCommit(id, store);
    if (commit === null) {
      // The end of a shallow clone looks the same from below; only what was asked for is missed.
      if (fromRange && include.includes(id)) missing.add(id);
      return;
    }
    seen.set(id, commit);
    queue.push(commit);
    if (!excluded.has(id)) interesting.add(id);
  };
  const exclusion = (start: string): void => {
    const open = [start];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (excluded.has(id)) continue;
      excluded.add(id);
      interesting.delete(id);
      // What was walked through already passes the exclusion on at once.
      const commit = seen.get(id);
      if (commit !== undefined) open.push(...commit.parents);
    }
  };
  for (const id of exclude) exclusion(id);
  for (const id of [...exclude, ...include]) add(id, true);
  const commits: ReadCommit[] = [];
  let slop = SLOP;
  for (let commit = queue.pop(); commit !== null; commit = queue.pop()) {
    if (signal?.aborted === true) break;
    const isExcluded = excluded.has(commit.id);
    if (!isExcluded) {
      commits.push(commit);
      slop = SLOP;
    }
    interesting.delete(commit.id);
    for (const parent of commit.parents) {
      if (isExcluded) exclusion(parent);
      add(parent, !isExcluded);
    }
    if (interesting.size === 0 && (slop -= 1) < 0) break;
  }
  return { commits: commits.filter((commit) => !excluded.has(commit.id)), missing: [...missing] };
}

/** A binary heap by commit time. */
class NewestFirst {
  readonly #heap: ReadCommit[] = [];

  push(commit: ReadCommit): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(commit);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (heap[above]!.time >= commit.time) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = commit;
  }

  pop(): ReadCommit | null {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined) return null;
    if (heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]!.time > heap[child]!.time) child += 1;
      if (heap[child]!.time <= last.time) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}
