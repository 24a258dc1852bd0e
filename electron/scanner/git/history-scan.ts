/** The passes over everything a repository holds. Keeps no finding's raw key: workers give redacted findings. */
import type { NamedFinding } from './blob-scanner.ts';
import type { LiveFinding } from '../types.ts';
import type { Skipped } from '../detect/types.ts';
import { buildCommitGraph, type CommitGraph } from './commit-graph.ts';
import type { CommitTable } from './commit-table.ts';
import type { MarkedEdge } from './attribution.ts';
import { countMissing, type MissingCount, type MissingList } from './links.ts';
import type { JobPool, JobWork } from './job-pool.ts';
import type { JobResult, LooseFile, ObjectName } from './job.ts';
import { kindName } from './object-store.ts';
import { PACK_KIND, planTasks } from './pack-plan.ts';
import type { Presence } from './presence.ts';
import type { Repository } from './repository.ts';
import { forestOf, type ListedPack, type StoreListing } from './store-listing.ts';
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
/** Gives progress between its steps, and its result at the end. */
export type Stepwise<Result> = AsyncGenerator<'tick', Result, void>;

const TICK_MS = 100;
/** No path in a repository is deeper; a tree that holds itself can't exist, so this only bounds the passes. */
const DEEPEST_TREE = 512;

export class HistoryPasses {
  readonly #repository: Repository;
  readonly #listing: StoreListing;
  readonly #pool: JobPool;
  readonly #damagedPacks = new Set<ListedPack>();
  readonly #onDamagedPack: (pack: ListedPack) => void;

  constructor(
    repository: Repository,
    listing: StoreListing,
    pool: JobPool,
    onDamagedPack: (pack: ListedPack) => void,
  ) {
    this.#repository = repository;
    this.#listing = listing;
    this.#pool = pool;
    this.#onDamagedPack = onDamagedPack;
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
  async *edgesTo(objects: Iterable<string>): Stepwise<MarkedEdge[]> {
    const edges: MarkedEdge[] = [];
    const searched = new Set<string>(objects);
    let targets = [...searched];
    const wants: Wants = (_pack, kind) => kind === PACK_KIND.tree || kind === 0;
    for (let depth = 0; targets.length > 0 && depth < DEEPEST_TREE; depth += 1) {
      const bytes = Buffer.concat(targets.map((id) => Buffer.from(id, 'hex')));
      const next: string[] = [];
      const known = new Map<string, string>();
      for await (const step of this.#run('trees', wants, this.#listing.loose, { targets: bytes })) {
        if (step === 'tick') {
          yield step;
          continue;
        }
        for (const edge of step.result.edges) {
          const name = edge.id ?? `${String(this.#listing.packs.indexOf(step.pack!))}:${String(edge.rank)}`;
          let tree = known.get(name);
          if (tree === undefined) {
            tree = idOf(edge, step.pack);
            known.set(name, tree);
          }
          edges.push({ tree, name: edge.name, target: edge.target });
          if (!searched.has(tree)) {
            searched.add(tree);
            next.push(tree);
          }
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
    for (const pack of this.#listing.packs) {
      if (this.#damagedPacks.has(pack) || leaveOut(pack)) continue;
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
      } catch {
        this.#damagedPacks.add(pack);
        this.#onDamagedPack(pack);
        continue;
      }
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

/** Ticks until the promise is settled, then gives its value. */
async function* ticking<Value>(promise: Promise<Value>): AsyncGenerator<'tick' | Value, void, void> {
  let done = false;
  const settled = promise.finally(() => {
    done = true;
  });
  settled.catch(() => undefined);
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set by the promise above
  while (!done) {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<'pause'>((resolve) => {
      timer = setTimeout(resolve, TICK_MS, 'pause');
    });
    try {
      if ((await Promise.race([settled, pause])) === 'pause') yield 'tick';
    } finally {
      clearTimeout(timer);
    }
  }
  yield await settled;
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
