/**
 * The file of an open vault and the lock on it: whether it is still the one that was opened, whether it can be written, and one
 * transaction at a time. It knows nothing of keys.
 */
import type { Database } from 'better-sqlite3';
import type { AppError, ErrorCode } from '../../shared/errors.ts';
import { closed, mapErrors } from './errors.ts';
import type { FileInPlace } from './storage/file-in-place.ts';
import { Tables } from './storage/tables.ts';
import { asWriteProblem, isWriteProblem } from './write-access.ts';

/** After these nothing more may be read or written. */
const BREAKING: ReadonlySet<string> = new Set<ErrorCode>([
  'vault-damaged',
  'vault-rolled-back',
  'vault-locked',
  'vault-replaced',
]);

/** What a vault that could not be written needs before the first write after that. */
export interface WayBack {
  /** A handle that was opened on a read-only disk stays read-only. @throws where there can be none */
  readonly reopen: () => Database;
  /** Everything that is done when a vault is opened and has to be written down. */
  readonly putInOrder: () => void;
}

/** The handle is read-only. */
const NEEDS_NEW_HANDLE = /^(?:SQLITE_READONLY|EROFS|EACCES|EPERM)/;

export class VaultFile {
  readonly #folder: string;
  #database: Database;
  #tables: Tables;
  /** Why nothing can be written, as far as the last try showed. */
  #writeProblem: AppError | null = null;
  #wayBack: WayBack | null = null;
  #isComingBack = false;
  readonly #place: FileInPlace;
  /** The state of the file that was read last. */
  #dataVersion = -1;
  #inTransaction = false;
  #closed = false;
  /** Set once the file can't be trusted or read with our keys any more. */
  #broken: Error | null = null;

  /** @param place taken of the file before the database was opened */
  constructor(database: Database, place: FileInPlace, folder: string) {
    this.#database = database;
    this.#place = place;
    this.#folder = folder;
    this.#tables = new Tables(database);
  }

  get database(): Database {
    return this.#database;
  }

  get tables(): Tables {
    return this.#tables;
  }

  get writeProblem(): AppError | null {
    return this.#writeProblem;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** For one that was opened where nothing can be written, or was found so. */
  noteWriteProblem(problem: AppError): void {
    this.#writeProblem = problem;
  }

  /** The first that is given holds. */
  giveWayBack(way: WayBack): void {
    this.#wayBack ??= way;
  }

  assertUsable(): void {
    if (this.#closed) throw closed();
    if (this.#broken !== null) throw this.#broken;
  }

  /**
   * Tries whether the vault can be written again, and does then what waited for that. Each write begins with it.
   * @param foldIn what waited
   * @throws AppError `vault-unwritable`, `vault-disk-full` while it can't
   */
  comeBack(foldIn: () => void): void {
    const problem = this.#writeProblem;
    if (problem === null || this.#isComingBack) return;
    this.#isComingBack = true;
    try {
      this.#reopen(problem);
      // It reads and writes by hands of its own, which no guard stands around.
      this.guard(() => this.#wayBack?.putInOrder());
      foldIn();
      // Nothing waited: the write that follows shows.
      this.#writeProblem = null;
    } finally {
      this.#isComingBack = false;
    }
  }

  #reopen(problem: AppError): void {
    const { code } = (problem.cause ?? {}) as { code?: string };
    if (code === undefined || !NEEDS_NEW_HANDLE.test(code)) return;
    const way = this.#wayBack;
    if (way === null) throw problem;
    this.guard(() => {
      this.#place.assertUndisturbed();
      const database = way.reopen();
      try {
        this.#place.assert();
      } catch (thrown) {
        database.close();
        throw thrown;
      }
      this.#database.close();
      this.#database = database;
      this.#tables = new Tables(database);
      this.#dataVersion = -1;
    });
  }

  /** @throws AppError `vault-replaced` */
  assertInPlace(): void {
    this.guard(() => {
      this.#place.assert();
    });
  }

  /** After damage or a foreign key was seen nothing may be written any more. */
  guard<Result>(work: () => Result): Result {
    try {
      return mapErrors(this.#folder, work);
    } catch (thrown) {
      // Where the file is not there any more, that is why, whatever failed.
      const error = this.#place.problem() ?? thrown;
      if (BREAKING.has(String((error as { code?: unknown }).code))) this.#broken = error as Error;
      throw error;
    }
  }

  /** For the first look, which nothing of ours precedes. */
  inOneState<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN');
    try {
      return work();
    } finally {
      if (this.#database.inTransaction) this.#database.exec('COMMIT');
    }
  }

  /** What `read` says of a file that others wrote to since the last look; `nothing` where none did. Cheap when idle. */
  ifChanged<Result>(read: () => Result, nothing: Result): Result {
    if (this.#inTransaction) return nothing;
    this.assertUsable();
    this.guard(() => this.#place.assertUndisturbed());
    const version = this.#tables.dataVersion();
    if (version === this.#dataVersion) return nothing;
    return this.guard(() => {
      const result = this.inOneState(read);
      this.#dataVersion = version;
      return result;
    });
  }

  /**
   * Runs `work` with the database's write lock held; all or nothing.
   * @param read takes over what others wrote, before `work`
   */
  locked<Read, Result>(
    read: () => Read,
    work: () => Result,
    foldIn: () => void,
  ): { readonly result: Result; readonly read: Read } {
    this.#begin(() => {
      this.comeBack(foldIn);
    });
    const database = this.#database;
    try {
      this.guard(() => this.#place.assertUndisturbed());
      return mapErrors(this.#folder, () => {
        this.guard(() => database.exec('BEGIN IMMEDIATE'));
        try {
          const taken = this.guard(read);
          const result = work();
          this.guard(() => {
            this.#place.assert();
            database.exec('COMMIT');
            // Before anything is acknowledged: what went into a file that has just been replaced is not stored.
            this.#place.assert();
          });
          return { result, read: taken };
        } catch (thrown) {
          if (database.inTransaction) database.exec('ROLLBACK');
          throw this.#replacedInstead(thrown);
        }
      });
    } catch (thrown) {
      const error = asWriteProblem(thrown, this.#folder);
      if (isWriteProblem(error)) this.#writeProblem = error;
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  /** Runs `work` on one state of the file, with everybody's changes seen; also where nothing can be written. */
  reading<Result>(read: () => unknown, work: () => Result): Result {
    this.#begin();
    const database = this.#database;
    try {
      this.guard(() => this.#place.assertUndisturbed());
      return mapErrors(this.#folder, () => {
        database.exec('BEGIN');
        try {
          this.guard(read);
          return work();
        } finally {
          if (database.inTransaction) database.exec('ROLLBACK');
        }
      });
    } finally {
      this.#inTransaction = false;
    }
  }

  #begin(before: () => void = () => undefined): void {
    this.assertUsable();
    if (this.#inTransaction) throw new Error('A vault transaction cannot be started inside another.');
    before();
    this.#inTransaction = true;
  }

  /** Rows that can't be written because the file is gone fail in many words. */
  #replacedInstead(thrown: unknown): unknown {
    const problem = this.#place.problem();
    if (problem === null) return thrown;
    this.#broken ??= problem;
    return this.#broken;
  }

  close(): void {
    this.#closed = true;
    this.#database.close();
  }
}
