/**
 * What lies beside a database under a name that SQLite reads: it would be applied to the file without a question, whether it
 * belongs to it or not. Looks at names and sizes only; what it is worth is judged on copies (`judge.ts`).
 */
import { copyFileSync, linkSync, lstatSync, renameSync, rmSync, statSync } from 'node:fs';
import type SqliteDatabase from 'better-sqlite3';
import type { RandomBytes } from '../crypto/aead.ts';
import { endsWith } from '../../files/foreign-file.ts';
import { syncFolder } from '../../files/sync-folder.ts';
import { temporaryName } from './files.ts';
import path from 'node:path';

/** A rollback journal and a write-ahead log; the log's index (`-shm`) is made anew from the log and holds nothing. */
const APPLIED = ['-journal', '-wal'] as const;
export type Beside = (typeof APPLIED)[number];

/** SECURITY: anything but a regular file counts too: a pipe under that name would hold SQLite up for ever. */
export function foundBeside(database: string): readonly Beside[] {
  return APPLIED.filter((suffix) => {
    const found = lstatSync(`${database}${suffix}`, { throwIfNoEntry: false });
    return found !== undefined && (!found.isFile() || found.size > 0);
  });
}

/** The same text for as long as nobody touches the file or what lies beside it. */
export function stateOf(database: string): string {
  return ['', ...APPLIED]
    .map((suffix) => {
      const look = suffix === '' ? statSync : lstatSync;
      const stats = look(`${database}${suffix}`, { throwIfNoEntry: false });
      return stats === undefined ? '' : [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(' ');
    })
    .join('|');
}

/** What SQLite writes at the end of a journal that belongs to a write over several files, which no vault ever has. */
const SUPER_JOURNAL_MAGIC = Buffer.from('d9d505f920a163d7', 'hex');

/**
 * Copies what lies beside a vault to where it is judged.
 *
 * SECURITY: nothing is waited for and nothing without an end is copied. A journal may end with the name of another file, which
 * SQLite would open (a pipe: for ever) and delete, wherever the journal itself is judged.
 * @returns why it can't belong to a vault, and then nothing was copied; null where it was
 */
export function copyBeside(from: string, to: string, maximumBytes: number): string | null {
  const found = lstatSync(from);
  if (!found.isFile()) return 'is no file';
  if (found.size > maximumBytes) return 'is larger than any vault';
  copyFileSync(from, to);
  if (!endsWith(to, SUPER_JOURNAL_MAGIC)) return null;
  rmSync(to);
  return 'names another file';
}

export function endsAsSuperJournal(journal: Buffer): boolean {
  return journal.subarray(-SUPER_JOURNAL_MAGIC.length).equals(SUPER_JOURNAL_MAGIC);
}

/**
 * Whether another process is writing at this moment (or, with a log, has the file open), so that what lies beside it is its
 * own affair. Asked over another name of the same file, beside which nothing lies.
 */
export function isInUse(Sqlite: typeof SqliteDatabase, database: string, random: RandomBytes): boolean {
  const other = temporaryName(database, random);
  try {
    linkSync(database, other);
  } catch {
    // File systems without hard links: whoever waited long enough has to do.
    return false;
  }
  try {
    const probe = new Sqlite(other, { timeout: 0, fileMustExist: true });
    try {
      probe.pragma('locking_mode = EXCLUSIVE');
      probe.exec('BEGIN EXCLUSIVE');
      probe.exec('ROLLBACK');
      return false;
    } finally {
      probe.close();
    }
  } catch (thrown) {
    return String((thrown as { code?: string }).code).startsWith('SQLITE_BUSY');
  } finally {
    for (const suffix of ['', ...APPLIED, '-shm']) rmSync(`${other}${suffix}`, { force: true });
  }
}

/** Gives it a name that SQLite does not read, and that nothing has. @returns the new names, without their folder */
export function putAside(database: string, which: readonly Beside[], at: Date): readonly string[] {
  const names = which.flatMap((suffix) => {
    const target = freeName(`${database}${suffix}`, at);
    try {
      renameSync(`${database}${suffix}`, target);
    } catch (thrown) {
      // Another process, which judged it at the same time, was quicker.
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw thrown;
    }
    return [path.basename(target)];
  });
  syncFolder(path.dirname(database));
  return names;
}

function freeName(file: string, at: Date): string {
  for (let time = at.getTime(); ; time += 1) {
    const target = `${file}.aside-${new Date(time).toISOString().replace(/[-:.]/g, '')}`;
    if (lstatSync(target, { throwIfNoEntry: false }) === undefined) return target;
  }
}
