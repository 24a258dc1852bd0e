/** Draws signs of trouble from the request logs: from the common reading, and of rotated keys by themselves where that is short. */
import type { KeySummary, RequestLogEntry } from '../../../../shared/domain.ts';
import { statusWorks } from '../../../../shared/key-status.ts';
import type { UsageSign } from '../../../../shared/usage-signs.ts';
import { DAY_MS } from '../../../../shared/times.ts';
import type { AccountService } from '../../../keys/types.ts';
import { modeSigns } from './mode-signs.ts';
import { coversSince, type AccountLog, type RequestLogBook } from './request-log-book.ts';
import { oldSecretSigns, usageSigns } from './usage-signs.ts';

const FRESH_FOR_MS = 600_000;
/** A rotation is looked after for this long. */
const ROTATED_WITHIN_DAYS = 30;
const USED_WITHIN_DAYS = 2;
/** Rotated keys that are asked about one by one; each is a request. */
const MOST_KEYS = 20;

export interface Signs {
  readonly signs: readonly UsageSign[];
  readonly unread: number;
}

type Accounts = Pick<AccountService, 'listKeys' | 'listRotations' | 'keyRequests'>;

/** What the server's clock shows at a time of this computer's. */
function thereAt({ clockAheadMs = 0 }: Pick<KeySummary, 'clockAheadMs'>, here: Date): Date {
  return new Date(here.getTime() + clockAheadMs);
}

export class SignReader {
  readonly #accounts: Accounts;
  readonly #book: Pick<RequestLogBook, 'read'>;
  readonly #now: () => Date;
  /** What was asked of the API for one key alone. */
  readonly #asked = new Map<string, { readonly at: number; readonly requests: readonly RequestLogEntry[] }>();

  constructor(accounts: Accounts, book: Pick<RequestLogBook, 'read'>, now: () => Date = () => new Date()) {
    this.#accounts = accounts;
    this.#book = book;
    this.#now = now;
  }

  async read(): Promise<Signs> {
    const logs = new Map((await this.#book.read()).map((log) => [log.connectionId, log]));
    const now = this.#now();
    const within = (at: string | null, days: number, of = now): boolean =>
      at !== null && of.getTime() - Date.parse(at) <= days * DAY_MS;
    const keys = this.#accounts.listKeys().filter(({ provider }) => provider.abilities.logs);
    const byId = new Map(keys.map((key) => [key.id, key]));
    const signs: UsageSign[] = [];
    const unread = new Set<string>();

    const rotated = new Set<string>();
    for (const rotation of this.#accounts.listRotations()) {
      const key = byId.get(rotation.oldKeyId);
      if (key === undefined || !within(rotation.startedAt, ROTATED_WITHIN_DAYS)) continue;
      rotated.add(key.id);
      // Begun by this computer's clock; everything that a log dates is by the server's.
      const replacedAt =
        rotation.oldWorksUntil === null
          ? thereAt(key, new Date(rotation.startedAt))
          : new Date(rotation.oldWorksUntil);
      const requests = await this.#requestsSince(key.id, logs.get(key.connectionId), replacedAt);
      if (requests === null) unread.add(key.id);
      else signs.push(...oldSecretSigns(key.id, requests, replacedAt));
    }

    const byKey = new Map<string, AccountLog['requests'][number][]>();
    for (const log of logs.values()) {
      for (const request of log.requests) {
        const list = byKey.get(request.keyId);
        if (list === undefined) byKey.set(request.keyId, [request]);
        else list.push(request);
      }
    }
    for (const key of keys) {
      if (key.isConnectionKey || rotated.has(key.id)) continue;
      const there = thereAt(key, now);
      if (logs.get(key.connectionId)?.error !== null) {
        // Offline, or a role that may not read logs: said by the number, and nothing else depends on it.
        if (statusWorks(key.status) && within(key.lastUsedAt, USED_WITHIN_DAYS, there)) unread.add(key.id);
        continue;
      }
      const requests = byKey.get(key.id) ?? [];
      signs.push(...modeSigns(key, requests, there));
      if (statusWorks(key.status)) signs.push(...usageSigns(key.id, requests, there));
    }
    return { signs, unread: unread.size };
  }

  /** Null where they can't be read now. */
  async #requestsSince(
    keyId: string,
    log: AccountLog | undefined,
    since: Date,
  ): Promise<readonly RequestLogEntry[] | null> {
    if (log !== undefined && coversSince(log, since)) {
      return log.requests.filter((request) => request.keyId === keyId);
    }
    const now = this.#now().getTime();
    const asked = this.#asked.get(keyId);
    if (asked !== undefined && now >= asked.at && now - asked.at < FRESH_FOR_MS) return asked.requests;
    for (const [id, { at }] of this.#asked) if (now - at >= FRESH_FOR_MS) this.#asked.delete(id);
    if (this.#asked.size >= MOST_KEYS) return null;
    try {
      const { requests } = await this.#accounts.keyRequests(keyId);
      this.#asked.set(keyId, { at: now, requests });
      return requests;
    } catch {
      return null;
    }
  }
}
