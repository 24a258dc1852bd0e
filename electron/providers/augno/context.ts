/** What every operation of the account service needs: the vault, the clock, clients, and lookups that explain themselves. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { BrandId } from '../../../shared/brands.ts';
import { AppError } from '../../../shared/errors.ts';
import { countedAhead } from '../../../shared/server-clock.ts';
import { computerIdentity } from '../../platform/computer.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault, VaultActor, VaultTransaction } from '../../vault/types.ts';
import type { ReadBounds, ReadBudget } from './api/bounds.ts';
import { ApiClient } from './api/client.ts';
import { NEWEST_VERSION, type ApiVersion } from '../../../shared/api-version.ts';
import { parseApiAddress } from '../../http/address.ts';
import { Destination, isAddressConfirmed } from '../../http/confirmed-addresses.ts';
import { limiterOf, type RequestLimiter } from '../../http/request-limiter.ts';
import {
  connectionsCollection,
  keysCollection,
  type ConnectionRecord,
  type KeyRecord,
  type Lease,
} from '../../keys/registry/records.ts';
import type { AccountServiceOptions } from '../../keys/types.ts';
import { say } from '../../../shared/messages/say.ts';

/** Knobs for tests and unusual surroundings; the defaults are what users get. */
export interface AccountServiceTuning {
  /** In place of the limiter that all clients of one address share. */
  readonly limiter?: RequestLimiter;
  readonly timeoutMs?: number;
  readonly retryBaseMs?: number;
  /** How long an operation belongs to the process that runs it, counted from its last sign of life. */
  readonly leaseMs?: number;
  /** How long after its last send an operation may still take effect. */
  readonly settleMs?: number;
  /** The version asked for first; another one where the server does not know it. */
  readonly preferredVersion?: ApiVersion;
  /** How long one synchronisation of a connection may take. */
  readonly longestSyncMs?: number;
  /** How much of a list is read. */
  readonly bounds?: ReadBounds;
  /** How often the background looks after things. */
  readonly backgroundIntervalMs?: number;
}

export interface WithId<Value> {
  readonly id: string;
  readonly record: Value;
}

export type Connection = WithId<ConnectionRecord>;
export type Key = WithId<KeyRecord>;

export interface ClientOverrides {
  /** Works with this key of the connection in place of its own. */
  readonly keyId?: string;
  /** Works with this secret; nothing of it is kept. */
  readonly secret?: SecretBytes;
  readonly accountId?: string | undefined;
  readonly version?: ApiVersion;
  readonly brand?: BrandId;
  /** Shared by the lists that are read with it. */
  readonly budget?: ReadBudget;
}

/** What a client needs to know of a connection that is not stored yet, or has another address now. */
export interface ClientTarget {
  readonly origin: string;
  readonly destination: Destination;
  readonly brand: BrandId;
  readonly version: ApiVersion;
  /** SECURITY: the key as text, made for one request; never kept. */
  readonly readKey: () => Promise<string>;
  readonly accountId?: string | undefined;
  readonly budget?: ReadBudget;
}

const DEFAULT_LEASE_MS = 150_000;

export class ServiceContext {
  readonly vault: Vault;
  readonly actor: VaultActor;
  readonly tuning: AccountServiceTuning;
  readonly holder = randomUUID();
  readonly computer: string;
  readonly #options: AccountServiceOptions;
  readonly #askedForNewest = new Set<string>();
  /** By origin, as the last answer said. */
  readonly #skews = new Map<string, number | null>();

  constructor(options: AccountServiceOptions, tuning: AccountServiceTuning) {
    this.#options = options;
    this.vault = options.vault;
    this.actor = options.actor;
    this.tuning = tuning;
    this.computer = options.computer ?? computerIdentity();
  }

  now(): Date {
    return this.#options.now?.() ?? new Date();
  }

  timestamp(): string {
    return this.now().toISOString();
  }

  /** How far the clock of the account's server is ahead of this computer's; null where it did not say. */
  aheadOf(connectionId: string): number | null {
    const record = this.vault.get(connectionsCollection, connectionId);
    if (record === undefined) return null;
    const seen = this.#skews.get(record.origin);
    return seen === undefined ? (record.clockAheadMs ?? null) : seen;
  }

  /** For times that are sent there. */
  timeThere(connectionId: string): Date {
    return new Date(this.now().getTime() + (this.aheadOf(connectionId) ?? 0));
  }

  /** What the clock shows at an address that may be no connection's yet, as its last answer said; else what ours shows. */
  timeAt(origin: string): Date {
    return new Date(this.now().getTime() + (this.#skews.get(origin) ?? 0));
  }

  /** SECURITY: for what is decided here about times of the server: it can put that off by a day at most. */
  countedTime(connectionId: string): Date {
    return new Date(this.now().getTime() + countedAhead(this.aheadOf(connectionId)));
  }

  get preferredVersion(): ApiVersion {
    return this.tuning.preferredVersion ?? NEWEST_VERSION;
  }

  /** What is asked for first: once a process the newest, since the server may have learnt it meanwhile. */
  versionToTry(connectionId: string, record: ConnectionRecord): ApiVersion {
    if (this.#askedForNewest.has(connectionId)) return record.apiVersion;
    this.#askedForNewest.add(connectionId);
    return this.preferredVersion;
  }

  /** A secret that the vault could not take was kept aside, or could be kept nowhere. */
  get onRescued(): AccountServiceOptions['onRescued'] {
    return this.#options.onRescued;
  }

  get sandbox(): AccountServiceOptions['sandbox'] {
    return this.#options.sandbox;
  }

  transaction<Result>(
    work: (transaction: VaultTransaction) => Result,
    actor: VaultActor = this.actor,
  ): Result {
    return this.vault.transaction(work, actor);
  }

  connection(id: string): Connection {
    const record = this.vault.get(connectionsCollection, id);
    if (record === undefined) {
      throw new AppError({
        code: 'not-found',
        message: say('account.this-connection-does-not-exist-any-more'),
        hint: say('account.it-was-removed-here-or-by-another'),
      });
    }
    return { id, record };
  }

  key(id: string): Key {
    const record = this.vault.get(keysCollection, id);
    if (record === undefined) {
      throw new AppError({
        code: 'not-found',
        message: say('account.this-key-is-not-in-the-registry'),
        hint: say('account.synchronise-or-check-the-id-nothing-was'),
      });
    }
    return { id, record };
  }

  /** @throws AppError `address-unconfirmed`, or as `parseApiAddress` does for a stored address that could not be typed */
  client(connectionId: string, overrides: ClientOverrides = {}): ApiClient {
    const { record } = this.connection(connectionId);
    // SECURITY: what is stored is read like what is typed, each time: it may have come from a file.
    const { origin } = parseApiAddress(record.origin);
    return this.clientFor({
      origin,
      destination: Destination.ofConnection(
        this.vault,
        { id: connectionId, name: record.name, address: origin },
        this.computer,
      ),
      brand: overrides.brand ?? record.brand,
      version: overrides.version ?? record.apiVersion,
      accountId: overrides.accountId,
      ...(overrides.budget === undefined ? {} : { budget: overrides.budget }),
      readKey: () =>
        overrides.secret === undefined
          ? this.#readKey(connectionId, record, overrides.keyId ?? record.adminKeyId)
          : Promise.resolve(overrides.secret.revealText()),
    });
  }

  clientFor(target: ClientTarget): ApiClient {
    return new ApiClient({
      ...target,
      userAgent: this.#options.userAgent,
      fetch: this.#options.fetch,
      limiter: this.tuning.limiter ?? limiterOf(target.origin),
      wallClock: () => this.now(),
      onSkew: (aheadMs) => {
        this.#skews.set(target.origin, aheadMs);
      },
      ...(this.tuning.bounds === undefined ? {} : { bounds: this.tuning.bounds }),
      ...(this.tuning.timeoutMs === undefined ? {} : { timeoutMs: this.tuning.timeoutMs }),
      ...(this.tuning.retryBaseMs === undefined ? {} : { retryBaseMs: this.tuning.retryBaseMs }),
    });
  }

  /** Whether a person on this computer agreed that keys go to this connection's address. */
  isAwake(connectionId: string, record: ConnectionRecord): boolean {
    try {
      return isAddressConfirmed(
        this.vault,
        connectionId,
        parseApiAddress(record.origin).origin,
        this.computer,
      );
    } catch {
      return false;
    }
  }

  async #readKey(connectionId: string, connection: ConnectionRecord, keyId: string | null): Promise<string> {
    // SECURITY: a connection works with its own keys alone, whatever its record names.
    const own = keyId !== null && this.vault.get(keysCollection, keyId)?.connectionId === connectionId;
    if (!own || !this.vault.hasSecret(keyId)) {
      throw new AppError({
        code: 'api-invalid-key',
        message: say('account.the-connection-name-has-no-admin-key', { name: connection.name }),
        hint: say('account.repair-the-connection-with-an-admin-key'),
      });
    }
    return this.vault.withSecret(keyId, (secret) => secret.revealText());
  }

  lease(): Lease {
    const until = new Date(this.now().getTime() + (this.tuning.leaseMs ?? DEFAULT_LEASE_MS));
    return { holder: this.holder, processId: process.pid, host: hostname(), until: until.toISOString() };
  }

  /** Whether somebody else may still be working under this lease. */
  leaseIsForeign(lease: Lease | null): boolean {
    if (lease === null || lease.holder === this.holder) return false;
    if (Date.parse(lease.until) <= this.now().getTime()) return false;
    if (lease.host !== hostname() || lease.processId === process.pid) return true;
    try {
      process.kill(lease.processId, 0);
      return true;
    } catch (thrown) {
      // EPERM: it lives, under another user.
      return (thrown as NodeJS.ErrnoException).code === 'EPERM';
    }
  }
}
