/**
 * The request logs of the last days, read once and kept in memory for whoever draws something from them. One reading
 * serves every key of an account; a later one fetches only what is new.
 */
import { toAppError, type SerializedError } from '../../../../shared/errors.ts';
import { countedAhead } from '../../../../shared/server-clock.ts';
import { DAY_MS } from '../../../../shared/times.ts';
import type { AccountRequest, AccountService } from '../../../keys/types.ts';

/** Thirty days as a person has them, today among them, begin no earlier, wherever they are. */
const LOG_MS = 31 * DAY_MS;
const FRESH_FOR_MS = 600_000;
/** Asked for by hand, too, not more often than this. */
const LEAST_PAUSE_MS = 15_000;
/** The API writes an entry after the reply, and they may arrive out of order. */
const LATE_BY_MS = 300_000;
/** Kept of one account; the oldest go first. Some 20 MB. */
const MOST_KEPT = 50_000;
const MOST_UNREAD = 10_000;

export interface AccountLog {
  readonly connectionId: string;
  readonly readAt: Date | null;
  /** How far the server's clock counts as ahead of this computer's. */
  readonly aheadMs: number;
  /** Nothing is known of the time before. By the server's clock, as the requests are. */
  readonly readBackTo: Date | null;
  /** Whether all of the last 30 days was read. */
  readonly complete: boolean;
  readonly error: SerializedError | null;
  /** Newest first. */
  readonly requests: readonly AccountRequest[];
  /** What the entries that could not be read are called. */
  readonly unread: readonly string[];
}

type Accounts = Pick<AccountService, 'listConnections' | 'accountRequests'>;

export class RequestLogBook {
  readonly #accounts: Accounts;
  readonly #now: () => Date;
  readonly #mostKept: number;
  readonly #logs = new Map<string, AccountLog>();
  #reading: Promise<readonly AccountLog[]> | null = null;
  #triedAt = -Infinity;
  #tried: ReadonlySet<string> = new Set();

  constructor(accounts: Accounts, now: () => Date = () => new Date(), mostKept = MOST_KEPT) {
    this.#mostKept = mostKept;
    this.#accounts = accounts;
    this.#now = now;
  }

  /** Never rejects: what could not be read says so itself. */
  read({ refresh = false }: { readonly refresh?: boolean } = {}): Promise<readonly AccountLog[]> {
    if (this.#reading !== null) return this.#reading;
    const age = this.#now().getTime() - this.#triedAt;
    const ids = this.#accounts.listConnections().map(({ id }) => id);
    const fresh = age >= 0 && age < (refresh ? LEAST_PAUSE_MS : FRESH_FOR_MS);
    // A connection that was made since is read at once.
    if (fresh && ids.every((id) => this.#tried.has(id))) return Promise.resolve(this.#listed(ids));
    this.#triedAt = this.#now().getTime();
    this.#tried = new Set(ids);
    this.#reading = Promise.all(ids.map((id) => this.#readOne(id)))
      .then(() => this.#listed(ids))
      .finally(() => {
        this.#reading = null;
      });
    return this.#reading;
  }

  #aheadOf(connectionId: string): number {
    const connection = this.#accounts.listConnections().find(({ id }) => id === connectionId);
    return countedAhead(connection?.clockAheadMs);
  }

  #listed(ids: readonly string[]): readonly AccountLog[] {
    return ids.flatMap((id) => this.#logs.get(id) ?? []);
  }

  async #readOne(connectionId: string): Promise<void> {
    const now = this.#now();
    const start = new Date(now.getTime() + this.#aheadOf(connectionId) - LOG_MS);
    const before = this.#logs.get(connectionId);
    const newest = before?.requests[0];
    const since =
      newest === undefined ? start : new Date(Math.max(Date.parse(newest.at) - LATE_BY_MS, start.getTime()));
    try {
      const read = await this.#accounts.accountRequests(connectionId, since);
      const known = new Set(read.requests.map(({ id }) => id));
      // Between what was known and what is new there may be more than the app reads: then the older part goes.
      const kept = read.complete ? (before?.requests ?? []).filter(({ id }) => !known.has(id)) : [];
      const all = [...read.requests, ...kept]
        .filter(({ at }) => Date.parse(at) >= start.getTime())
        .sort((left, right) => right.at.localeCompare(left.at));
      const requests = all.slice(0, this.#mostKept);
      const reachesBack =
        read.complete &&
        all.length === requests.length &&
        (newest === undefined || before?.complete === true);
      const oldest = requests.at(-1);
      this.#logs.set(connectionId, {
        connectionId,
        readAt: now,
        // As this reading's own replies showed it.
        aheadMs: this.#aheadOf(connectionId),
        complete: reachesBack,
        readBackTo: reachesBack || oldest === undefined ? start : new Date(oldest.at),
        error: null,
        requests,
        unread: eitherOf(before?.unread ?? [], read.unread),
      });
    } catch (thrown) {
      this.#logs.set(connectionId, {
        ...(before ?? {
          connectionId,
          readAt: null,
          aheadMs: this.#aheadOf(connectionId),
          readBackTo: null,
          complete: false,
          requests: [],
          unread: [],
        }),
        error: toAppError(thrown).serialize(),
      });
    }
  }
}

/** Of entries without a date: a later reading finds those of the one before again, so that each counts once. */
function eitherOf(before: readonly string[], now: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const label of now) left.set(label, (left.get(label) ?? 0) + 1);
  const gone = before.filter((label) => {
    const again = left.get(label) ?? 0;
    left.set(label, again - 1);
    return again <= 0;
  });
  return [...now, ...gone].slice(0, MOST_UNREAD);
}

/** Whether a log tells everything since `at`. */
export function coversSince(log: AccountLog, at: Date): boolean {
  return log.readAt !== null && log.readBackTo !== null && log.readBackTo <= at;
}
