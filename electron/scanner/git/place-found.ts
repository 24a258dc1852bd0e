/** Where that stands what a history holds: the paths and commits of each key, and whether anything still leads there. */
import type { LiveFinding } from '../types.ts';
import { attribute } from './attribution.ts';
import { commitDetails } from './commit-details.ts';
import { markReachable, type CommitGraph } from './commit-graph.ts';
import type { FoundContent, HistoryPasses, ScanPass } from './history-scan.ts';
import type { JobPool } from './job-pool.ts';
import type { ObjectStore } from './object-store.ts';
import { isNotePath, placeFinding } from './places.ts';
import type { RefList } from './refs.ts';
import type { Stepwise } from './ticking.ts';

/** Stands for a key in a name, in place of a blob's id. */
const NAME = 'name:';

/** An entry of a tree whose name is or holds a key; the target stands for that name. */
interface NamedEntry {
  readonly tree: string;
  readonly name: string;
  readonly target: string;
}

/** What was found, by the object that holds it. */
export interface FoundKeys {
  /** By blob, or by what stands for a name. */
  readonly hits: ReadonlyMap<string, readonly LiveFinding[]>;
  /** By commit or tag. */
  readonly messages: ReadonlyMap<string, readonly LiveFinding[]>;
  readonly named: readonly NamedEntry[];
}

export function keysIn(found: readonly FoundContent[]): FoundKeys {
  const hits = new Map<string, readonly LiveFinding[]>();
  const messages = new Map<string, readonly LiveFinding[]>();
  const named: NamedEntry[] = [];
  for (const object of found) {
    for (const { name, finding } of object.names) {
      const target = `${NAME}${object.id}/${name}`;
      named.push({ tree: object.id, name, target });
      hits.set(target, [...(hits.get(target) ?? []), finding]);
    }
    if (object.findings.length === 0) continue;
    (object.kind === 'blob' ? hits : messages).set(object.id, object.findings);
  }
  return { hits, messages, named };
}

/** Ids of the objects themselves. */
export function holdersOf({ hits, messages, named }: FoundKeys): readonly string[] {
  return [...blobsOf(hits), ...named.map(({ tree }) => tree), ...messages.keys()];
}

function blobsOf(hits: FoundKeys['hits']): readonly string[] {
  return [...hits.keys()].filter((id) => blobOf(id) !== null);
}

function blobOf(id: string): string | null {
  return id.startsWith(NAME) ? null : id;
}

/** A scan that was stopped says what it found, and no more. */
export function withoutPlaces({ hits, messages }: FoundKeys): LiveFinding[] {
  return [...hits, ...messages].flatMap(([blob, findings]) => {
    const source = hits.has(blob) ? 'history' : 'message';
    const place = { path: null, source, blob: blobOf(blob), commit: null, unreachable: false } as const;
    return findings.map((finding) => placeFinding(finding, place));
  });
}

export interface SearchedRepository {
  readonly passes: HistoryPasses;
  /** Ended when its last pass is over. */
  readonly pool: JobPool;
  readonly store: ObjectStore;
  readonly refs: RefList;
  readonly idLength: number;
  readonly pathOf: (inRepository: string) => string;
}

export async function* placesOf(
  found: FoundKeys,
  begun: ScanPass['begun'],
  repository: SearchedRepository,
): Stepwise<LiveFinding[]> {
  const { passes, pool, store, refs, idLength, pathOf } = repository;
  const { hits, messages, named } = found;
  const graph = yield* passes.commitGraph(begun);
  yield 'tick';
  const trees = named.map(({ tree }) => tree);
  const edges = yield* passes.edgesTo(blobsOf(hits), trees, begun);
  yield 'tick';
  for (const { tree, name, target } of named) {
    edges.add(edges.numberOf(tree), edges.numberOfName(name), edges.numberOf(target));
  }
  await pool.close();
  const reached = reachableIn(graph, refs);
  const placed: LiveFinding[] = [];
  for (const each of attribute({ graph, ...reached, edges, hits })) {
    const isNote = each.path !== null && isNotePath(each.path, idLength);
    placed.push(
      placeFinding(each.finding, {
        path: each.path === null || isNote ? null : pathOf(each.path),
        source: isNote ? 'message' : 'history',
        blob: blobOf(each.blob),
        commit: each.commit === -1 ? null : commitDetails(store, graph.id(each.commit)),
        unreachable: each.unreachable,
      }),
    );
  }
  placed.push(...placedMessages(messages, graph, reached, store));
  return placed;
}

/** One finding for a key in messages: an amended or picked commit repeats its message. The earliest commit is named. */
function placedMessages(
  messages: FoundKeys['messages'],
  graph: CommitGraph,
  { reachable, named }: ReturnType<typeof markReachable>,
  store: ObjectStore,
): LiveFinding[] {
  const byKey = new Map<string, { finding: LiveFinding; id: string; index: number; unreachable: boolean }>();
  for (const [id, findings] of messages) {
    const index = graph.find(id);
    const unreachable = index === -1 ? !named.has(id) : reachable[index] !== 1;
    for (const finding of findings) {
      const isTag = index !== -1 && graph.kinds[index] === 1;
      const key = `${finding.fingerprint}\0${finding.class}\0${String(isTag)}`;
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { finding, id, index, unreachable });
      else {
        const earlier = (graph.times[index] ?? 0) < (graph.times[known.index] ?? 0);
        const both = { unreachable: unreachable && known.unreachable };
        byKey.set(key, earlier ? { finding, id, index, ...both } : { ...known, ...both });
      }
    }
  }
  return [...byKey.values()].map(({ finding, id, unreachable }) => {
    const commit = commitDetails(store, id);
    return placeFinding(finding, { path: null, source: 'message', blob: id, commit, unreachable });
  });
}

function reachableIn(graph: CommitGraph, refs: RefList): ReturnType<typeof markReachable> {
  if (refs.problems.length > 0) {
    // Unknown refs: better to call nothing unreachable than everything.
    return { reachable: new Uint8Array(graph.count).fill(1), named: new Set(refs.others) };
  }
  return markReachable(graph, [...refs.refs.values(), ...refs.others]);
}
