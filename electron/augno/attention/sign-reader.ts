/** Asks for the request logs that may tell something, not more often than is polite. */
import type { UsageSign } from '../../../shared/usage-signs.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import type { AccountService } from '../types.ts';
import { oldSecretSigns, usageSigns } from './usage-signs.ts';

const DAY_MS = 86_400_000;
const FRESH_FOR_MS = 600_000;
/** A rotation is looked after for this long. */
const ROTATED_WITHIN_DAYS = 30;
const USED_WITHIN_DAYS = 2;
/** Each is a request; the busiest are the ones that were used last. */
const MOST_KEYS = 20;

export interface Signs {
  readonly signs: readonly UsageSign[];
  readonly unread: number;
}

export class SignReader {
  readonly #accounts: Pick<AccountService, 'listKeys' | 'listRotations' | 'keyRequests'>;
  readonly #now: () => Date;
  #last: { readonly at: number; readonly result: Promise<Signs> } | null = null;

  constructor(
    accounts: Pick<AccountService, 'listKeys' | 'listRotations' | 'keyRequests'>,
    now: () => Date = () => new Date(),
  ) {
    this.#accounts = accounts;
    this.#now = now;
  }

  read(): Promise<Signs> {
    const at = this.#now().getTime();
    if (this.#last !== null && at - this.#last.at < FRESH_FOR_MS && at >= this.#last.at)
      return this.#last.result;
    const result = this.#readAll();
    this.#last = { at, result };
    return result;
  }

  async #readAll(): Promise<Signs> {
    const now = this.#now();
    const within = (at: string | null, days: number): boolean =>
      at !== null && now.getTime() - Date.parse(at) <= days * DAY_MS;
    const keys = this.#accounts.listKeys().filter(({ provider }) => provider === undefined);
    const listed = new Set(keys.map(({ id }) => id));
    const replaced = new Map<string, Date>();
    for (const rotation of this.#accounts.listRotations()) {
      if (!listed.has(rotation.oldKeyId) || !within(rotation.startedAt, ROTATED_WITHIN_DAYS)) continue;
      replaced.set(rotation.oldKeyId, new Date(rotation.oldWorksUntil ?? rotation.startedAt));
    }
    const used = keys
      .filter(
        (key) =>
          !replaced.has(key.id) &&
          !key.isConnectionKey &&
          statusWorks(key.status) &&
          within(key.lastUsedAt, USED_WITHIN_DAYS),
      )
      .sort((left, right) => (right.lastUsedAt ?? '').localeCompare(left.lastUsedAt ?? ''));
    const signs: UsageSign[] = [];
    let unread = 0;
    for (const id of [...replaced.keys(), ...used.map((key) => key.id)].slice(0, MOST_KEYS)) {
      try {
        const { requests } = await this.#accounts.keyRequests(id);
        const since = replaced.get(id);
        signs.push(
          ...(since === undefined ? usageSigns(id, requests, now) : oldSecretSigns(id, requests, since)),
        );
      } catch {
        // Offline, or a role that may not read logs: said by the number, and nothing else depends on it.
        unread += 1;
      }
    }
    return { signs, unread };
  }
}
