/** One kind of record in memory: by id, and per account in the order in which lists show it. */
import type { OrderedRecord } from './records.ts';
import { certain } from '../../../shared/certain.ts';

export interface Position {
  readonly createdAt: number;
  readonly sequence: number;
}

function compare(left: Position, right: Position): number {
  return left.createdAt - right.createdAt || left.sequence - right.sequence;
}

/** Index of the first row that is not before `position`, in rows sorted oldest first. */
export function lowerBound(rows: readonly Position[], position: Position): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(certain(rows[middle]), position) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function byPosition(left: Position, right: Position): number {
  return compare(left, right);
}

export class Table<Row extends OrderedRecord> {
  readonly #byId = new Map<string, Row>();
  readonly #byAccount = new Map<string | null, Row[]>();

  get(id: string): Row | undefined {
    return this.#byId.get(id);
  }

  get size(): number {
    return this.#byId.size;
  }

  /** In the order of first insertion. */
  all(): IterableIterator<Row> {
    return this.#byId.values();
  }

  /** Rows of one account, oldest first. The array is live: do not keep it. */
  ofAccount(accountId: string | null): readonly Row[] {
    return this.#byAccount.get(accountId) ?? [];
  }

  put(row: Row): void {
    const before = this.#byId.get(row.id);
    const stays = before !== undefined && before.accountId === row.accountId && compare(before, row) === 0;
    if (before !== undefined && !stays) this.delete(row.id);
    this.#byId.set(row.id, row);
    const rows = this.#byAccount.get(row.accountId);
    if (rows === undefined) {
      this.#byAccount.set(row.accountId, [row]);
      return;
    }
    if (stays) {
      rows[lowerBound(rows, row)] = row;
      return;
    }
    const last = rows[rows.length - 1];
    if (last === undefined || compare(last, row) < 0) rows.push(row);
    else rows.splice(lowerBound(rows, row), 0, row);
  }

  delete(id: string): void {
    const before = this.#byId.get(id);
    if (before === undefined) return;
    this.#byId.delete(id);
    const rows = this.#byAccount.get(before.accountId);
    rows?.splice(lowerBound(rows, before), 1);
  }
}
