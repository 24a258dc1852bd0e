/** A vault's file takes its place in the vault folder; whatever was there before is kept in the folder "backups". */
import { lstatSync, renameSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { writeAnchor } from './anchor.ts';
import type { Dependencies } from './dependencies.ts';
import type { Engine } from './engine.ts';
import { alreadyExists, toVaultError } from './errors.ts';
import { openEngine } from './open-engine.ts';
import { foundBeside } from './storage/beside.ts';
import { syncFolder } from '../files/sync-folder.ts';
import {
  createPrivateFile,
  installNew,
  keepUnder,
  removeDatabase,
  syncFile,
  temporaryName,
} from './storage/files.ts';
import { inspectDatabaseFile, makePrivateFolder, vaultPaths, type VaultPaths } from './storage/layout.ts';
import { leaveWriteAheadLog, openDatabase } from './storage/sqlite.ts';
import { clearTries } from './tries.ts';
import { say } from '../../shared/messages/say.ts';
import { replaceFile } from '../files/replace-file.ts';

const BESIDE = ['-wal', '-shm', '-journal'] as const;

const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

export interface PlacedVault<Result> {
  readonly result: Result;
  /** Where the vault that was there before is now; null where there was none. */
  readonly replaced: string | null;
}

export interface NewVault<Result> {
  /** The whole file; it is brought up to the present layout. */
  readonly database: Buffer;
  readonly vaultKey: Buffer;
  /**
   * How a vault that is there is moved away: `replaced` is closed properly first, which fails where somebody is writing to it;
   * `damaged` is not opened at all and kept byte for byte.
   */
  readonly present: 'replaced' | 'damaged';
  readonly prepare: (engine: Engine) => Promise<Result>;
  /** Asked when all else is done and right, before a vault that is there is moved away; may throw. */
  readonly confirm?: (() => Promise<void>) | undefined;
}

/** @throws AppError `vault-busy`, `vault-exists`, `vault-disk-full`, `vault-unwritable` */
export async function putInPlace<Result>(
  dependencies: Dependencies,
  { database, vaultKey, present, prepare, confirm }: NewVault<Result>,
): Promise<PlacedVault<Result>> {
  const { folder, random, clock } = dependencies;
  const paths = vaultPaths(folder);
  const temporary = temporaryName(paths.database, random);
  try {
    makePrivateFolder(folder);
    createPrivateFile(temporary, database);
    const engine = await openEngine(temporary, dependencies, () => Promise.resolve(Buffer.from(vaultKey)));
    let result: Result;
    try {
      result = await prepare(engine);
      // Being older than before is what this is for: no warning about it.
      await writeAnchor(engine);
    } finally {
      engine.close();
    }
    syncFile(temporary);
    if (isThere(paths.database)) await confirm?.();
    const replaced = keepAside(dependencies, paths, clock(), present);
    if (replaced === null) {
      if (!installNew(temporary, paths.database)) throw alreadyExists(folder);
    } else replaceFile(temporary, paths.database);
    confirmInPlace(paths);
    return { result, replaced };
  } catch (thrown) {
    throw toVaultError(thrown, folder);
  } finally {
    removeDatabase(temporary);
  }
}

/** From here on something was changed, whatever fails. @throws AppError `vault-unwritable` */
function confirmInPlace({ folder, tries }: VaultPaths): void {
  try {
    syncFolder(folder);
    clearTries(tries);
  } catch (thrown) {
    throw new AppError({
      code: 'vault-unwritable',
      message: say('vault.the-backup-was-put-in-place-but'),
      hint: say('vault.a-vault-that-was-there-before-is'),
      cause: thrown,
    });
  }
}

/**
 * Nothing is lost by it: what was there stays among the rolling backups, under a name with the date. The file keeps its own
 * name as well until the new one takes that, so that there is a vault at each moment.
 */
function keepAside(
  dependencies: Dependencies,
  paths: VaultPaths,
  at: Date,
  present: 'replaced' | 'damaged',
): string | null {
  const { database, backups } = paths;
  const hasFile = isThere(database);
  if (hasFile && present === 'replaced') closeProperly(dependencies, paths);
  const beside = BESIDE.filter((suffix) => isThere(`${database}${suffix}`));
  if (!hasFile && beside.length === 0) return null;
  makePrivateFolder(backups);
  const target = freeName(backups, present, at);
  if (hasFile) keepUnder(target, database);
  // SECURITY: also without the file. What lies beside it would be applied to the one that takes its place.
  for (const suffix of beside) renameSync(`${database}${suffix}`, `${target}${suffix}`);
  syncFolder(backups);
  return hasFile ? target : null;
}

/** @throws AppError `vault-busy` where somebody is writing to it */
function closeProperly({ folder, busyTimeoutMs }: Dependencies, paths: VaultPaths): void {
  try {
    inspectDatabaseFile(paths);
    // What lies beside it may not belong to it: SQLite is not to see the two together.
    if (foundBeside(paths.database).length > 0) return;
    const database = openDatabase(paths.database, busyTimeoutMs);
    try {
      leaveWriteAheadLog(database);
      // Nobody is in the middle of a write. Whoever has it open finds out before they acknowledge another.
      database.exec('BEGIN EXCLUSIVE');
      database.exec('ROLLBACK');
    } finally {
      database.close();
    }
  } catch (thrown) {
    const error = toVaultError(thrown, folder);
    // Anything else: damaged beyond opening. It is kept as it is, with what belongs to it.
    if (!(error instanceof AppError) || error.code === 'vault-busy') throw error;
  }
}

function freeName(backups: string, present: string, at: Date): string {
  for (let time = at.getTime(); ; time += 1) {
    const stamp = new Date(time).toISOString().replace(/[-:.]/g, '');
    const target = path.join(backups, `${present}-${stamp}.db`);
    if (['', ...BESIDE].every((suffix) => !isThere(`${target}${suffix}`))) return target;
  }
}
