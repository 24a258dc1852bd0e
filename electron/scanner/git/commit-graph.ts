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
  /** Seconds since 1970. */
  readonly times: Float64Array;
  /** Ids, also of parents that are not here. */
  parents(index: number): readonly string[];
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
  const hexAt = (buffer: Buffer, index: number): string =>
    buffer.toString('hex', index * idLength, (index + 1) * idLength);
  return {
    count,
    kinds,
    times,
    id: (index) => hexAt(ids, index),
    find: (id) => byId.get(Buffer.from(id, 'hex').toString('latin1')) ?? -1,
    target: (index) => hexAt(targets, index),
    parents: (index) => {
      const list: string[] = [];
      for (let at = parentStart[index]!; at < parentStart[index + 1]!; at += 1) list.push(hexAt(parents, at));
      return list;
    },
  };
}

/** Marks what refs, HEADs and reflogs lead to. Also returns ids that tags name and that are no commits. */
export function markReachable(
  graph: CommitGraph,
  tips: Iterable<string>,
): { readonly reachable: Uint8Array; readonly named: ReadonlySet<string> } {
  const reachable = new Uint8Array(graph.count);
  const named = new Set<string>();
  const open: string[] = [...tips];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const index = graph.find(id);
    if (index === -1) {
      named.add(id);
      continue;
    }
    if (reachable[index] === 1) continue;
    reachable[index] = 1;
    if (graph.kinds[index] === 1) open.push(graph.target(index));
    else open.push(...graph.parents(index));
  }
  return { reachable, named };
}
