/** Prepared statements over the vault's tables; knows nothing of keys. */
import type { Database } from 'better-sqlite3';
import type { AppError } from '../../../shared/errors.ts';
import type { AuditRow } from '../audit-chain.ts';
import { damaged } from '../errors.ts';
import type { StoredHeader } from '../header.ts';
import type { TableName } from './rows.ts';
import { say } from '../../../shared/messages/say.ts';

export interface SealedRow {
  readonly key: Buffer;
  readonly changed: number;
  readonly sealed: Buffer;
}

/** A damaged file can hold another type than its table allows: SQLite checks types when it writes, not when it reads. */
function wrongType(): AppError {
  return damaged(say('vault.a-row-holds-something-else-than-its'));
}

function sealedRow(key: unknown, changed: unknown, sealed: unknown): SealedRow {
  if (!Buffer.isBuffer(key) || !Buffer.isBuffer(sealed) || !isCount(changed)) throw wrongType();
  return { key, changed, sealed };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function fromRaw(row: unknown): SealedRow {
  const [key, changed, sealed] = row as readonly unknown[];
  return sealedRow(key, changed, sealed);
}

function auditRow(row: unknown): AuditRow {
  const { sequence, sealed, mac } = row as Readonly<Record<keyof AuditRow, unknown>>;
  if (!isCount(sequence) || !Buffer.isBuffer(sealed) || !Buffer.isBuffer(mac)) throw wrongType();
  return { sequence, sealed, mac };
}

function bytes(value: unknown): Buffer {
  if (!Buffer.isBuffer(value)) throw wrongType();
  return value;
}

function prepareAll(database: Database) {
  const rows = (table: TableName) => ({
    all: database.prepare(`SELECT key, changed, sealed FROM ${table}`).raw(),
    since: database.prepare(`SELECT key, changed, sealed FROM ${table} WHERE changed > ?`).raw(),
    keys: database.prepare(`SELECT key FROM ${table}`).pluck(),
    one: database.prepare(`SELECT key, changed, sealed FROM ${table} WHERE key = ?`).raw(),
    put: database.prepare(
      `INSERT INTO ${table} (key, changed, sealed) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET changed = excluded.changed, sealed = excluded.sealed`,
    ),
    remove: database.prepare(`DELETE FROM ${table} WHERE key = ?`),
    clear: database.prepare(`DELETE FROM ${table}`),
  });
  return {
    dataVersion: database.prepare('PRAGMA data_version').pluck(),
    header: database.prepare('SELECT body, checksum FROM header WHERE id = 1'),
    putHeader: database.prepare('INSERT OR REPLACE INTO header (id, body, checksum) VALUES (1, ?, ?)'),
    manifest: database.prepare('SELECT sealed FROM manifest WHERE id = 1').pluck(),
    putManifest: database.prepare('INSERT OR REPLACE INTO manifest (id, sealed) VALUES (1, ?)'),
    records: rows('records'),
    secrets: rows('secrets'),
    secretRows: database
      .prepare('SELECT lower(hex(key)) || lower(hex(substr(sealed, -16))) FROM secrets')
      .pluck(),
    auditBefore: database.prepare(
      'SELECT sequence, sealed, mac FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
    ),
    auditAll: database.prepare('SELECT sequence, sealed, mac FROM audit ORDER BY sequence'),
    putAudit: database.prepare('INSERT INTO audit (sequence, sealed, mac) VALUES (?, ?, ?)'),
    clearAudit: database.prepare('DELETE FROM audit'),
  };
}

export class Tables {
  readonly #statements: ReturnType<typeof prepareAll>;

  constructor(database: Database) {
    this.#statements = prepareAll(database);
  }

  dataVersion(): number {
    return this.#statements.dataVersion.get() as number;
  }

  header(): StoredHeader | undefined {
    return this.#statements.header.get() as StoredHeader | undefined;
  }

  putHeader(header: StoredHeader): void {
    this.#statements.putHeader.run(header.body, header.checksum);
  }

  manifest(): Buffer | undefined {
    const sealed = this.#statements.manifest.get();
    return sealed === undefined ? undefined : bytes(sealed);
  }

  putManifest(sealed: Buffer): void {
    this.#statements.putManifest.run(sealed);
  }

  all(table: TableName): SealedRow[] {
    return this.#statements[table].all.all().map(fromRaw);
  }

  since(table: TableName, generation: number): SealedRow[] {
    return this.#statements[table].since.all(generation).map(fromRaw);
  }

  keys(table: TableName): Buffer[] {
    return this.#statements[table].keys.all().map(bytes);
  }

  one(table: TableName, key: Buffer): SealedRow | undefined {
    const row = this.#statements[table].one.get(key);
    return row === undefined ? undefined : fromRaw(row);
  }

  /** Key and tag of every row of `secrets`, hex, without reading the rest into memory. */
  secretRows(): string[] {
    return this.#statements.secretRows.all() as string[];
  }

  put(table: TableName, row: SealedRow): void {
    this.#statements[table].put.run(row.key, row.changed, row.sealed);
  }

  remove(table: TableName, key: Buffer): void {
    this.#statements[table].remove.run(key);
  }

  clear(table: TableName): void {
    this.#statements[table].clear.run();
  }

  /** Newest first. */
  auditBefore(sequence: number, limit: number): AuditRow[] {
    return this.#statements.auditBefore.all(sequence, limit).map(auditRow);
  }

  /** Oldest first. */
  *auditAll(): IterableIterator<AuditRow> {
    for (const row of this.#statements.auditAll.iterate()) yield auditRow(row);
  }

  putAudit(row: AuditRow): void {
    this.#statements.putAudit.run(row.sequence, row.sealed, row.mac);
  }

  clearAudit(): void {
    this.#statements.clearAudit.run();
  }
}
