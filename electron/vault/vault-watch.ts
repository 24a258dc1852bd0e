/** What happens to an open vault from outside, and who hears of it: writes of other processes, its disk, the keychain's anchor. */
import { toAppError, type AppError } from '../../shared/errors.ts';
import { checkAnchor, writeAnchor } from './anchor.ts';
import type { Engine } from './engine.ts';
import { vaultPaths } from './storage/layout.ts';
import type { VaultChange } from './types.ts';
import { findWriteProblem, isWriteProblem, mayBeWritable, type WriteAccess } from './write-access.ts';

/** Keychain writes may ask the user or be slow; this often is enough for a warning. */
const ANCHOR_DELAY_MS = 5000;
/** The disk is looked at less often than the file. */
const LOOKS_FOR_EACH_DISK = 5;

export interface VaultWatchOptions {
  /** Before anybody else hears of it. */
  readonly onCollections: (collections: ReadonlySet<string>) => void;
  /** A write that shows whether the disk takes one again. */
  readonly tryToWrite: () => void;
}

export class VaultWatch {
  readonly #engine: Engine;
  #options: VaultWatchOptions | null = null;
  readonly #changes = new Set<(change: VaultChange) => void>();
  readonly #problems = new Set<(problem: AppError) => void>();
  readonly #accesses = new Set<(access: WriteAccess) => void>();
  #poll: NodeJS.Timeout | null = null;
  #looks = 0;
  /** What listeners know of. */
  #announcedAccess: string;
  /** The generation that listeners know of. */
  #announced: number;
  #anchorTimer: NodeJS.Timeout | null = null;
  #rollbackWarning: AppError | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#announced = engine.manifest.generation;
    this.#announcedAccess = JSON.stringify(this.access);
  }

  start(options: VaultWatchOptions): void {
    this.#options = options;
    const { pollIntervalMs } = this.#engine.dependencies;
    if (pollIntervalMs <= 0) return;
    this.#poll = setInterval(() => {
      this.#look();
    }, pollIntervalMs);
    this.#poll.unref();
  }

  get access(): WriteAccess {
    const { writeProblem, pendingLog } = this.#engine;
    return { problem: writeProblem, pending: pendingLog.count, kept: pendingLog.isKept };
  }

  get rollbackWarning(): AppError | null {
    return this.#rollbackWarning;
  }

  onChange(listener: (change: VaultChange) => void): () => void {
    this.#changes.add(listener);
    return () => this.#changes.delete(listener);
  }

  onProblem(listener: (problem: AppError) => void): () => void {
    this.#problems.add(listener);
    return () => this.#problems.delete(listener);
  }

  onAccess(listener: (access: WriteAccess) => void): () => void {
    this.#accesses.add(listener);
    return () => this.#accesses.delete(listener);
  }

  /** @param warning what the file was, as it was found */
  async anchorUnless(warning: AppError | null): Promise<void> {
    this.#rollbackWarning = warning;
    if (warning === null) await writeAnchor(this.#engine);
  }

  /** What the file was warned of may be in it now. */
  async checkWarning(): Promise<void> {
    if (this.#rollbackWarning !== null) await this.anchorUnless(await checkAnchor(this.#engine));
  }

  /** Unless the file is older than the keychain saw it last. */
  anchorSoon(): void {
    if (this.#rollbackWarning === null) void writeAnchor(this.#engine);
  }

  announce(collections: ReadonlySet<string>, by: VaultChange['by']): void {
    const { generation } = this.#engine.manifest;
    // A change of slots or an entry in the log alone changes no collection, and is a change all the same.
    if (collections.size === 0 && generation === this.#announced) return;
    this.#announced = generation;
    this.#options?.onCollections(collections);
    this.#scheduleAnchor();
    for (const listener of [...this.#changes]) listener({ collections, by });
  }

  /** What other processes have written by now. */
  takeUp(): void {
    this.announce(this.#engine.refresh(), 'other');
  }

  announceAccess(): void {
    if (this.#engine.isClosed) return;
    const { access } = this;
    const text = JSON.stringify(access);
    if (text === this.#announcedAccess) return;
    this.#announcedAccess = text;
    for (const listener of [...this.#accesses]) listener(access);
  }

  /** Nothing is looked at any more; who listens hears of what is still written. */
  stopLooking(): void {
    if (this.#poll !== null) clearInterval(this.#poll);
    this.#poll = null;
    if (this.#anchorTimer !== null) clearTimeout(this.#anchorTimer);
  }

  end(): void {
    this.#changes.clear();
    this.#problems.clear();
    this.#accesses.clear();
  }

  #look(): void {
    try {
      this.takeUp();
      this.#looks += 1;
      if (this.#looks % LOOKS_FOR_EACH_DISK === 0) this.#lookAtDisk();
    } catch (thrown) {
      const problem = toAppError(thrown);
      if (problem.code === 'vault-busy') return;
      if (this.#poll !== null) clearInterval(this.#poll);
      this.#poll = null;
      for (const listener of [...this.#problems]) listener(problem);
    }
  }

  /** A disk that was full or read-only leads back by itself; one that has become read-only is said before it is written to. */
  #lookAtDisk(): void {
    const engine = this.#engine;
    const { folder } = engine.dependencies;
    const { database } = vaultPaths(folder);
    try {
      if (engine.writeProblem === null) {
        const problem = findWriteProblem(folder, database);
        if (problem !== null) engine.noteWriteProblem(problem);
      } else if (mayBeWritable(folder, database)) {
        // Only a write shows whether it is true.
        this.#options?.tryToWrite();
      }
    } catch (thrown) {
      if (!isWriteProblem(thrown)) throw thrown;
    } finally {
      this.announceAccess();
    }
  }

  #scheduleAnchor(): void {
    if (this.#engine.dependencies.keychain === null || this.#anchorTimer !== null) return;
    if (this.#rollbackWarning !== null) return;
    this.#anchorTimer = setTimeout(() => {
      this.#anchorTimer = null;
      if (!this.#engine.isClosed) void writeAnchor(this.#engine);
    }, ANCHOR_DELAY_MS);
    this.#anchorTimer.unref();
  }
}
