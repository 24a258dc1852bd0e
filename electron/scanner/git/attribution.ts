/**
 * Which commit brought a key to a path. Works on what was found only: trees that lead to a hit, and all commits.
 *
 * Trees that hold the same hits at the same places share one list of places, so a commit that does not touch them costs
 * one comparison.
 */
import type { CommitGraph } from './commit-graph.ts';
import type { EdgesByTree, MarkedEdges } from './marked-edges.ts';
import type { LiveFinding } from '../types.ts';

export interface AttributedFinding {
  readonly finding: LiveFinding;
  readonly blob: string;
  /** In the repository; null where no tree names the blob. */
  readonly path: string | null;
  /** Row in the graph; -1 where no commit holds it. */
  readonly commit: number;
  readonly unreachable: boolean;
}

interface Place {
  readonly path: string;
  readonly blob: string;
}

interface PlaceList {
  readonly places: readonly Place[];
  /** Slot (one key at one path) → finding and blob. */
  readonly slots: ReadonlyMap<number, { readonly finding: LiveFinding; readonly blob: string }>;
}

interface Part {
  readonly name: string;
  readonly target: string;
  readonly below: PlaceList | null;
}

const UNSEEN = -2;
const NOWHERE = -1;
const DEEPEST = 1024;
/** A list of places longer than this is cut: a hostile repository can name one blob at any number of paths. */
const MOST_PLACES = 200_000;

export interface AttributionInput {
  readonly graph: CommitGraph;
  readonly reachable: Uint8Array;
  /** Ids that refs and tags name directly. */
  readonly named: ReadonlySet<string>;
  readonly edges: MarkedEdges;
  /** Blob id → findings in it. */
  readonly hits: ReadonlyMap<string, readonly LiveFinding[]>;
}

export function attribute(input: AttributionInput): AttributedFinding[] {
  const { graph, reachable, named, hits } = input;
  const lists = new PlaceLists(input.edges, hits);
  const listOf: (PlaceList | null)[] = [];
  const usedTrees = new Set<number>();
  for (let index = 0; index < graph.count; index += 1) {
    const tree = graph.kinds[index] === 0 ? input.edges.find(graph.target(index)) : -1;
    const list = tree === -1 ? null : lists.of(tree);
    if (list !== null) usedTrees.add(tree);
    listOf.push(list);
  }
  const best = new Map<number, number>();
  const reached = new Set<number>();
  for (let index = 0; index < graph.count; index += 1) {
    const list = listOf[index];
    if (!list) continue;
    const parents = Array.from(graph.parents(index), (row) => listOf[row] ?? null);
    if (parents.includes(list)) continue;
    for (const slot of list.slots.keys()) {
      if (parents.some((parent) => parent?.slots.has(slot))) continue;
      if (reachable[index] === 1) reached.add(slot);
      const known = best.get(slot);
      if (known === undefined || isEarlier(graph, index, known)) best.set(slot, index);
    }
  }
  const out: AttributedFinding[] = [];
  const placed = new Set<string>();
  for (const [slot, commit] of best) {
    const list = listOf[commit]!;
    const { finding, blob } = list.slots.get(slot)!;
    out.push({ finding, blob, path: lists.pathOf(slot), commit, unreachable: !reached.has(slot) });
    for (const place of list.places) placed.add(place.blob);
  }
  for (const list of listOf) for (const place of list?.places ?? []) placed.add(place.blob);
  // Trees without a commit: what `git add` and a lost commit left behind.
  for (const tree of lists.roots()) {
    const list = usedTrees.has(tree) ? null : lists.of(tree);
    if (list === null) continue;
    for (const [slot, { finding, blob }] of list.slots) {
      if (best.has(slot)) continue;
      best.set(slot, -1);
      placed.add(blob);
      out.push({
        finding,
        blob,
        path: lists.pathOf(slot),
        commit: -1,
        unreachable: !named.has(input.edges.ids[tree]!),
      });
    }
  }
  for (const [blob, findings] of hits) {
    if (placed.has(blob)) continue;
    for (const finding of findings) {
      out.push({ finding, blob, path: null, commit: -1, unreachable: !named.has(blob) });
    }
  }
  return out;
}

function isEarlier(graph: CommitGraph, left: number, right: number): boolean {
  const difference = graph.times[left]! - graph.times[right]!;
  return difference !== 0 ? difference < 0 : graph.id(left) < graph.id(right);
}

class PlaceLists {
  readonly #edges: MarkedEdges;
  readonly #byTree: EdgesByTree;
  readonly #hits: ReadonlyMap<string, readonly LiveFinding[]>;
  /** By number of the tree: place in `lists`, or one of the two below. */
  readonly #known: Int32Array;
  readonly #lists: PlaceList[] = [];
  readonly #byContent = new Map<string, PlaceList>();
  readonly #numbers = new Map<PlaceList, number>();
  readonly #slotNumbers = new Map<string, number>();
  readonly #slotPaths: string[] = [];

  constructor(edges: MarkedEdges, hits: ReadonlyMap<string, readonly LiveFinding[]>) {
    this.#edges = edges;
    this.#byTree = edges.byTree();
    this.#hits = hits;
    this.#known = new Int32Array(edges.ids.length).fill(UNSEEN);
  }

  /** Null where the tree leads to no hit. */
  of(tree: number, depth = 0): PlaceList | null {
    const { start, names, targets } = this.#byTree;
    if (start[tree] === start[tree + 1] || depth > DEEPEST) return null;
    const known = this.#known[tree]!;
    if (known !== UNSEEN) return this.#lists[known] ?? null;
    // A tree can't hold itself, but what claims to be one may.
    this.#known[tree] = NOWHERE;
    const parts: Part[] = [];
    let key = '';
    for (let at = start[tree]!; at < start[tree + 1]!; at += 1) {
      const target = targets[at]!;
      const below = this.#hits.has(this.#edges.ids[target]!) ? null : this.of(target, depth + 1);
      parts.push({ name: this.#edges.names[names[at]!]!, target: this.#edges.ids[target]!, below });
      key += `${String(names[at])} ${below === null ? `-${String(target)}` : String(this.#numbers.get(below))},`;
    }
    let list = this.#byContent.get(key);
    if (list === undefined) {
      list = this.#make(parts);
      this.#byContent.set(key, list);
      this.#numbers.set(list, this.#lists.length);
      this.#lists.push(list);
    }
    this.#known[tree] = this.#numbers.get(list)!;
    return list;
  }

  pathOf(slot: number): string {
    return this.#slotPaths[slot]!;
  }

  /** Numbers of marked trees that no marked tree names. */
  roots(): number[] {
    const { start, isTarget } = this.#byTree;
    const roots: number[] = [];
    for (let tree = 0; tree < isTarget.length; tree += 1) {
      if (isTarget[tree] === 0 && start[tree] !== start[tree + 1]) roots.push(tree);
    }
    return roots;
  }

  #make(parts: readonly Part[]): PlaceList {
    const places: Place[] = [];
    for (const { name, target, below } of parts) {
      if (below === null) {
        if (this.#hits.has(target)) places.push({ path: name, blob: target });
        continue;
      }
      for (const place of below.places) {
        if (places.length < MOST_PLACES) places.push({ path: `${name}/${place.path}`, blob: place.blob });
      }
    }
    const slots = new Map<number, { finding: LiveFinding; blob: string }>();
    for (const place of places) {
      for (const finding of this.#hits.get(place.blob) ?? []) {
        const slot = this.#slotOf(finding, place.path);
        if (!slots.has(slot)) slots.set(slot, { finding, blob: place.blob });
      }
    }
    return { places, slots };
  }

  #slotOf(finding: LiveFinding, path: string): number {
    const key = `${finding.fingerprint}\0${finding.class}\0${finding.container.join('\0')}\0\0${path}`;
    let slot = this.#slotNumbers.get(key);
    if (slot === undefined) {
      slot = this.#slotNumbers.size;
      this.#slotNumbers.set(key, slot);
      this.#slotPaths.push(path);
    }
    return slot;
  }
}
