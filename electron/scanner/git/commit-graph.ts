/** All commits and tags of a repository, reachable or not, as a graph. */
import type { CommitTable } from './commit-table.ts';
import { idLengthOf, type ObjectFormat } from './types.ts';

export interface CommitGraph {
  readonly count: number;
  id(index: number): string;
  /** -1 if there is no such commit or tag. */
  find(id: string): number;
  /** 0 a commit, 1 a tag. */
  readonly kinds: Uint8Array;
  /** Id of the tree; of a tag: of what it names. */
  target(index: number): string;
  /** The same of all rows, one behind the other. */
  readonly targets: Uint8Array;
  /** Seconds since 1970. */
  readonly times: Float64Array;
  /** Rows of the parents; -1 for one that is not here. */
  parents(index: number): Int32Array;
}

/** @param tables each with `ids` filled in for every row */
export function buildCommitGraph(tables: readonly CommitTable[], format: ObjectFormat): CommitGraph {
  const idLength = idLengthOf(format);
  const count = tables.reduce((sum, table) => sum + table.kinds.length, 0);
  const ids = Buffer.concat(tables.map((table) => table.ids));
  const targets = Buffer.concat(tables.map((table) => table.trees));
  const parents = Buffer.concat(tables.map((table) => table.parents));
  const kinds = new Uint8Array(count);
  const times = new Float64Array(count);
  const parentStart = new Float64Array(count + 1);
  let row = 0;
  for (const table of tables) {
    kinds.set(table.kinds, row);
    times.set(table.times, row);
    for (const parentCount of table.parentCounts) {
      parentStart[row + 1] = parentStart[row]! + parentCount;
      row += 1;
    }
  }
  const keyAt = (buffer: Buffer, index: number): string =>
    buffer.toString('latin1', index * idLength, (index + 1) * idLength);
  const byId = new Map<string, number>();
  for (let index = 0; index < count; index += 1) byId.set(keyAt(ids, index), index);
  const parentRows = new Int32Array(parentStart[count]!);
  for (let at = 0; at < parentRows.length; at += 1) parentRows[at] = byId.get(keyAt(parents, at)) ?? -1;
  const hexAt = (buffer: Buffer, index: number): string =>
    buffer.toString('hex', index * idLength, (index + 1) * idLength);
  return {
    count,
    kinds,
    times,
    id: (index) => hexAt(ids, index),
    find: (id) => byId.get(Buffer.from(id, 'hex').toString('latin1')) ?? -1,
    target: (index) => hexAt(targets, index),
    targets,
    parents: (index) => parentRows.subarray(parentStart[index], parentStart[index + 1]),
  };
}

/** Marks what refs, HEADs and reflogs lead to. Also returns ids that tags name and that are no commits. */
export function markReachable(
  graph: CommitGraph,
  tips: Iterable<string>,
): { readonly reachable: Uint8Array; readonly named: ReadonlySet<string> } {
  const reachable = new Uint8Array(graph.count);
  const named = new Set<string>();
  const open: number[] = [];
  const add = (id: string): void => {
    const index = graph.find(id);
    if (index === -1) named.add(id);
    else open.push(index);
  };
  for (const id of tips) add(id);
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reachable[index] === 1) continue;
    reachable[index] = 1;
    if (graph.kinds[index] === 1) add(graph.target(index));
    else for (const parent of graph.parents(index)) if (parent !== -1) open.push(parent);
  }
  return { reachable, named };
}
