/** The way up from what was found: every tree entry that leads to it. */
import type { LooseFile } from './job.ts';
import { certain } from '../../../shared/certain.ts';
import type { CommitTable } from './commit-table.ts';
import type { EdgeTable } from './edge-table.ts';
import { MarkedEdges } from './marked-edges.ts';
import { PACK_KIND } from './pack-forest.ts';
import { type PassRunner, type PassStep, type PassSteps, type Steps, type Wants } from './pass-runner.ts';
import { forIdsOf, type ListedPack } from './store-listing.ts';
import type { Stepwise } from './ticking.ts';
import { TreeFamilies } from './tree-families.ts';

/** The first step of the way up from what was found, made while all trees were read anyway. */
export interface BegunEdges {
  readonly edges: MarkedEdges;
  /** Numbers of what was looked for. */
  readonly sought: readonly number[];
  /** Trees that hold it. */
  readonly next: readonly number[];
  readonly families: ReadonlyMap<ListedPack, TreeFamilies>;
  /** Not looked into yet. */
  readonly looseTrees: readonly LooseFile[];
  /** All of them. */
  readonly commits: readonly CommitTable[];
}

/** No path in a repository is deeper; a tree that holds itself can't exist, so this only bounds the passes. */
const DEEPEST_TREE = 512;

/** Every tree entry on a way down to one of these. */
export async function* edgesTo(
  runner: PassRunner,
  idLength: number,
  blobs: Iterable<string>,
  trees: Iterable<string>,
  begun: BegunEdges | null,
): Stepwise<MarkedEdges> {
  const search = new EdgeSearch(runner, idLength, begun);
  yield* search.run(blobs, trees, begun?.sought ?? []);
  return search.edges;
}

class EdgeSearch {
  readonly edges: MarkedEdges;
  readonly #runner: PassRunner;
  readonly #families: Map<ListedPack, TreeFamilies>;
  readonly #looseTrees: readonly LooseFile[];
  /** Trees that were not known, and whose own place is to be looked for next. */
  readonly #next: number[];

  constructor(runner: PassRunner, idLength: number, begun: BegunEdges | null) {
    this.edges = begun?.edges ?? new MarkedEdges(idLength);
    this.#runner = runner;
    this.#families = new Map(begun?.families);
    this.#looseTrees = begun?.looseTrees ?? runner.listing.loose;
    this.#next = [...(begun?.next ?? [])];
  }

  /** @param sought numbers of blobs that were looked for in all packed trees whose kind was known */
  async *run(blobs: Iterable<string>, trees: Iterable<string>, sought: readonly number[]): Steps {
    if (sought.length > 0) yield* this.#inOthers(sought);
    const late = this.#addNew(blobs);
    if (late.length > 0) yield* this.#step(late, false);
    this.#next.push(...this.#addNew(trees));
    for (let depth = 0; this.#next.length > 0 && depth < DEEPEST_TREE; depth += 1)
      yield* this.#step(this.#next.splice(0), true);
  }

  /** @param areTrees what is sought stands only where the families say */
  async *#step(sought: readonly number[], areTrees: boolean): Steps {
    if (areTrees && this.#families.size > 0) {
      const options = { ...soughtIn(this.edges, sought), families: false };
      for (const [pack, family] of this.#families) {
        const steps = this.#runner.runPlan('trees', pack, family.naming(options.targets), options);
        yield* this.#collect(sought, steps, false);
      }
    } else {
      const collects = this.#families.size === 0;
      const options = { ...soughtIn(this.edges, sought), families: collects };
      const isTree: Wants = (_pack, kind) => kind === PACK_KIND.tree;
      yield* this.#collect(sought, this.#runner.run('trees', isTree, [], options), collects);
    }
    yield* this.#inOthers(sought);
  }

  /** Loose trees, and what may be a tree: its kind shows when it is read. */
  async *#inOthers(sought: readonly number[]): Steps {
    const isUnknown: Wants = (_pack, kind) => kind === 0;
    const isThere = this.#runner.hasUnknownKinds;
    const options = { ...soughtIn(this.edges, sought), families: false, leaveOut: () => !isThere };
    yield* this.#collect(sought, this.#runner.run('trees', isUnknown, this.#looseTrees, options), false);
  }

  async *#collect(sought: readonly number[], steps: PassSteps, collects: boolean): Steps {
    for await (const step of steps) {
      if (step === 'tick') {
        yield step;
        continue;
      }
      addEdges(this.edges, sought, step, this.#next);
      if (collects) addFamilies(this.#families, step);
    }
  }

  /** Numbers of those that are not known yet. */
  #addNew(ids: Iterable<string>): number[] {
    const known = this.edges.ids.count;
    const numbers = new Set(Array.from(ids, (id) => this.edges.numberOf(id)));
    return [...numbers].filter((number) => number >= known);
  }
}

/** What of a pass makes it look for these in trees. */
export function soughtIn(
  edges: MarkedEdges,
  sought: readonly number[],
): { readonly targets: Uint8Array; readonly families: true } {
  return { targets: edges.ids.bytesOf(sought), families: true };
}

/** @param next is given the trees that were not known */
export function addEdges(
  edges: MarkedEdges,
  sought: readonly number[],
  { pack, result: { edges: table } }: PassStep,
  next: number[],
): void {
  if (table === null) return;
  const names = table.nameList.map((name) => edges.numberOfName(name));
  const treeOf = new Map<number, number>();
  const number = (rank: number, bytes: Uint8Array, at: number): void => {
    const known = edges.ids.count;
    const tree = edges.ids.numberAt(bytes, at);
    treeOf.set(rank, tree);
    if (tree === known) next.push(tree);
  };
  forEachId(table, pack, number);
  let rank = 0;
  let tree = -1;
  for (let at = 0; at < table.trees.length; at += 1) {
    // The entries of a tree follow each other.
    if (tree < 0 || table.trees[at] !== rank) {
      rank = table.trees[at]!;
      tree = certain(treeOf.get(rank));
    }
    edges.add(tree, names[table.names[at]!]!, sought[table.targets[at]!]!);
  }
}

/** The ids of a table's trees, each once; those in a pack in the order of its index, which is read in pieces. */
function forEachId(
  { trees, looseIds }: EdgeTable,
  pack: ListedPack | null,
  visit: (rank: number, id: Uint8Array, at: number) => void,
): void {
  looseIds.forEach((id, index) => {
    visit(-1 - index, Buffer.from(id, 'hex'), 0);
  });
  if (pack !== null)
    forIdsOf(pack, trees, (item, piece, at) => {
      visit(trees[item]!, piece, at);
    });
}

export function addFamilies(
  families: Map<ListedPack, TreeFamilies>,
  { pack, plan, result: { families: table } }: PassStep,
): void {
  if (table === null || pack === null || plan === null) return;
  let known = families.get(pack);
  if (known === undefined) {
    known = new TreeFamilies(plan);
    families.set(pack, known);
  }
  known.add(table);
}
