/** Opens the database with the settings that durability and secrecy rest on. */
import { createRequire } from 'node:module';
import type SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { createPrivateFile, syncFile } from './files.ts';
import { APPLICATION_ID } from '../../files/own-files.ts';
import { checkSchema } from './schema.ts';
import { say } from '../../../shared/messages/say.ts';

/** @throws AppError `unsupported` on a runtime that the binary would crash */
export function loadSqlite(): typeof SqliteDatabase {
  const require = createRequire(import.meta.url);
  const { version } = require('better-sqlite3/package.json') as { version: string };
  // Version 13 is built on Node-API 10: an older runtime dies without a word. Version 11 is built for one runtime only,
  // which then is the one we are in.
  if (Number.parseInt(version, 10) !== 11 && !(Number(process.versions['napi']) >= 10)) {
    throw new AppError({
      code: 'unsupported',
      message: say('vault.the-vault-needs-node-22-14-or', { version: process.version }),
      hint: say('vault.nothing-was-changed-run-the-command-with'),
    });
  }
  return require('better-sqlite3') as typeof SqliteDatabase;
}

export function openDatabase(file: string, busyTimeoutMs: number): Database {
  const Sqlite = loadSqlite();
  const database = new Sqlite(file, { timeout: busyTimeoutMs, fileMustExist: true });
  try {
    configure(database);
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function configure(database: Database): void {
  // SECURITY: a hostile file may carry triggers, views and functions; none is trusted or run.
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('mmap_size = 0');
  database.pragma('temp_store = MEMORY');
  database.pragma('secure_delete = ON');
  // The folder too is synced before a commit counts: a journal that came back after a power cut would undo it.
  database.pragma('synchronous = EXTRA');
  database.pragma('fullfsync = ON');
  database.pragma('checkpoint_fullfsync = ON');
}

/**
 * Vaults of before kept a write-ahead log; one file at rest is what folders that are synced can bear. To be called once the
 * vault was read and is whole: this is the first write to it.
 * @throws with code SQLITE_BUSY where another process has it open
 */
export function leaveWriteAheadLog(database: Database): void {
  if (database.pragma('journal_mode', { simple: true }) !== 'wal') return;
  if (database.pragma('journal_mode = DELETE', { simple: true }) === 'delete') return;
  throw Object.assign(new Error('The write-ahead log is in use.'), { code: 'SQLITE_BUSY' });
}

/**
 * Writes a consistent copy, as one synced file for its owner alone, to a name that is free. Not `serialize()`: it hands out
 * memory that V8 does not own, which ends an Electron process on the spot.
 */
export function copyDatabase(database: Database, file: string): void {
  // SECURITY: a trigger that somebody added must not travel in a backup.
  checkSchema(database);
  createPrivateFile(file);
  database.prepare('VACUUM INTO ?').run(file);
  syncFile(file);
}

/** Marks a new file as ours. */
export function claimDatabase(database: Database): void {
  database.pragma(`application_id = ${String(APPLICATION_ID)}`);
}

/** What SQLite itself finds wrong with the file, at most ten lines; empty where it is whole. */
export function integrityProblems(database: Database): readonly string[] {
  const lines = database.pragma('integrity_check(10)') as { integrity_check: string }[];
  return lines.map((line) => line.integrity_check).filter((line) => line !== 'ok');
}
