/** The passes over everything a repository holds. Keeps no finding's raw key: workers give redacted findings. */
import { statSync } from 'node:fs';
import type { NamedFinding } from './blob-scanner.ts';
import type { LiveFinding } from '../types.ts';
import type { Skipped } from '../detect/types.ts';
import { buildCommitGraph, type CommitGraph } from './commit-graph.ts';
import type { CommitTable } from './commit-table.ts';
import { MarkedEdges } from './marked-edges.ts';
import { countMissing, type MissingCount, type MissingList } from './links.ts';
import type { JobPool, JobWork } from './job-pool.ts';
import type { JobResult, LooseFile, ObjectName } from './job.ts';
import { kindName } from './object-store.ts';
import { COST_OF_OBJECT, PACK_KIND, planTasks, type PackPlan } from './pack-plan.ts';
import type { Presence } from './presence.ts';
import type { Repository } from './repository.ts';
import { forestOf, type ListedPack, type StoreListing } from './store-listing.ts';
import { ticking, type Stepwise } from './ticking.ts';
import { idLengthOf, type ObjectKind } from './types.ts';

export interface FoundContent {
  readonly id: string;
  readonly kind: ObjectKind;
  readonly findings: readonly LiveFinding[];
  readonly skipped: readonly Skipped[];
  /** Of a tree: entries whose name is or holds a key. */
  readonly names: readonly NamedFinding[];
}

export interface ScanPass {
  readonly found: readonly FoundContent[];
  /** Could not be read in the walk; may still be readable by other means. */
  readonly unread: readonly { readonly id: string; readonly reason: 'damaged' | 'large' }[];
  readonly lfsPointers: number;
  /** Null where `presence` was null. */
  readonly missing: MissingCount | null;
}

type Pass = JobWork['pass'];
type Wants = (pack: ListedPack, kind: number, position: number) => boolean;

/** No path in a repository is deeper; a tree that holds itself can't exist, so this only bounds the passes. */
const DEEPEST_TREE = 512;

/** What there is to do in a pass. */
interface Work {
  readonly objects: number;
  /** Bytes in packs. */
  readonly stored: number;
}

export class HistoryPasses {
  readonly #repository: Repository;
  readonly #listing: StoreListing;
  readonly #pool: JobPool;
  readonly #damagedPacks = new Set<ListedPack>();
  readonly #onUnreadablePack: (pack: ListedPack, error: unknown) => void;
  /** Of the present pass; of packs that are not planned yet all they hold. */
  readonly #work = new Map<ListedPack | null, Work>();
  #before: Work = { objects: 0, stored: 0 };

  constructor(
    repository: Repository,
    listing: StoreListing,
    pool: JobPool,
    onUnreadablePack: (pack: ListedPack, error: unknown) => void,
  ) {
    this.#repository = repository;
    this.#listing = listing;
    this.#pool = pool;
    this.#onUnreadablePack = onUnreadablePack;
  }

  /** None of it could be read. */
  isUnreadable(pack: ListedPack): boolean {
    return this.#damagedPacks.has(pack);
  }

  /** Of the present pass. */
  get progress(): {
    readonly objects: number;
    readonly totalObjects: number;
    /** By the cost of reading, 0 to 1. */
    readonly fraction: number;
  } {
    const total = { objects: 0, stored: 0 };
    for (const { objects, stored } of this.#work.values()) {
      total.objects += objects;
      total.stored += stored;
    }
    const { objects, stored } = this.#pool.counts;
    const done = { objects: objects - this.#before.objects, stored: stored - this.#before.stored };
    const all = costOf(total);
    return {
      objects: done.objects,
      totalObjects: Math.max(done.objects, total.objects),
      fraction: all === 0 ? 1 : Math.min(1, costOf(done) / all),
    };
  }

  /**
   * Keys in blobs, commits and tags. `isKnown` leaves out objects that an earlier scan found clean. With `presence`, also
   * what is named and missing: then nothing may be left out.
   */
  async *scan(
    isKnownPack: (pack: ListedPack) => boolean,
    isKnownPacked: (pack: ListedPack, position: number) => boolean,
    loose: readonly LooseFile[],
    presence: Presence | null,
  ): Stepwise<ScanPass> {
    const found: FoundContent[] = [];
    const unread: { id: string; reason: 'damaged' | 'large' }[] = [];
    const missing: MissingList[] = [];
    let lfsPointers = 0;
    const wants: Wants = (pack, _kind, position) => !isKnownPacked(pack, position);
    for await (const step of this.#run('scan', wants, loose, { presence, leaveOut: isKnownPack })) {
      if (step === 'tick') {
        yield step;
        continue;
      }
      lfsPointers += step.result.lfsPointers;
      if (step.result.missing !== null) missing.push(step.result.missing);
      for (const object of step.result.found) {
        const kind = kindName(object.kind);
        if (kind === null) continue;
        found.push({
          id: idOf(object, step.pack),
          kind,
          findings: object.findings,
          skipped: object.skipped,
          names: object.names ?? [],
        });
      }
      for (const object of step.result.unread) {
        unread.push({ id: idOf(object, step.pack), reason: object.reason });
      }
    }
    return { found, unread, lfsPointers, missing: presence === null ? null : countMissing(missing) };
  }

  /** What commits, tags and trees name, and is not here. */
  async *missing(presence: Presence): Stepwise<MissingCount> {
    const missing: MissingList[] = [];
    const wants: Wants = (_pack, kind) => kind !== PACK_KIND.blob;
    for await (const step of this.#run('links', wants, this.#listing.loose, { presence })) {
      if (step === 'tick') yield step;
      else if (step.result.missing !== null) missing.push(step.result.missing);
    }
    return countMissing(missing);
  }

  async *commitGraph(): Stepwise<CommitGraph> {
    const tables: CommitTable[] = [];
    const wants: Wants = (_pack, kind) => kind !== PACK_KIND.tree && kind !== PACK_KIND.blob;
    for await (const step of this.#run('commits', wants, this.#listing.loose)) {
      if (step === 'tick') {
        yield step;
        continue;
      }
      if (step.result.commits !== null)
        tables.push(withIds(step.result.commits, step.pack, this.#repository));
    }
    return buildCommitGraph(tables, this.#repository.format);
  }

  /** Every tree entry on a way down to one of `objects`. */
  async *edgesTo(objects: Iterable<string>): Stepwise<MarkedEdges> {
    const edges = new MarkedEdges();
    let targets = [...new Set(objects)].map((id) => edges.numberOf(id));
    const wants: Wants = (_pack, kind) => kind === PACK_KIND.tree || kind === 0;
    for (let depth = 0; targets.length > 0 && depth < DEEPEST_TREE; depth += 1) {
      const bytes = Buffer.from(targets.map((number) => edges.ids[number]!).join(''), 'hex');
      const next: number[] = [];
      for await (const step of this.#run('trees', wants, this.#listing.loose, { targets: bytes })) {
        if (step === 'tick') {
          yield step;
          continue;
        }
        const { edges: table } = step.result;
        if (table === null) continue;
        const names = table.nameList.map((name) => edges.numberOfName(name));
        const trees = new Map<number, number>();
        for (let at = 0; at < table.trees.length; at += 1) {
          const rank = table.trees[at]!;
          let tree = trees.get(rank);
          if (tree === undefined) {
            const known = edges.ids.length;
            tree = edges.numberOf(
              rank < 0 ? table.looseIds[-1 - rank]! : idOf({ rank, id: null }, step.pack),
            );
            trees.set(rank, tree);
            if (tree === known) next.push(tree);
          }
          edges.add(tree, names[table.names[at]!]!, targets[table.targets[at]!]!);
        }
      }
      targets = next;
    }
    return edges;
  }

  async *#run(
    pass: Pass,
    wants: Wants,
    loose: readonly LooseFile[],
    {
      targets = null,
      presence = null,
      leaveOut = () => false,
    }: {
      readonly targets?: Uint8Array | null;
      readonly presence?: Presence | null;
      readonly leaveOut?: (pack: ListedPack) => boolean;
    } = {},
  ): AsyncGenerator<'tick' | { readonly pack: ListedPack | null; readonly result: JobResult }, void, void> {
    const packs = this.#listing.packs.filter((pack) => !this.#damagedPacks.has(pack) && !leaveOut(pack));
    this.#before = this.#pool.counts;
    this.#work.clear();
    this.#work.set(null, { objects: loose.length, stored: 0 });
    for (const pack of packs) this.#work.set(pack, { objects: pack.index.count, stored: sizeOf(pack) });
    for (const pack of packs) {
      let plan;
      try {
        const forest = forestOf(pack);
        plan = planTasks(
          forest,
          (rank) => {
            const position = forest.positions[rank]!;
            return pack.duplicates?.[position] !== 1 && wants(pack, forest.kinds[rank]!, position);
          },
          this.#pool.jobs,
        );
      } catch (error) {
        this.#damagedPacks.add(pack);
        this.#work.delete(pack);
        this.#onUnreadablePack(pack, error);
        continue;
      }
      this.#work.set(pack, wantedOf(plan));
      if (plan.tasks.length === 0) continue;
      for await (const step of ticking(this.#pool.run({ pass, plan, loose: [], targets, presence }))) {
        if (step === 'tick') yield step;
        else for (const result of step) yield { pack, result };
      }
    }
    if (loose.length === 0) return;
    for await (const step of ticking(this.#pool.run({ pass, plan: null, loose, targets, presence }))) {
      if (step === 'tick') yield step;
      else for (const result of step) yield { pack: null, result };
    }
  }
}

function costOf({ objects, stored }: Work): number {
  return objects * COST_OF_OBJECT + stored;
}

function sizeOf(pack: ListedPack): number {
  return statSync(`${pack.stem}.pack`, { throwIfNoEntry: false })?.size ?? 0;
}

function wantedOf({ count, wanted, offsets }: PackPlan): Work {
  let objects = 0;
  let stored = 0;
  for (let rank = 0; rank < count; rank += 1) {
    if ((wanted[rank]! & 1) === 0) continue;
    objects += 1;
    stored += offsets[rank + 1]! - offsets[rank]!;
  }
  return { objects, stored };
}

function idOf(object: ObjectName, pack: ListedPack | null): string {
  if (object.id !== null) return object.id;
  const position = pack!.forest!.positions[object.rank]!;
  return pack!.index.idAt(position).toString('hex');
}

/** Fills in the ids of a table that only knows ranks, with one pass over the index. */
function withIds(table: CommitTable, pack: ListedPack | null, repository: Repository): CommitTable {
  if (pack === null) return table;
  const idLength = idLengthOf(repository.format);
  const rowOf = new Int32Array(pack.index.count).fill(-1);
  table.ranks.forEach((rank, row) => {
    if (rank >= 0) rowOf[pack.forest!.positions[rank]!] = row;
  });
  const ids = Buffer.from(table.ids);
  pack.index.forEachId((piece, at, position) => {
    const row = rowOf[position]!;
    if (row !== -1) piece.copy(ids, row * idLength, at, at + idLength);
  });
  return { ...table, ids };
}
