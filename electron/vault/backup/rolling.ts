/** Copies beside the vault, made daily and before migrations. They open as the vault itself did when they were made. */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Dependencies } from '../dependencies.ts';
import { mapErrors } from '../errors.ts';
import { installNew, removeDatabase, temporaryName } from '../storage/files.ts';
import { makePrivateFolder, ROLLING_BACKUP_NAME, vaultPaths } from '../storage/layout.ts';
import { copyDatabase } from '../storage/sqlite.ts';

const DAY_MS = 86_400_000;

export interface RollingBackup {
  readonly file: string;
  readonly at: Date;
}

function stamp(at: Date): string {
  return at.toISOString().replace(/[-:.]/g, '');
}

function parseStamp(text: string): Date {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z$/.exec(text)!;
  const [, year, month, day, hour, minute, second, millisecond] = parts;
  return new Date(`${year!}-${month!}-${day!}T${hour!}:${minute!}:${second!}.${millisecond!}Z`);
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
      return match === null ? [] : [{ file: path.join(backups, name), at: parseStamp(match[1]!) }];
    })
    .sort((left, right) => right.at.getTime() - left.at.getTime());
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
    for (const old of listRollingBackups(folder).slice(rollingBackups)) rmSync(old.file, { force: true });
    return file;
  });
}

export function dailyBackupDue(lastAt: string | null, now: Date): boolean {
  if (lastAt === null) return true;
  const age = now.getTime() - Date.parse(lastAt);
  // Negative: the clock was set back, so the date says nothing.
  return age >= DAY_MS || age < 0;
}

/** After a key rotation: all but `keep` still open under the old key. @returns how many were deleted */
export function deleteRollingBackups(folder: string, keep: string): number {
  const old = listRollingBackups(folder).filter(({ file }) => file !== keep);
  for (const { file } of old) rmSync(file, { force: true });
  return old.length;
}
