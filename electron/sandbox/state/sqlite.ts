/**
 * The sandbox's state in a data folder: one SQLite file, rows as JSON. Loaded only when a folder is given, so that the
 * sandbox without one also runs where SQLite's binary does not.
 */
import { chmodSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type SqliteDatabase from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import type { Records, TableName } from './records.ts';
import { TABLE_NAMES } from './records.ts';
import type { Change, Persistence } from './store.ts';
import { say } from '../../../shared/messages/say.ts';

const FILE_NAME = 'sandbox.sqlite';
/** Marks the file as ours in SQLite's header. */
const APPLICATION_ID = 0x41565342;
const SCHEMA_VERSION = 1;

type OpenDatabase = typeof SqliteDatabase;

/** @throws AppError `unsupported` on a runtime that better-sqlite3's binary would crash */
function loadSqlite(): OpenDatabase {
  const require = createRequire(import.meta.url);
  const { version } = require('better-sqlite3/package.json') as { version: string };
  // From version 12.10 on it is built on Node-API 10; loading it on an older runtime ends the process without a word.
  if (Number.parseInt(version, 10) >= 13 && Number(process.versions['napi']) < 10) {
    throw new AppError({
      code: 'unsupported',
      message: say('sandbox.needs-a-newer-node', { version: process.version }),
      hint: say('sandbox.leave-out-data'),
    });
  }
  return require('better-sqlite3') as OpenDatabase;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function openError(folder: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === 'SQLITE_BUSY') {
    return new AppError({
      code: 'conflict',
      message: say('sandbox.another-is-running', { folder }),
      hint: say('sandbox.stop-the-other-one'),
      cause: error,
    });
  }
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new AppError({
      code: 'invalid-input',
      message: say('sandbox.state-is-damaged', { folder }),
      hint: say('sandbox.move-the-folder-away'),
      cause: error,
    });
  }
  return new AppError({
    code: 'invalid-input',
    message: say('sandbox.folder-cannot-be-used', { folder, code: code === '' ? '?' : code }),
    hint: say('sandbox.choose-a-folder'),
    cause: error,
  });
}

/** @throws AppError `unsupported`, `conflict` (another sandbox runs on it), `invalid-input` */
export function openPersistence(folder: string): Persistence {
  let database: SqliteDatabase.Database | null = null;
  try {
    const Database = loadSqlite();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, FILE_NAME);
    database = new Database(file, { timeout: 500 });
    chmodSync(file, 0o600);
    prepare(database, folder);
    return persistenceOn(database);
  } catch (error) {
    database?.close();
    throw openError(folder, error);
  }
}

function prepare(database: SqliteDatabase.Database, folder: string): void {
  // Exclusive: one server per folder, and the lock goes away with the process however it ends.
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('temp_store = MEMORY');
  // All rows are read once, at the start, and kept as they are: their pages would be a second copy for as long as it runs.
  database.pragma('cache_size = -256');
  database.pragma('trusted_schema = OFF');
  const begin = (): void => {
    database.exec('BEGIN IMMEDIATE');
  };
  begin();
  const applicationId = database.pragma('application_id', { simple: true }) as number;
  const version = database.pragma('user_version', { simple: true }) as number;
  const isNew = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (!isNew && applicationId !== APPLICATION_ID) {
    throw new AppError({
      code: 'invalid-input',
      message: say('sandbox.file-is-not-its-own', { file: FILE_NAME, folder }),
      hint: say('sandbox.choose-another-folder'),
    });
  }
  if (version > SCHEMA_VERSION) {
    throw new AppError({
      code: 'unsupported',
      message: say('sandbox.state-is-of-a-newer-version', { folder }),
      hint: say('sandbox.use-that-version'),
    });
  }
  if (isNew) {
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.exec(
      'CREATE TABLE records (kind TEXT NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT',
    );
    database.pragma(`user_version = ${SCHEMA_VERSION}`);
  }
  database.exec('COMMIT');
}

function persistenceOn(database: SqliteDatabase.Database): Persistence {
  const put = database.prepare(
    'INSERT INTO records (kind, id, row) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET row = excluded.row',
  );
  const remove = database.prepare('DELETE FROM records WHERE kind = ? AND id = ?');
  const write = database.transaction((changes: readonly Change[]): void => {
    for (const { table, id, row } of changes) {
      if (row === null) remove.run(table, id);
      else put.run(table, id, JSON.stringify(row));
    }
  });
  return {
    load(each) {
      const rows = database.prepare('SELECT row FROM records WHERE kind = ? ORDER BY rowid').pluck();
      for (const table of TABLE_NAMES) {
        for (const text of rows.iterate(table)) each(table, JSON.parse(text as string) as Records[TableName]);
      }
    },
    write,
    close() {
      database.close();
    },
  };
}
