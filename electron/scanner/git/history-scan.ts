/** The passes over everything a repository holds. Keeps no finding's raw key: workers give redacted findings. */
import type { NamedFinding } from './blob-scanner.ts';
import type { LiveFinding } from '../types.ts';
import type { Skipped } from '../detect/types.ts';
import { buildCommitGraph, type CommitGraph } from './commit-graph.ts';
import type { CommitTable } from './commit-table.ts';
import { addEdges, addFamilies, edgesTo, soughtIn, type BegunEdges } from './edge-search.ts';
import { MarkedEdges } from './marked-edges.ts';
import { countMissing, type MissingCount, type MissingList } from './links.ts';
import type { JobPool } from './job-pool.ts';
import type { LooseFile } from './job.ts';
import { kindName } from './object-store.ts';
import { PACK_KIND } from './pack-forest.ts';
import { idOf, PassRunner, type PassStep, type Wants } from './pass-runner.ts';
import type { Presence } from './presence.ts';
import type { Repository } from './repository.ts';
import { forIdsOf, type ListedPack, type StoreListing } from './store-listing.ts';
import type { Stepwise } from './ticking.ts';
import type { TreeFamilies } from './tree-families.ts';
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
  /** What the same pass has done of `edgesTo`; null where it did nothing of it. */
  readonly begun: BegunEdges | null;
}

export class HistoryPasses {
  readonly #repository: Repository;
  readonly #runner: PassRunner;

  constructor(
    repository: Repository,
    listing: StoreListing,
    pool: JobPool,
    onUnreadablePack: (pack: ListedPack, error: unknown) => void,
  ) {
    this.#repository = repository;
    this.#runner = new PassRunner(listing, pool, onUnreadablePack);
  }

  isUnreadable(pack: ListedPack): boolean {
    return this.#runner.isUnreadable(pack);
  }

  get progress(): PassRunner['progress'] {
    return this.#runner.progress;
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
    const commits: CommitTable[] = [];
    const looseTrees: LooseFile[] = [];
    let lfsPointers = 0;
    let leftOut = loose.length < this.#runner.listing.loose.length;
    const keep = ({ pack, result }: PassStep): void => {
      lfsPointers += result.lfsPointers;
      looseTrees.push(...result.looseTrees);
      if (result.missing !== null) missing.push(result.missing);
      if (result.commits !== null) commits.push(withIds(result.commits, pack, this.#repository));
      for (const object of result.found) {
        const kind = kindName(object.kind);
        if (kind === null) continue;
        const { findings, skipped, names = [] } = object;
        found.push({ id: idOf(object, pack), kind, findings, skipped, names });
      }
      for (const object of result.unread) unread.push({ id: idOf(object, pack), reason: object.reason });
    };
    const counted: Wants = (pack, _kind, position) => {
      const known = isKnownPacked(pack, position);
      leftOut ||= known;
      return !known;
    };
    const leaveOut = (pack: ListedPack): boolean => {
      const known = isKnownPack(pack);
      leftOut ||= known;
      return known;
    };
    // Trees and commits come last: by then it is known whether blobs have to be found in them. A loose object, or one whose
    // base is elsewhere, shows what it is when it is read.
    const isLast = (kind: number): boolean => kind !== PACK_KIND.blob && kind !== 0;
    const first: Wants = (pack, kind, position) => !isLast(kind) && !isKnownPacked(pack, position);
    const inFirst = { presence, leaveOut, counted, commits: true };
    for await (const step of this.#runner.run('scan', first, loose, inFirst)) {
      if (step === 'tick') yield step;
      else keep(step);
    }
    const last: Wants = (pack, kind, position) => isLast(kind) && !isKnownPacked(pack, position);
    const hits = found.filter(({ kind, findings }) => kind === 'blob' && findings.length > 0);
    const isBegun = hits.length > 0 && !leftOut && presence === null;
    const edges = new MarkedEdges(idLengthOf(this.#repository.format));
    const sought = isBegun ? [...new Set(hits.map(({ id }) => edges.numberOf(id)))] : [];
    const next: number[] = [];
    const families = new Map<ListedPack, TreeFamilies>();
    const inLast = { presence, leaveOut, continues: true, ...(isBegun ? soughtIn(edges, sought) : {}) };
    for await (const step of this.#runner.run('scan', last, [], { ...inLast, commits: isBegun })) {
      if (step === 'tick') {
        yield step;
        continue;
      }
      keep(step);
      addEdges(edges, sought, step, next);
      addFamilies(families, step);
    }
    return {
      found,
      unread,
      lfsPointers,
      missing: presence === null ? null : countMissing(missing),
      begun: isBegun ? { edges, sought, next, families, looseTrees, commits } : null,
    };
  }

  /** What commits, tags and trees name, and is not here. */
  async *missing(presence: Presence): Stepwise<MissingCount> {
    const missing: MissingList[] = [];
    const wants: Wants = (_pack, kind) => kind !== PACK_KIND.blob;
    for await (const step of this.#runner.run('links', wants, this.#runner.listing.loose, { presence })) {
      if (step === 'tick') yield step;
      else if (step.result.missing !== null) missing.push(step.result.missing);
    }
    return countMissing(missing);
  }

  /** @param begun what the scan read of them, which is all */
  async *commitGraph(begun: BegunEdges | null): Stepwise<CommitGraph> {
    if (begun !== null) return buildCommitGraph(begun.commits, this.#repository.format);
    const tables: CommitTable[] = [];
    const wants: Wants = (_pack, kind) => kind !== PACK_KIND.tree && kind !== PACK_KIND.blob;
    const { loose } = this.#runner.listing;
    for await (const step of this.#runner.run('commits', wants, loose, { commits: true })) {
      if (step === 'tick') {
        yield step;
        continue;
      }
      if (step.result.commits !== null)
        tables.push(withIds(step.result.commits, step.pack, this.#repository));
    }
    return buildCommitGraph(tables, this.#repository.format);
  }

  /** Every tree entry on a way down to one of these. */
  edgesTo(blobs: Iterable<string>, trees: Iterable<string>, begun: BegunEdges | null): Stepwise<MarkedEdges> {
    return edgesTo(this.#runner, idLengthOf(this.#repository.format), blobs, trees, begun);
  }
}

/** Fills in the ids of a table that only knows ranks. */
function withIds(table: CommitTable, pack: ListedPack | null, repository: Repository): CommitTable {
  if (!pack?.forest) return table;
  const idLength = idLengthOf(repository.format);
  const ids = Buffer.from(table.ids);
  forIdsOf(pack, table.ranks, (row, piece, at) => {
    piece.copy(ids, row * idLength, at, at + idLength);
  });
  return { ...table, ids };
}
