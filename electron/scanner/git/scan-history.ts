/** Everything that a repository's stores hold: events of one repository. */
import type { Skipped } from '../detect/types.ts';
import { NOTHING_KEPT } from '../make-folder.ts';
import type { LiveFinding } from '../types.ts';
import { findGit, isolateGit, type IsolatedGit } from './git-command.ts';
import { HistoryPasses, type ScanPass } from './history-scan.ts';
import { describeMissing, type MissingCount } from './links.ts';
import { JobPool } from './job-pool.ts';
import { ObjectStore } from './object-store.ts';
import { holdersOf, keysIn, placesOf, withoutPlaces, type FoundKeys } from './place-found.ts';
import { pathMapper } from './places.ts';
import { presenceOf } from './presence.ts';
import { readUnread } from './unread-objects.ts';
import { missingRefs, refFindings, refProblems, skipped } from './ref-events.ts';
import { readRefs, type RefList } from './refs.ts';
import { isForbidden, type Repository } from './repository.ts';
import { BlobScanner } from './blob-scanner.ts';
import { ScanState } from './scan-state.ts';
import { listStores, type StoreListing } from './store-listing.ts';
import type { Stepwise } from './ticking.ts';
import { type GitScanEvent, type GitScanOptions, idLengthOf } from './types.ts';
import { say } from '../../../shared/messages/say.ts';

/** How often commits are looked up is not known before. */
const NO_PROGRESS = { objects: 0, totalObjects: null, fraction: null } as const;

export interface HistoryTotals {
  blobs: number;
  commits: number;
  bytes: number;
}

export async function* scanHistory(
  repository: Repository,
  options: GitScanOptions,
  totals: HistoryTotals,
): AsyncGenerator<GitScanEvent, void, void> {
  const scan = new RepositoryScan(repository, options, totals);
  try {
    yield* scan.events();
  } finally {
    await scan.close();
  }
}

class RepositoryScan {
  readonly #repository: Repository;
  readonly #options: GitScanOptions;
  readonly #totals: HistoryTotals;
  readonly #before: HistoryTotals;
  readonly #pool: JobPool;
  readonly #store: ObjectStore;
  readonly #scanner: BlobScanner;
  readonly #idLength: number;
  readonly #pending: Skipped[] = [];
  #git: IsolatedGit | null | undefined;
  #listing: StoreListing | null = null;
  #passes: HistoryPasses | null = null;
  #phase: 'listing' | 'history' | 'attribution' = 'listing';

  constructor(repository: Repository, options: GitScanOptions, totals: HistoryTotals) {
    this.#repository = repository;
    this.#options = options;
    this.#totals = totals;
    this.#before = { ...totals };
    const settings = {
      objectDirs: repository.objectDirs,
      format: repository.format,
      fingerprintKey: options.fingerprintKey,
      evidence: options.evidence,
      maxArchiveDepth: options.maxArchiveDepth,
      maxFileSize: options.maxFileSize,
      shallow: repository.shallow,
    };
    this.#pool = new JobPool(settings, options.jobs, options.signal);
    this.#store = new ObjectStore(repository.objectDirs, repository.format);
    this.#scanner = new BlobScanner(settings);
    this.#idLength = idLengthOf(repository.format);
  }

  async close(): Promise<void> {
    this.#listing?.close();
    this.#store.close();
    this.#git?.close();
    await this.#pool.close();
  }

  async *events(): AsyncGenerator<GitScanEvent, void, void> {
    yield this.#progress();
    const listing = await this.#list();
    this.#listing = listing;
    const refs = readRefs(this.#repository);
    const reported = new Set<string>();
    const state = ScanState.open(this.#options, this.#repository, listing, refs);
    const missingOfRefs = state.knownMissingRefs ?? missingRefs(refs, this.#store);
    yield* refProblems(refs, missingOfRefs);
    const passes = new HistoryPasses(this.#repository, listing, this.#pool, (pack, error) => {
      const reason = isForbidden(error) ? say('scan.pack-forbidden') : say('scan.pack-damaged');
      this.#pending.push({ path: packPath(pack.name), reason });
    });
    this.#passes = passes;
    this.#phase = 'history';
    this.#before.blobs += state.knownBlobs;
    this.#before.commits += state.knownCommits;
    // In one pass with the scan where that reads everything anyway.
    const known = state.knownMissing;
    const presence = this.#repository.promisor && known === null ? presenceOf(listing) : null;
    const scanned = yield* this.#steps(
      passes.scan(
        (pack) => state.isKnownPack(pack),
        (pack, position) => state.isKnownPacked(pack, position),
        listing.loose.filter(({ id }) => !state.isKnown(id)),
        state.isEmpty ? presence : null,
      ),
    );
    let missing = known ?? scanned.missing;
    if (presence !== null && missing === null) missing = yield* this.#steps(passes.missing(presence));
    yield* this.#gaps(missing);
    const again = await this.#again(state.suspects(), scanned);
    const late = await this.#readUnread(scanned);
    const found = [...scanned.found, ...again.found, ...late.found];
    const leftOut = this.#pool.counts.leftOut + again.leftOut + late.leftOut;
    if (leftOut > 0) yield { type: 'leftOut', blobs: leftOut };
    const lost = [...new Set([...again.lost, ...late.lost])];
    for (const id of lost.slice(0, 100)) {
      const forbidden = this.#store.isForbidden(id);
      yield skipped(objectPath(id), forbidden ? say('scan.object-forbidden') : say('scan.object-damaged'));
    }
    if (lost.length > 100) {
      yield skipped('.git/objects', say('scan.further-damaged-objects', { count: lost.length - 100 }));
    }
    if (scanned.lfsPointers + state.knownLfsPointers > 0) {
      const count = scanned.lfsPointers + state.knownLfsPointers;
      yield skipped('.git/lfs', say('scan.lfs-pointers', { count }));
    }
    for (const each of this.#pending.splice(0)) yield { type: 'skipped', skipped: each };
    for (const object of found)
      for (const each of object.skipped) {
        yield { type: 'skipped', skipped: { ...each, path: objectPath(object.id) + each.path } };
      }
    if (state.remembered !== null) {
      for (const finding of state.remembered) {
        if (finding.source === 'message') reported.add(finding.fingerprint);
        yield { type: 'finding', finding };
      }
      yield* refFindings(refs, this.#scanner, reported);
      yield this.#progress();
      return;
    }
    const keys = keysIn(found);
    if (keys.hits.size + keys.messages.size > 0) {
      const cached = state.cachedPlaces(keys.hits, keys.messages);
      const placed = cached ?? (yield* this.#placed(keys, scanned.begun, refs, passes));
      state.rememberPlaces(placed);
      for (const finding of placed) {
        if (finding.source === 'message') reported.add(finding.fingerprint);
        yield { type: 'finding', finding };
      }
    }
    yield* refFindings(refs, this.#scanner, reported);
    if (this.#options.signal?.aborted === true) return;
    const isKept = state.save(listing, {
      held: holdersOf(keys),
      incomplete: [
        ...lost,
        ...found.filter((object) => object.skipped.length > 0).map((object) => object.id),
      ],
      blobs: this.#pool.counts.blobs + state.knownBlobs,
      commits: this.#pool.counts.commits + state.knownCommits,
      lfsPointers: scanned.lfsPointers + state.knownLfsPointers,
      missing,
      missingRefs: missingOfRefs,
      isUnreadable: (pack) => passes.isUnreadable(pack),
    });
    if (!isKept) yield { type: 'note', said: NOTHING_KEPT };
    yield this.#progress();
  }

  async #list(): Promise<StoreListing> {
    const { objectDirs } = this.#repository;
    const listing = listStores(objectDirs, this.#idLength);
    if (listing.unreadablePacks.length === 0) {
      this.#pending.push(...listing.skipped);
      return listing;
    }
    // A pack without a sound index: git makes a new one, in a folder of ours.
    const made = new Map<string, string>();
    for (const pack of listing.unreadablePacks) {
      const index = (await this.#isolated()?.indexPack(`${pack.stem}.pack`)) ?? null;
      if (index !== null) made.set(pack.stem, index);
    }
    listing.close();
    const second = listStores(objectDirs, this.#idLength, made);
    this.#pending.push(...second.skipped);
    for (const pack of second.unreadablePacks) {
      this.#pending.push({
        path: packPath(pack.name),
        reason: say('scan.and-not-read-without', { reason: pack.reason }),
      });
    }
    return second;
  }

  #isolated(): IsolatedGit | null {
    if (this.#git !== undefined) return this.#git;
    const binary = findGit(this.#options.root);
    this.#git =
      binary === null ? null : isolateGit(binary, this.#repository.objectDirs, this.#repository.format);
    return this.#git;
  }

  /** Objects that held keys, or could not be read, in an earlier scan: read again, since no secret is remembered. */
  async #again(suspects: readonly string[], scanned: ScanPass): ReturnType<typeof readUnread> {
    if (suspects.length === 0) return { found: [], lost: [], leftOut: 0 };
    const seen = new Set(scanned.found.map((object) => object.id));
    return this.#readUnread({
      ...scanned,
      unread: suspects.filter((id) => !seen.has(id)).map((id) => ({ id, reason: 'damaged' })),
    });
  }

  #readUnread(scanned: ScanPass): ReturnType<typeof readUnread> {
    return readUnread(
      scanned.unread,
      this.#store,
      this.#scanner,
      () => this.#isolated(),
      this.#options.signal,
      this.#options.maxFileSize,
    );
  }

  async *#placed(
    keys: FoundKeys,
    begun: ScanPass['begun'],
    refs: RefList,
    passes: HistoryPasses,
  ): AsyncGenerator<GitScanEvent, LiveFinding[], void> {
    this.#phase = 'attribution';
    if (this.#options.signal?.aborted === true) return withoutPlaces(keys);
    return yield* this.#steps(
      placesOf(keys, begun, {
        passes,
        pool: this.#pool,
        store: this.#store,
        refs,
        idLength: this.#idLength,
        pathOf: pathMapper(this.#options.root, this.#repository),
      }),
    );
  }

  /** What a partial clone lacks. A store that a clone filled is none until something is missing. */
  *#gaps(missing: MissingCount | null): Generator<GitScanEvent, void, void> {
    if (!this.#repository.promisor || this.#options.signal?.aborted === true) return;
    const gap = missing === null ? say('scan.partial-clone-too-large') : describeMissing(missing);
    if (gap !== null) yield skipped('.git', gap);
  }

  /** Runs a pass and turns its ticks into progress. */
  async *#steps<Result>(pass: Stepwise<Result>): AsyncGenerator<GitScanEvent, Result, void> {
    for (;;) {
      const step = await pass.next();
      yield this.#progress();
      if (step.done === true) return step.value;
    }
  }

  #progress(): GitScanEvent {
    const { blobs, commits, bytes } = this.#pool.counts;
    this.#totals.blobs = this.#before.blobs + blobs;
    this.#totals.commits = this.#before.commits + commits;
    this.#totals.bytes = this.#before.bytes + bytes;
    return {
      type: 'progress',
      progress: {
        phase: this.#phase,
        ...this.#totals,
        ...(this.#phase === 'history' && this.#passes !== null ? this.#passes.progress : NO_PROGRESS),
      },
    };
  }
}

function objectPath(id: string): string {
  return `.git/objects/${id}`;
}

function packPath(name: string): string {
  return `.git/objects/pack/${name}.pack`;
}
