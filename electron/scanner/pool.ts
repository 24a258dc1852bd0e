/**
 * Batches of files → results, over worker threads. Small scopes are scanned in the calling thread: starting a thread costs
 * more than reading a few hundred files.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { redactText } from './detect/index.ts';
import { BatchScanner } from './files/batch.ts';
import { pathsOf, type BatchResult, type FileBatch, type WorkerSettings } from './protocol.ts';
import { say } from '../../shared/messages/say.ts';

const QUEUED_PER_WORKER = 4;
const MAX_WORKERS = 16;

/** The worker's file: beside the bundle, or its source when the source itself runs. */
function workerFile(): string {
  const built = fileURLToPath(new URL('./scanner-worker.js', import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL('./scanner-worker.ts', import.meta.url));
}

interface PoolWorker {
  readonly worker: Worker;
  readonly outstanding: Map<FileBatch, true>;
  online: boolean;
}

export class ScanPool {
  readonly #settings: WorkerSettings;
  readonly #jobs: number;
  readonly #onResult: (result: BatchResult) => void;
  readonly #stop = new SharedArrayBuffer(4);
  readonly #workers: PoolWorker[] = [];
  #inline: BatchScanner | null = null;
  #waiting: (() => void)[] = [];

  constructor(settings: WorkerSettings, jobs: number | undefined, onResult: (result: BatchResult) => void) {
    this.#settings = settings;
    this.#jobs = Math.max(1, Math.min(jobs ?? availableParallelism(), MAX_WORKERS));
    this.#onResult = onResult;
  }

  /** Starts the threads; where they run already, nothing. */
  start(): void {
    // This thread is one of the jobs: it lists, hands out, and scans while the others have enough to do.
    while (this.#workers.length < this.#jobs - 1) this.#start();
  }

  /** Gives a batch to another thread; false where none is free. */
  offer(batch: FileBatch): boolean {
    const free = this.#workers
      .filter(({ online, outstanding }) => online && outstanding.size < QUEUED_PER_WORKER)
      .sort((left, right) => left.outstanding.size - right.outstanding.size)[0];
    if (free === undefined) return false;
    free.outstanding.set(batch, true);
    free.worker.postMessage(batch);
    return true;
  }

  /** Resolves when every batch that was given is done. */
  async drain(): Promise<void> {
    await this.#until(() => this.#workers.every(({ outstanding }) => outstanding.size === 0));
  }

  /** Makes batches under way end after their present file. */
  stop(): void {
    Atomics.store(new Int32Array(this.#stop), 0, 1);
  }

  async close(): Promise<void> {
    for (const { outstanding } of this.#workers) outstanding.clear();
    await Promise.all(this.#workers.map(({ worker }) => worker.terminate()));
  }

  get stopped(): boolean {
    return Atomics.load(new Int32Array(this.#stop), 0) !== 0;
  }

  async scanHere(batch: FileBatch): Promise<void> {
    this.#inline ??= new BatchScanner(this.#settings);
    this.#onResult(await this.#inline.scan(batch, () => this.stopped));
  }

  #start(): void {
    const worker = new Worker(workerFile(), {
      workerData: { settings: this.#settings, stop: this.#stop },
      // The warning that types are stripped, where the source itself runs, is no news.
      execArgv: ['--no-warnings'],
    });
    const entry: PoolWorker = { worker, outstanding: new Map<FileBatch, true>(), online: false };
    worker.once('online', () => {
      entry.online = true;
    });
    this.#workers.push(entry);
    worker.on('message', (result: BatchResult) => {
      const [oldest] = entry.outstanding.keys();
      if (oldest !== undefined) entry.outstanding.delete(oldest);
      this.#onResult(result);
      this.#wake();
    });
    worker.on('error', () => {
      this.#giveUp(entry);
    });
    worker.on('exit', () => {
      this.#giveUp(entry);
    });
  }

  /** A thread that died (out of memory, say) takes its batches with it: they are reported, and the rest goes on. */
  #giveUp(entry: PoolWorker): void {
    entry.online = false;
    for (const batch of entry.outstanding.keys()) {
      const reason = say('scan.thread-failed');
      const skipped = pathsOf(batch).map((path) => ({ path: redactText(path), reason }));
      const nothing = { files: 0, unchanged: 0, bytes: 0, found: [], masked: [], clean: new Uint8Array() };
      this.#onResult({ root: batch.root, ...nothing, skipped });
    }
    entry.outstanding.clear();
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}
