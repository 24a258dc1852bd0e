/** The database's layout, one step at a time, forward only. A new vault goes through the same steps. */
import type { Database } from 'better-sqlite3';
import { certain } from '../../../shared/certain.ts';

export interface Migration {
  /** The `user_version` this step leads to. */
  readonly to: number;
  readonly statements: readonly string[];
}

export const MIGRATIONS: readonly Migration[] = [
  {
    to: 1,
    statements: [
      'CREATE TABLE header (id INTEGER PRIMARY KEY CHECK (id = 1), body BLOB NOT NULL, checksum BLOB NOT NULL) STRICT',
      'CREATE TABLE manifest (id INTEGER PRIMARY KEY CHECK (id = 1), sealed BLOB NOT NULL) STRICT',
      'CREATE TABLE records (key BLOB PRIMARY KEY, changed INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID',
      'CREATE TABLE secrets (key BLOB PRIMARY KEY, changed INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID',
      'CREATE TABLE audit (sequence INTEGER PRIMARY KEY, sealed BLOB NOT NULL, mac BLOB NOT NULL) STRICT',
    ],
  },
  {
    // Another process's changes are fetched by the generation that wrote them; without an index that reads every row.
    to: 2,
    statements: ['CREATE INDEX records_changed ON records (changed)'],
  },
  {
    // Copies of a vault can be folded together: rows carry stamps from here on, and the logs of other copies lie beside this one's.
    to: 3,
    statements: [
      'CREATE TABLE audit_copies (copy BLOB NOT NULL, sequence INTEGER NOT NULL, sealed BLOB NOT NULL, mac BLOB NOT NULL, PRIMARY KEY (copy, sequence)) STRICT, WITHOUT ROWID',
    ],
  },
  {
    // No table changes: connections may name API versions that programs before this step take for damage.
    to: 4,
    statements: [],
  },
  {
    // No table changes: records lie in other collections, see `moved-records.ts`.
    to: 5,
    statements: [],
  },
  {
    // No table changes: records have fields, and the vault collections, that programs before this step would drop or not know.
    to: 6,
    statements: [],
  },
];

export const SCHEMA_VERSION = certain(MIGRATIONS[MIGRATIONS.length - 1]).to;

/** Inside the caller's transaction: all steps or none. */
export function migrate(database: Database, to: number = SCHEMA_VERSION): void {
  const from = database.pragma('user_version', { simple: true }) as number;
  for (const migration of MIGRATIONS) {
    if (migration.to <= from || migration.to > to) continue;
    for (const statement of migration.statements) database.exec(statement);
    database.pragma(`user_version = ${String(migration.to)}`);
  }
}
