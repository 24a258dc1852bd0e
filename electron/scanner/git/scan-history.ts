/** Everything that a repository's stores hold: events of one repository. */
import type { Skipped } from '../detect/types.ts';
import { NOTHING_KEPT } from '../make-folder.ts';
import type { LiveFinding } from '../types.ts';
import { attribute } from './attribution.ts';
import { markReachable, type CommitGraph } from './commit-graph.ts';
import { commitDetails } from './commit-details.ts';
import { findGit, isolateGit, type IsolatedGit } from './git-command.ts';
import { HistoryPasses, type ScanPass } from './history-scan.ts';
import { describeMissing, type MissingCount } from './links.ts';
import { JobPool } from './job-pool.ts';
import { ObjectStore } from './object-store.ts';
import { isNotePath, pathMapper, placeFinding } from './places.ts';
import { presenceOf } from './presence.ts';
import { readUnread } from './unread-objects.ts';
import { readRefs, type RefList } from './refs.ts';
import { isForbidden, type Repository } from './repository.ts';
import { BlobScanner } from './blob-scanner.ts';
import { ScanState } from './scan-state.ts';
import { listStores, type StoreListing } from './store-listing.ts';
import type { Stepwise } from './ticking.ts';
import { type GitScanEvent, type GitScanOptions, idLengthOf } from './types.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

/** Stands for a key in a name, in place of a blob's id. */
const NAME = 'name:';

/** How often commits are looked up is not known before. */
const NO_PROGRESS = { objects: 0, totalObjects: null, fraction: null } as const;

/** An entry of a tree whose name is or holds a key; the target stands for that name. */
interface NamedEntry {
  readonly tree: string;
  readonly name: string;
  readonly target: string;
}

function blobOf(id: string): string | null {
  return id.startsWith(NAME) ? null : id;
}

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
  readonly #pathOf: (inRepository: string) => string;
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
    this.#pathOf = pathMapper(options.root, repository);
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
    const missingRefs = state.knownMissingRefs ?? this.#missingRefs(refs);
    yield* this.#refProblems(refs, missingRefs);
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
      yield skip(objectPath(id), forbidden ? say('scan.object-forbidden') : say('scan.object-damaged'));
    }
    if (lost.length > 100) {
      yield skip('.git/objects', say('scan.further-damaged-objects', { count: lost.length - 100 }));
    }
    if (scanned.lfsPointers + state.knownLfsPointers > 0) {
      const count = scanned.lfsPointers + state.knownLfsPointers;
      yield skip('.git/lfs', say('scan.lfs-pointers', { count }));
    }
    for (const skipped of this.#pending.splice(0)) yield { type: 'skipped', skipped };
    for (const object of found)
      for (const skipped of object.skipped) {
        yield { type: 'skipped', skipped: { ...skipped, path: objectPath(object.id) + skipped.path } };
      }
    if (state.remembered !== null) {
      for (const finding of state.remembered) {
        if (finding.source === 'message') reported.add(finding.fingerprint);
        yield { type: 'finding', finding };
      }
      yield* this.#refFindings(refs, reported);
      yield this.#progress();
      return;
    }
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
    if (hits.size + messages.size > 0) {
      const cached = state.cachedPlaces(hits, messages);
      const placed = cached ?? (yield* this.#attributed(passes, scanned.begun, refs, hits, named, messages));
      state.rememberPlaces(placed);
      for (const finding of placed) {
        if (finding.source === 'message') reported.add(finding.fingerprint);
        yield { type: 'finding', finding };
      }
    }
    yield* this.#refFindings(refs, reported);
    if (this.#options.signal?.aborted === true) return;
    const isKept = state.save(listing, {
      held: [
        ...[...hits.keys()].filter((id) => !id.startsWith(NAME)),
        ...named.map(({ tree }) => tree),
        ...messages.keys(),
      ],
      incomplete: [
        ...lost,
        ...found.filter((object) => object.skipped.length > 0).map((object) => object.id),
      ],
      blobs: this.#pool.counts.blobs + state.knownBlobs,
      commits: this.#pool.counts.commits + state.knownCommits,
      lfsPointers: scanned.lfsPointers + state.knownLfsPointers,
      missing,
      missingRefs,
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

  async *#attributed(
    passes: HistoryPasses,
    begun: ScanPass['begun'],
    refs: RefList,
    hits: ReadonlyMap<string, readonly LiveFinding[]>,
    names: readonly NamedEntry[],
    messages: ReadonlyMap<string, readonly LiveFinding[]>,
  ): AsyncGenerator<GitScanEvent, LiveFinding[], void> {
    this.#phase = 'attribution';
    if (this.#options.signal?.aborted === true) {
      return [...hits, ...messages].flatMap(([blob, findings]) => {
        const source = hits.has(blob) ? 'history' : 'message';
        const place = { path: null, source, blob: blobOf(blob), commit: null, unreachable: false } as const;
        return findings.map((finding) => placeFinding(finding, place));
      });
    }
    const graph = yield* this.#steps(passes.commitGraph());
    const blobs = [...hits.keys()].filter((id) => !id.startsWith(NAME));
    const trees = names.map(({ tree }) => tree);
    const edges = yield* this.#steps(passes.edgesTo(blobs, trees, begun));
    for (const { tree, name, target } of names) {
      edges.add(edges.numberOf(tree), edges.numberOfName(name), edges.numberOf(target));
    }
    await this.#pool.close();
    const { reachable, named } = this.#reachable(graph, refs);
    const placed: LiveFinding[] = [];
    for (const found of attribute({ graph, reachable, named, edges, hits })) {
      const isNote = found.path !== null && isNotePath(found.path, this.#idLength);
      placed.push(
        placeFinding(found.finding, {
          path: found.path === null || isNote ? null : this.#pathOf(found.path),
          source: isNote ? 'message' : 'history',
          blob: blobOf(found.blob),
          commit: found.commit === -1 ? null : commitDetails(this.#store, graph.id(found.commit)),
          unreachable: found.unreachable,
        }),
      );
    }
    placed.push(...this.#placedMessages(messages, graph, reachable, named));
    return placed;
  }

  /** One finding for a key in messages: an amended or picked commit repeats its message. The earliest commit is named. */
  #placedMessages(
    messages: ReadonlyMap<string, readonly LiveFinding[]>,
    graph: CommitGraph,
    reachable: Uint8Array,
    named: ReadonlySet<string>,
  ): LiveFinding[] {
    const byKey = new Map<
      string,
      { finding: LiveFinding; id: string; index: number; unreachable: boolean }
    >();
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
      const commit = commitDetails(this.#store, id);
      return placeFinding(finding, { path: null, source: 'message', blob: id, commit, unreachable });
    });
  }

  #reachable(graph: CommitGraph, refs: RefList): ReturnType<typeof markReachable> {
    if (refs.problems.length > 0) {
      // Unknown refs: better to call nothing unreachable than everything.
      return { reachable: new Uint8Array(graph.count).fill(1), named: new Set(refs.others) };
    }
    return markReachable(graph, [...refs.refs.values(), ...refs.others]);
  }

  #missingRefs(refs: RefList): number {
    // In order, so that each part of an index is read once.
    const ids = [...new Set(refs.refs.values())].sort();
    return ids.reduce((count, id) => count + (this.#store.has(id) ? 0 : 1), 0);
  }

  *#refProblems(refs: RefList, missing: number): Generator<GitScanEvent, void, void> {
    for (const { path, reason } of refs.problems.slice(0, 20)) yield skip(`.git/${path}`, reason);
    if (missing > 0) yield skip('.git/refs', say('scan.refs-name-missing-objects', { count: missing }));
  }

  /** What a partial clone lacks. A store that a clone filled is none until something is missing. */
  *#gaps(missing: MissingCount | null): Generator<GitScanEvent, void, void> {
    if (!this.#repository.promisor || this.#options.signal?.aborted === true) return;
    const gap = missing === null ? say('scan.partial-clone-too-large') : describeMissing(missing);
    if (gap !== null) yield skip('.git', gap);
  }

  /** Keys in names of branches and tags, and in what reflogs keep of messages. */
  *#refFindings(refs: RefList, seen: Set<string>): Generator<GitScanEvent, void, void> {
    const texts = [...[...refs.refs.keys()].map((name) => ({ name, text: name })), ...refs.reflogText];
    for (const { text } of texts) {
      const bytes = Buffer.from(text);
      const { findings, skipped } = this.#scanner.scan({ bytes, fresh: null, baseFlagged: false }, 'tag');
      for (const { reason } of skipped) yield skip('.git/refs', reason);
      for (const finding of findings) {
        if (seen.has(finding.fingerprint)) continue;
        seen.add(finding.fingerprint);
        yield { type: 'finding', finding: { ...finding, source: 'message' } };
      }
    }
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

function skip(path: string, reason: Said): GitScanEvent {
  return { type: 'skipped', skipped: { path, reason } };
}

function objectPath(id: string): string {
  return `.git/objects/${id}`;
}

function packPath(name: string): string {
  return `.git/objects/pack/${name}.pack`;
}
