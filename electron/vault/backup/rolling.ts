/** Copies beside the vault, made daily and before migrations. They open as the vault itself did when they were made. */
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Dependencies } from '../dependencies.ts';
import { mapErrors } from '../errors.ts';
import { installNew, removeDatabase, temporaryName } from '../storage/files.ts';
import { makePrivateFolder, ROLLING_BACKUP_NAME, vaultPaths } from '../storage/layout.ts';
import { copyDatabase } from '../storage/sqlite.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { certain } from '../../../shared/certain.ts';

export interface RollingBackup {
  readonly file: string;
  readonly at: Date;
}

function stamp(at: Date): string {
  return at.toISOString().replace(/[-:.]/g, '');
}

function parseStamp(text: string): Date {
  const parts = certain(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z$/.exec(text));
  const [, year, month, day, hour, minute, second, millisecond] = parts;
  return new Date(
    `${certain(year)}-${certain(month)}-${certain(day)}T${certain(hour)}:${certain(minute)}:${certain(second)}.${certain(millisecond)}Z`,
  );
}

/** Newest first. */
export function listRollingBackups(folder: string): readonly RollingBackup[] {
  const { backups } = vaultPaths(folder);
  let names: string[];
  try {
    names = readdirSync(backups);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const match = ROLLING_BACKUP_NAME.exec(name);
      const file = path.join(backups, name);
      if (match === null) return [];
      // Whoever writes the folder may name a file after a day that there is not.
      const at = parseStamp(certain(match[1]));
      return Number.isNaN(at.getTime()) ? [] : [{ file, at }];
    })
    .sort((left, right) => right.at.getTime() - left.at.getTime());
}

/** A folder under such a name is nobody's copy: it takes no place among them, and is not deleted. */
function copiesIn(folder: string): readonly RollingBackup[] {
  return listRollingBackups(folder).filter(
    ({ file }) => lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === false,
  );
}

/** @returns the file's path @throws AppError `vault-disk-full`, `vault-unwritable` */
export function makeRollingBackup(database: Database, dependencies: Dependencies, reason: string): string {
  const { folder, clock, random, rollingBackups } = dependencies;
  const { backups } = vaultPaths(folder);
  return mapErrors(folder, () => {
    makePrivateFolder(backups);
    let at = clock();
    let file: string;
    const temporary = temporaryName(path.join(backups, 'vault.db'), random);
    try {
      copyDatabase(database, temporary);
      do {
        file = path.join(backups, `vault-${stamp(at)}-${reason.replace(/[^a-z-]/g, '')}.db`);
        at = new Date(at.getTime() + 1);
      } while (!installNew(temporary, file));
    } finally {
      removeDatabase(temporary);
    }
    // Never the one just made: beside copies with a later date, which a clock that is or was wrong makes, it is the oldest.
    const others = copiesIn(folder).filter((one) => one.file !== file);
    // The new one is made: that an old one is held open, or can't be deleted, must not count against it.
    for (const old of others.slice(Math.max(0, rollingBackups - 1))) removeDatabase(old.file);
    return file;
  });
}

export function dailyBackupDue(lastAt: string | null, now: Date): boolean {
  if (lastAt === null) return true;
  const age = now.getTime() - Date.parse(lastAt);
  // Negative: the clock was set back, so the date says nothing.
  return age >= DAY_MS || age < 0;
}

/**
 * After a key rotation: all but `keep` still open under the old key.
 * @returns how many were deleted
 * @throws what the file system throws, once all that can be deleted are
 */
export function deleteRollingBackups(folder: string, keep: string): number {
  const old = copiesIn(folder).filter(({ file }) => file !== keep);
  const failures: unknown[] = [];
  for (const { file } of old) {
    try {
      rmSync(file, { force: true });
    } catch (thrown) {
      failures.push(thrown);
    }
  }
  if (failures.length > 0) throw failures[0];
  return old.length;
}
