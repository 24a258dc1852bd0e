/** Passes of the workers over all packs and loose objects, with how far they are. */
import { statSync } from 'node:fs';
import { certain } from '../../../shared/certain.ts';
import type { JobPool, JobWork } from './job-pool.ts';
import type { JobResult, LooseFile, ObjectName } from './job.ts';
import { COST_OF_OBJECT, type PackForest } from './pack-forest.ts';
import { planTasks, type PackPlan } from './pack-plan.ts';
import type { Presence } from './presence.ts';
import { forestOf, type ListedPack, type StoreListing } from './store-listing.ts';
import { ticking } from './ticking.ts';

/** Of an object whose base is in another place, and of all before the pack was looked at. */
const UNKNOWN_KIND = 0;

type Pass = JobWork['pass'];
export type Wants = (pack: ListedPack, kind: number, position: number) => boolean;

/** What a pass gave of one pack, or of loose objects. */
export interface PassStep {
  readonly pack: ListedPack | null;
  readonly plan: PackPlan | null;
  readonly result: JobResult;
}

export type PassSteps = AsyncGenerator<'tick' | PassStep, void, void>;
export type Steps = AsyncGenerator<'tick', void, void>;

interface RunOptions {
  readonly targets?: Uint8Array | null;
  readonly families?: boolean;
  readonly commits?: boolean;
  readonly presence?: Presence | null;
  readonly leaveOut?: (pack: ListedPack) => boolean;
  /** What the progress counts, where the pass is only a part of it. */
  readonly counted?: Wants;
  /** The second part of a pass. */
  readonly continues?: boolean;
}

/** What there is to do in a pass. */
interface Work {
  readonly objects: number;
  /** Bytes in packs. */
  readonly stored: number;
}

export class PassRunner {
  readonly listing: StoreListing;
  readonly #pool: JobPool;
  readonly #damagedPacks = new Set<ListedPack>();
  readonly #onUnreadablePack: (pack: ListedPack, error: unknown) => void;
  /** Of the present pass; of packs that are not planned yet all they hold. */
  readonly #work = new Map<ListedPack | null, Work>();
  #before: Work = { objects: 0, stored: 0 };

  constructor(
    listing: StoreListing,
    pool: JobPool,
    onUnreadablePack: (pack: ListedPack, error: unknown) => void,
  ) {
    this.listing = listing;
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

  async *run(
    pass: Pass,
    wants: Wants,
    loose: readonly LooseFile[],
    {
      targets = null,
      presence = null,
      families = false,
      commits = false,
      leaveOut = () => false,
      counted = wants,
      continues = false,
    }: RunOptions = {},
  ): PassSteps {
    const packs = this.listing.packs.filter((pack) => !this.#damagedPacks.has(pack) && !leaveOut(pack));
    const sizes = new Map(packs.map((pack) => [pack, sizeOf(pack)]));
    if (!continues) {
      this.#before = this.#pool.counts;
      this.#work.clear();
      this.#work.set(null, { objects: loose.length, stored: 0 });
      for (const [pack, stored] of sizes) this.#work.set(pack, { objects: pack.index.count, stored });
    }
    const read = packs.filter((pack) => mayWant(pack, wants));
    this.#pool.prepare(Math.max(0, ...read.map((pack) => certain(sizes.get(pack)))));
    for (const pack of packs) {
      let plan;
      try {
        const forest = forestOf(pack);
        const wanting = (what: Wants) => (rank: number) => {
          const position = forest.positions[rank]!;
          return pack.duplicates?.[position] !== 1 && what(pack, forest.kinds[rank]!, position);
        };
        plan = planTasks(forest, wanting(wants), this.#pool.jobs);
        if (!continues) this.#work.set(pack, workOf(forest, wanting(counted)));
      } catch (error) {
        this.#damagedPacks.add(pack);
        this.#work.delete(pack);
        this.#onUnreadablePack(pack, error);
        continue;
      }
      yield* this.runPlan(pass, pack, plan, { targets, families, commits, presence });
    }
    if (loose.length > 0)
      yield* this.#steps(null, { pass, plan: null, loose, targets, families: false, commits, presence });
  }

  /** What is planned of one pack. */
  async *runPlan(
    pass: Pass,
    pack: ListedPack,
    plan: PackPlan,
    { targets = null, families = false, commits = false, presence = null }: RunOptions,
  ): PassSteps {
    if (plan.tasks.length > 0)
      yield* this.#steps(pack, { pass, plan, loose: [], targets, families, commits, presence });
  }

  async *#steps(pack: ListedPack | null, work: JobWork): PassSteps {
    for await (const step of ticking(this.#pool.run(work))) {
      if (step === 'tick') yield step;
      else for (const result of step) yield { pack, plan: work.plan, result };
    }
  }

  /** Some objects have a base in another place, so that their kind only shows when they are read. */
  get hasUnknownKinds(): boolean {
    return this.listing.packs.some(({ forest }) => forest?.kinds.includes(UNKNOWN_KIND));
  }
}

function costOf({ objects, stored }: Work): number {
  return objects * COST_OF_OBJECT + stored;
}

function sizeOf(pack: ListedPack): number {
  return statSync(`${pack.stem}.pack`, { throwIfNoEntry: false })?.size ?? 0;
}

/** Before its objects' kinds are known: threads that start for a pack of which everything is known would have nothing to do. */
function mayWant(pack: ListedPack, wants: Wants): boolean {
  for (let position = 0; position < pack.index.count; position += 1)
    if (pack.duplicates?.[position] !== 1 && wants(pack, UNKNOWN_KIND, position)) return true;
  return false;
}

function workOf({ count, offsets }: PackForest, isCounted: (rank: number) => boolean): Work {
  let objects = 0;
  let stored = 0;
  for (let rank = 0; rank < count; rank += 1) {
    if (!isCounted(rank)) continue;
    objects += 1;
    stored += offsets[rank + 1]! - offsets[rank]!;
  }
  return { objects, stored };
}

export function idOf(object: ObjectName, pack: ListedPack | null): string {
  if (object.id !== null) return object.id;
  const position = pack!.forest!.positions[object.rank]!;
  return pack!.index.idAt(position).toString('hex');
}
