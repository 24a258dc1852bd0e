/**
 * The sandbox's state. All of it is in memory; with a data folder every transaction is on disk before it shows in memory,
 * so that what a client was told survives a crash.
 */
import { Table } from './table.ts';
import { TABLE_NAMES, type ApiKeyRecord, type Records, type TableName } from './records.ts';

export interface Change {
  readonly table: TableName;
  readonly id: string;
  /** null: deleted. */
  readonly row: Records[TableName] | null;
}

/** Where changes are kept. Synchronous, all or nothing. */
export interface Persistence {
  load(each: (table: TableName, row: Records[TableName]) => void): void;
  write(changes: readonly Change[]): void;
  close(): void;
}

type Tables = { readonly [Name in TableName]: Table<Records[Name]> };

/** Reads see what the transaction itself has put. */
export interface Transaction {
  get<Name extends TableName>(table: Name, id: string): Records[Name] | undefined;
  put<Name extends TableName>(table: Name, row: Records[Name]): void;
  delete(table: TableName, id: string): void;
  nextSequence(): number;
}

const FLUSH_AFTER_MS = 200;

export class Store {
  readonly #tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, new Table()])) as unknown as Tables;
  /** Public part of a key → its record's id. */
  readonly #keyIndex = new Map<string, string>();
  readonly #persistence: Persistence | null;
  #deferred: Change[] = [];
  #flushTimer: NodeJS.Timeout | null = null;
  #sequence = 0;

  constructor(persistence: Persistence | null) {
    this.#persistence = persistence;
    persistence?.load((table, row) => this.#apply({ table, id: row.id, row }));
  }

  table<Name extends TableName>(name: Name): Table<Records[Name]> {
    return this.#tables[name];
  }

  apiKeyByKeyId(keyId: string): ApiKeyRecord | undefined {
    const id = this.#keyIndex.get(keyId);
    return id === undefined ? undefined : this.#tables.apiKeys.get(id);
  }

  nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  /**
   * Runs `work`; what it put becomes visible, and durable where there is a data folder, when it returns. Nothing changes if
   * `work` or the write throws.
   */
  transaction<Result>(work: (transaction: Transaction) => Result): Result {
    const staged = new Map<string, Change>();
    const key = (table: TableName, id: string): string => `${table}/${id}`;
    const result = work({
      get: (table, id) => {
        const change = staged.get(key(table, id));
        if (change === undefined) return this.#tables[table].get(id);
        return (change.row ?? undefined) as never;
      },
      put: (table, row) => staged.set(key(table, row.id), { table, id: row.id, row }),
      delete: (table, id) => staged.set(key(table, id), { table, id, row: null }),
      nextSequence: () => this.nextSequence(),
    });
    if (staged.size === 0) return result;
    const changes = [...staged.values()];
    if (this.#persistence !== null) {
      const deferred = this.#deferred;
      this.#persistence.write([...deferred, ...changes]);
      this.#deferred = [];
    }
    for (const change of changes) this.#apply(change);
    return result;
  }

  /** For what may be lost in a crash (request logs, times of last use): visible at once, on disk a moment later. */
  putLater<Name extends TableName>(table: Name, row: Records[Name]): void {
    this.#later({ table, id: row.id, row });
  }

  deleteLater(table: TableName, id: string): void {
    this.#later({ table, id, row: null });
  }

  #later(change: Change): void {
    this.#apply(change);
    if (this.#persistence === null) return;
    this.#deferred.push(change);
    this.#flushTimer ??= setTimeout(() => {
      this.#flushTimer = null;
      try {
        this.flush();
      } catch {
        // A full disk must not end the server: the next transaction tries again and reports to its caller.
      }
    }, FLUSH_AFTER_MS);
    this.#flushTimer.unref();
  }

  flush(): void {
    if (this.#persistence === null || this.#deferred.length === 0) return;
    this.#persistence.write(this.#deferred);
    this.#deferred = [];
  }

  close(): void {
    if (this.#flushTimer !== null) clearTimeout(this.#flushTimer);
    this.#flushTimer = null;
    try {
      this.flush();
    } finally {
      this.#persistence?.close();
    }
  }

  #apply(change: Change): void {
    const table = this.#tables[change.table] as unknown as Table<Records[TableName]>;
    if (change.table === 'apiKeys') {
      const before = this.#tables.apiKeys.get(change.id);
      if (before !== undefined) this.#keyIndex.delete(before.keyId);
      if (change.row !== null) this.#keyIndex.set((change.row as ApiKeyRecord).keyId, change.id);
    }
    if (change.row === null) {
      table.delete(change.id);
      return;
    }
    table.put(change.row);
    if (change.row.sequence > this.#sequence) this.#sequence = change.row.sequence;
  }
}
