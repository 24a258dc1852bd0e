/** What a worker does: one pass over a pack's tasks or over loose objects. Runs in a worker thread, or here for little. */
import type { EvidenceSettings } from '../../../shared/evidence.ts';
import { ANCHOR_OVERLAP } from '../detect/index.ts';
import type { Skipped } from '../detect/types.ts';
import type { LiveFinding } from '../types.ts';
import { BlobScanner, type NamedFinding } from './blob-scanner.ts';
import { Breaks } from '../../archives/index.ts';
import { CommitCollector, type CommitTable } from './commit-table.ts';
import { EdgeCollector, type EdgeTable } from './edge-table.ts';
import { Kernel } from './kernel/kernel.ts';
import { LinkChecker, type MissingList } from './links.ts';
import { kindName, kindNumber, ObjectStore, readLoose } from './object-store.ts';
import { type PackPlan } from './pack-plan.ts';
import { LARGE_OBJECT, PackWalker, type VisitedObject } from './pack-walk.ts';
import type { Presence } from './presence.ts';
import { FamilyCollector, type FamilyTable } from './tree-families.ts';
import { TreeSearch } from './tree-search.ts';
import { idLengthOf, type ObjectFormat, type ObjectKind } from './types.ts';

export interface JobSettings {
  readonly objectDirs: readonly string[];
  readonly format: ObjectFormat;
  readonly fingerprintKey: Uint8Array | undefined;
  readonly maxArchiveDepth: number | undefined;
  readonly evidence: EvidenceSettings | undefined;
  /** Bytes of a blob that is looked at. */
  readonly maxFileSize: number | undefined;
  /** Boundary commits of a shallow clone. */
  readonly shallow: readonly string[];
}

export interface LooseFile {
  readonly id: string;
  readonly file: string;
}

export interface Job {
  /**
   * scan: keys in blobs, messages and names. trees: entries that name a target. commits: what each commit says of itself. links:
   * what is named and missing, and nothing else.
   */
  readonly pass: 'scan' | 'trees' | 'commits' | 'links';
  readonly plan: PackPlan | null;
  readonly loose: readonly LooseFile[];
  /** Shared: [0] the next task, [1] the next piece of loose files, [2] not 0: stop. */
  readonly control: Int32Array;
  /** For `trees`, and for `scan` where it does that as well: ids, one behind the other. */
  readonly targets: Uint8Array | null;
  /** With `targets`: also which trees stand in which task. */
  readonly families: boolean;
  /** For `commits`, and for `scan` where it does that as well. */
  readonly commits: boolean;
  /** For `links`, and for `scan` where it does that as well: what is here. */
  readonly presence: Presence | null;
  /** Shared: what this worker did, at the places of `COUNT`. */
  readonly counts: Float64Array;
}

/** `stored`: bytes in the pack. `leftOut`: blobs that are too large for the caller. */
export const COUNT = { blobs: 0, commits: 1, bytes: 2, objects: 3, stored: 4, leftOut: 5 } as const;

/** An object of a pack by rank, or a loose one by id. */
export interface ObjectName {
  readonly rank: number;
  readonly id: string | null;
}

export interface FoundObject extends ObjectName {
  readonly kind: number;
  /** Without path, commit and blob id, which the main thread fills in. */
  readonly findings: readonly LiveFinding[];
  readonly skipped: readonly Skipped[];
  /** Of a tree: entries whose name is or holds a key. */
  readonly names?: readonly NamedFinding[];
}

export interface JobResult {
  readonly found: FoundObject[];
  readonly unread: (ObjectName & { readonly reason: 'damaged' | 'large' })[];
  /** Null where no targets were given. */
  readonly edges: EdgeTable | null;
  readonly families: FamilyTable | null;
  /** Of `scan`: the loose objects that are trees. */
  readonly looseTrees: LooseFile[];
  readonly commits: CommitTable | null;
  readonly lfsPointers: number;
  /** Null where nobody asked. */
  readonly missing: MissingList | null;
}

const LOOSE_PIECE = 64;

export class JobRunner {
  readonly #settings: JobSettings;
  readonly #kernel = new Kernel();
  readonly #store: ObjectStore;
  readonly #scanner: BlobScanner;
  #stopped: () => boolean = () => false;

  constructor(settings: JobSettings) {
    this.#settings = settings;
    this.#store = new ObjectStore(settings.objectDirs, settings.format);
    this.#scanner = new BlobScanner({ ...settings, isStopped: () => this.#stopped() });
  }

  close(): void {
    this.#store.close();
  }

  async run(job: Job): Promise<JobResult> {
    const result: JobResult = {
      found: [],
      unread: [],
      edges: null,
      families: null,
      looseTrees: [],
      commits: null,
      lfsPointers: 0,
      missing: null,
    };
    const visit = this.#visitorOf(job, result);
    const stopped = (): boolean => Atomics.load(job.control, 2) !== 0;
    this.#stopped = stopped;
    const breaks = new Breaks();
    if (job.plan !== null) await this.#runPack(job, job.plan, visit, result, stopped);
    for (;;) {
      const from = Atomics.add(job.control, 1, 1) * LOOSE_PIECE;
      if (from >= job.loose.length || stopped()) break;
      for (const { id, file } of job.loose.slice(from, from + LOOSE_PIECE)) {
        this.#runLoose(id, file, job, visit, result);
        await this.#openContainers(visit, result);
        await breaks.take();
        if (stopped()) break;
      }
      await this.#openContainers(visit, result);
    }
    return {
      ...result,
      commits: visit.commits?.table() ?? null,
      edges: visit.edges?.table() ?? null,
      families: visit.families?.table() ?? null,
      lfsPointers: visit.lfsPointers,
      missing: visit.links?.result() ?? null,
    };
  }

  async #runPack(
    job: Job,
    plan: PackPlan,
    visit: Visit,
    result: JobResult,
    stopped: () => boolean,
  ): Promise<void> {
    const { counts } = job;
    const { offsets } = plan;
    const breaks = new Breaks();
    const count = (rank: number): void => {
      counts[COUNT.objects]! += 1;
      counts[COUNT.stored]! += offsets[rank + 1]! - offsets[rank]!;
    };
    const walker = new PackWalker(
      plan,
      this.#kernel,
      {
        visit: (object) => {
          count(object.rank);
          return visit.object(object, { rank: object.rank, id: null });
        },
        passThrough: (object) => job.pass === 'scan' && this.#scanner.mayContain(object),
        unread: (rank, reason) => {
          count(rank);
          result.unread.push({ rank, id: null, reason });
        },
        outsideBase: (id) => {
          const found = this.#store.read(Buffer.from(id).toString('hex'), LARGE_OBJECT);
          return found === null ? null : { kind: kindNumber(found.kind), bytes: found.bytes };
        },
      },
      ANCHOR_OVERLAP,
    );
    try {
      for (;;) {
        const next = Atomics.add(job.control, 0, 1);
        if (next >= plan.tasks.length || stopped()) break;
        // A container is read while the walk's memory still holds it.
        visit.families?.start(plan.tasks[next]!);
        const due = (): boolean => visit.containers.length > 0 || breaks.isDue();
        for (const _pause of walker.runTask(plan.tasks[next]!, stopped, due)) {
          await this.#openContainers(visit, result);
          await breaks.take();
        }
        await this.#openContainers(visit, result);
      }
    } finally {
      walker.close();
    }
  }

  #runLoose(id: string, file: string, job: Job, visit: Visit, result: JobResult): void {
    const name = { rank: -1, id };
    job.counts[COUNT.objects]! += 1;
    try {
      const object = readLoose(file, LARGE_OBJECT);
      if (object === null) {
        result.unread.push({ ...name, reason: 'large' });
        return;
      }
      const block =
        object.kind === 'tree' && (job.pass === 'trees' || visit.links !== null)
          ? this.#kernel.allocate(object.bytes.length)
          : null;
      if (block !== null) this.#kernel.bytes.set(object.bytes, block.at);
      const kind = kindNumber(object.kind);
      if (object.kind === 'tree' && job.pass === 'scan') result.looseTrees.push({ id, file });
      visit.object(
        { rank: -1, kind, bytes: object.bytes, at: block?.at ?? 0, fresh: null, baseFlagged: false },
        name,
      );
      if (block !== null) this.#kernel.release(block);
    } catch {
      result.unread.push({ ...name, reason: 'damaged' });
    }
  }

  async #openContainers(visit: Visit, result: JobResult): Promise<void> {
    for (const { name, bytes, kind } of visit.containers.splice(0)) {
      const { findings, skipped } = await this.#scanner.scanWhole(bytes, kind);
      if (findings.length + skipped.length > 0) {
        result.found.push({ ...name, kind: kindNumber(kind), findings, skipped });
      }
    }
  }

  #visitorOf(job: Job, result: JobResult): Visit {
    const { counts } = job;
    const search =
      job.targets === null ? null : new TreeSearch(this.#kernel, job.targets, this.#settings.format);
    const { format, shallow } = this.#settings;
    const named = (tree: VisitedObject, name: ObjectName): void => {
      if (search === null) return;
      search.entries(tree.at, tree.bytes.length, (edge) => visit.edges?.add(name, edge.name, edge.target));
      if (name.id === null) visit.families?.tree(tree);
    };
    const visit: Visit = {
      links: job.presence === null ? null : new LinkChecker(this.#kernel, job.presence, format, shallow),
      edges: search === null ? null : new EdgeCollector(),
      families: job.families ? new FamilyCollector(this.#kernel, format) : null,
      commits: job.commits ? new CommitCollector(this.#settings.format) : null,
      lfsPointers: 0,
      containers: [],
      object: (object, name) => {
        const kind = kindName(object.kind);
        if (kind === 'commit' || kind === 'tag') visit.commits?.add(name, kind, object.bytes);
        if (job.pass === 'commits') return false;
        if (job.pass === 'trees') {
          if (kind === 'tree') named(object, name);
          return false;
        }
        if (kind === null) return false;
        if (kind === 'tree') named(object, name);
        if (kind === 'tree') visit.links?.tree(object);
        else if (kind !== 'blob') visit.links?.[kind](object.bytes);
        if (job.pass === 'links') return false;
        if (kind === 'tree') {
          const { flagged, names, skipped } = this.#scanner.scanNames(object, idLengthOf(format));
          if (names.length + skipped.length > 0)
            result.found.push({ ...name, kind: object.kind, findings: [], skipped, names });
          return flagged;
        }
        if (kind === 'blob' && object.bytes.length > (this.#settings.maxFileSize ?? Infinity)) {
          counts[COUNT.leftOut]! += 1;
          // What it holds is not known, so a smaller version that hangs on it is looked at whole.
          return true;
        }
        if (kind === 'blob') counts[COUNT.blobs]! += 1;
        else if (kind === 'commit') counts[COUNT.commits]! += 1;
        counts[COUNT.bytes]! += object.bytes.length;
        const scanned = this.#scanner.scan(object, kind);
        if (scanned.isContainer) visit.containers.push({ name, kind, bytes: object.bytes });
        if (scanned.lfsPointer) visit.lfsPointers += 1;
        const { findings, skipped } = scanned;
        if (findings.length + skipped.length > 0)
          result.found.push({ ...name, kind: object.kind, findings, skipped });
        return scanned.flagged;
      },
    };
    return visit;
  }
}

interface Visit {
  readonly links: LinkChecker | null;
  readonly commits: CommitCollector | null;
  readonly edges: EdgeCollector | null;
  readonly families: FamilyCollector | null;
  lfsPointers: number;
  /** Archives and the like that wait to be read, which takes turns: before the walk goes on, whose memory is only lent. */
  readonly containers: { readonly name: ObjectName; readonly kind: ObjectKind; readonly bytes: Uint8Array }[];
  object(object: VisitedObject, name: ObjectName): boolean;
}
