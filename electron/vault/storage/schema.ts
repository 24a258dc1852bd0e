/** What a vault's database may hold: exactly the objects of its layout, SQLite's own included, and nothing else. */
import type SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { damaged } from '../errors.ts';
import { migrate, SCHEMA_VERSION } from './migrations.ts';
import { say } from '../../../shared/messages/say.ts';

/**
 * SECURITY: every object, those that SQLite made included, each by all of type, name, table and statement. Read under the
 * name `sqlite_master`: a file can hold a view that calls itself `sqlite_schema` and answers in its place.
 */
function objectsOf(database: Database): string {
  const rows = database.prepare('SELECT type, name, tbl_name, sql FROM main.sqlite_master').raw().all();
  return rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join('\n');
}

const known = new Map<number, string>();

/** As SQLite itself writes it when it goes through the steps of the layout. */
function expectedObjects(database: Database, version: number): string {
  let objects = known.get(version);
  if (objects === undefined) {
    const blank = new (database.constructor as typeof SqliteDatabase)(':memory:');
    try {
      migrate(blank, version);
      known.set(version, (objects = objectsOf(blank)));
    } finally {
      blank.close();
    }
  }
  return objects;
}

/** @throws AppError `vault-damaged` where anything was added, removed or altered */
export function checkSchema(database: Database): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  const valid = version >= 1 && version <= SCHEMA_VERSION;
  if (!valid || objectsOf(database) !== expectedObjects(database, version)) {
    throw damaged(say('vault.its-tables-are-not-the-expected-ones'));
  }
}
