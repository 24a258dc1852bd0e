/** Runs one job over all workers, or here where starting threads would cost more than the work. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { COUNT, JobRunner, type Job, type JobResult, type JobSettings } from './job.ts';

const MOST_WORKERS = 8;
/** Compressed bytes, and loose files, below which everything happens in this thread. */
const LITTLE_BYTES = 3 * 1024 * 1024;
const LITTLE_FILES = 500;

export type JobWork = Pick<Job, 'pass' | 'plan' | 'loose' | 'targets' | 'families' | 'commits' | 'presence'>;

/** The worker's file: beside the bundle, or its source when the source itself runs. */
function workerFile(): string {
  const built = fileURLToPath(new URL('./git-pack-worker.js', import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL('./git-pack-worker.ts', import.meta.url));
}

export class JobPool {
  readonly jobs: number;
  readonly #settings: JobSettings;
  readonly #signal: AbortSignal | undefined;
  readonly #workers: Worker[] = [];
  #inline: JobRunner | null = null;
  readonly #counts: Float64Array[] = [];
  /** Of a worker that died before it had anything to do. */
  #failure: Error | null = null;

  constructor(settings: JobSettings, jobs: number | undefined, signal: AbortSignal | undefined) {
    this.#settings = settings;
    this.jobs = Math.max(1, Math.min(jobs ?? availableParallelism(), MOST_WORKERS));
    this.#signal = signal;
  }

  /** What was looked at so far, by all jobs. */
  get counts(): Readonly<Record<keyof typeof COUNT, number>> {
    const total = { blobs: 0, commits: 0, bytes: 0, objects: 0, stored: 0, leftOut: 0 };
    for (const counts of this.#counts) {
      total.blobs += counts[COUNT.blobs]!;
      total.commits += counts[COUNT.commits]!;
      total.bytes += counts[COUNT.bytes]!;
      total.objects += counts[COUNT.objects]!;
      total.stored += counts[COUNT.stored]!;
      total.leftOut += counts[COUNT.leftOut]!;
    }
    return total;
  }

  /**
   * Starts the workers while there is still something to do here, where what comes will need them.
   * @param stored bytes of the largest pack
   */
  prepare(stored: number): void {
    if (stored >= LITTLE_BYTES && this.jobs > 1) this.#startAll();
  }

  /** @throws where a worker dies */
  async run(work: JobWork): Promise<JobResult[]> {
    const control = new Int32Array(new SharedArrayBuffer(12));
    const stop = (): void => {
      Atomics.store(control, 2, 1);
    };
    this.#signal?.addEventListener('abort', stop, { once: true });
    if (this.#signal?.aborted === true) stop();
    try {
      if (this.#isLittle(work)) {
        this.#inline ??= new JobRunner(this.#settings);
        return [await this.#inline.run({ ...work, control, counts: this.#newCounts() })];
      }
      this.#startAll();
      if (this.#failure !== null) throw this.#failure;
      return await Promise.all(
        this.#workers.map((worker) => runOn(worker, { ...work, control, counts: this.#newCounts() })),
      );
    } finally {
      this.#signal?.removeEventListener('abort', stop);
    }
  }

  /** Gives back the workers' memory; a later run would start new ones. */
  async close(): Promise<void> {
    this.#inline?.close();
    this.#inline = null;
    await Promise.all(this.#workers.splice(0).map((worker) => worker.terminate()));
  }

  #newCounts(): Float64Array {
    const counts = new Float64Array(new SharedArrayBuffer(Object.keys(COUNT).length * 8));
    this.#counts.push(counts);
    return counts;
  }

  #isLittle({ plan, loose }: JobWork): boolean {
    if (this.#workers.length > 0) return false;
    if (loose.length > LITTLE_FILES) return false;
    return plan === null || plan.offsets[plan.count]! < LITTLE_BYTES;
  }

  #startAll(): void {
    while (this.#workers.length < this.jobs) this.#start();
  }

  #start(): void {
    const worker = new Worker(workerFile(), {
      workerData: this.#settings,
      // Young objects here are the buffers zlib gives: a small nursery keeps several workers within bounds.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    worker.setMaxListeners(0);
    worker.on('error', (error: unknown) => {
      this.#failure ??= asError(error);
    });
    this.#workers.push(worker);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('a worker failed');
}

function runOn(worker: Worker, job: Job): Promise<JobResult> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      act();
    };
    const onMessage = (result: JobResult): void => {
      finish(() => {
        resolve(result);
      });
    };
    const onError = (error: unknown): void => {
      finish(() => {
        reject(asError(error));
      });
    };
    const onExit = (): void => {
      finish(() => {
        reject(new Error('a worker ended early'));
      });
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.postMessage(job);
  });
}
