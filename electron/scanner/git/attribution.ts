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
  readonly hit: Hit | null;
  readonly below: PlaceList | null;
}

interface Hit {
  readonly blob: string;
  readonly findings: readonly LiveFinding[];
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
  const { ids } = input.edges;
  for (let index = 0; index < graph.count; index += 1) {
    const tree = graph.kinds[index] === 0 ? ids.findAt(graph.targets, index * ids.idLength) : -1;
    const list = tree === -1 ? null : lists.of(tree);
    if (list !== null) usedTrees.add(tree);
    listOf.push(list);
  }
  const best = new Map<number, number>();
  const reached = new Set<number>();
  for (let index = 0; index < graph.count; index += 1) {
    const list = listOf[index];
    if (!list) continue;
    const rows = graph.parents(index);
    if (rows.some((row) => listOf[row] === list)) continue;
    const parents = Array.from(rows, (row) => listOf[row] ?? null);
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
  for (const list of new Set(listOf)) for (const place of list?.places ?? []) placed.add(place.blob);
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
        unreachable: !named.has(ids.idOf(tree)),
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
  /** The same by number. */
  readonly #hitOf = new Map<number, Hit>();
  /** By number of the tree: place in `lists`, or one of the two below. */
  readonly #known: Int32Array;
  readonly #lists: PlaceList[] = [];
  /** Places in `lists`: of trees with one entry that counts by its name and what is below, of others by all of theirs. */
  readonly #byEntry = new Map<number, number>();
  readonly #byContent = new Map<string, number>();
  readonly #slotNumbers = new Map<string, number>();
  readonly #slotPaths: string[] = [];

  constructor(edges: MarkedEdges, hits: ReadonlyMap<string, readonly LiveFinding[]>) {
    this.#edges = edges;
    this.#byTree = edges.byTree();
    this.#hits = hits;
    for (const [blob, findings] of hits) this.#hitOf.set(edges.find(blob), { blob, findings });
    this.#known = new Int32Array(edges.ids.count).fill(UNSEEN);
  }

  /** Null where the tree leads to no hit. */
  of(tree: number): PlaceList | null {
    return this.#lists[this.#placeOf(tree, 0)] ?? null;
  }

  /** In `lists`, or `NOWHERE`. */
  #placeOf(tree: number, depth: number): number {
    const { start } = this.#byTree;
    const first = start[tree]!;
    const end = start[tree + 1]!;
    if (first === end || depth > DEEPEST) return NOWHERE;
    const known = this.#known[tree]!;
    if (known !== UNSEEN) return known;
    // A tree can't hold itself, but what claims to be one may.
    this.#known[tree] = NOWHERE;
    const place = end === first + 1 ? this.#ofOne(first, depth) : this.#ofMany(first, end, depth);
    this.#known[tree] = place;
    return place;
  }

  /** What an entry leads to: 0 and above a place in `lists`, below that a hit or nothing. */
  #below(entry: number, depth: number): number {
    const target = this.#byTree.targets[entry]!;
    const place = this.#hitOf.has(target) ? NOWHERE : this.#placeOf(target, depth + 1);
    return place === NOWHERE ? -1 - target : place;
  }

  /** Most trees have one entry that counts, and there are as many of them as commits: a number tells them apart quickly. */
  #ofOne(entry: number, depth: number): number {
    const below = this.#below(entry, depth);
    const name = this.#byTree.names[entry]!;
    if (name >= 2 ** 24 || Math.abs(below) >= 2 ** 28) return this.#keep(entry, [below]);
    const key = name * 2 ** 29 + below + 2 ** 28;
    let place = this.#byEntry.get(key);
    if (place === undefined) {
      place = this.#keep(entry, [below]);
      this.#byEntry.set(key, place);
    }
    return place;
  }

  #ofMany(first: number, end: number, depth: number): number {
    const below: number[] = [];
    let key = '';
    for (let entry = first; entry < end; entry += 1) {
      below.push(this.#below(entry, depth));
      key += `${String(this.#byTree.names[entry])} ${String(below.at(-1))},`;
    }
    let place = this.#byContent.get(key);
    if (place === undefined) {
      place = this.#keep(first, below);
      this.#byContent.set(key, place);
    }
    return place;
  }

  /** @param below what the entries from `first` on lead to */
  #keep(first: number, below: readonly number[]): number {
    const { names } = this.#byTree;
    const parts = below.map((place, index) => ({
      name: this.#edges.names[names[first + index]!]!,
      hit: place < 0 ? (this.#hitOf.get(-1 - place) ?? null) : null,
      below: this.#lists[place] ?? null,
    }));
    return this.#lists.push(this.#make(parts)) - 1;
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
    for (const { name, hit, below } of parts) {
      if (hit !== null) places.push({ path: name, blob: hit.blob });
      for (const place of below?.places ?? []) {
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
