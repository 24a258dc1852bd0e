/** What every operation on keys of other services needs, and lookups that explain themselves. */
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import { addressChangedMeanwhile, Destination, isAddressConfirmed } from '../../http/confirmed-addresses.ts';
import { computerIdentity } from '../../platform/computer.ts';
import { parseServiceAddress, requireHeader } from './address.ts';
import { ask } from './probe.ts';
import type { KeyTestResult } from '../../../shared/domain.ts';
import type { StoredRecord, Vault, VaultActor, VaultTransaction } from '../../vault/types.ts';
import type { Provider, ProviderAddress } from '../../keys/provider.ts';
import {
  providerConnectionsCollection,
  type ProviderConnectionRecord,
} from '../../keys/registry/other-records.ts';
import {
  keysCollection,
  rotationsCollection,
  type KeyRecord,
  type RotationRecord,
} from '../../keys/registry/records.ts';
import { rotationGone } from '../../keys/registry/rotation-summaries.ts';
import { keyOf } from '../../keys/lifecycle/local-changes.ts';
import type { ProviderServiceOptions } from './types.ts';
import { say } from '../../../shared/messages/say.ts';

export interface WithId<Value> {
  readonly id: string;
  readonly record: Value;
}

export class ProviderContext {
  readonly vault: Vault;
  readonly abort = new AbortController();
  readonly computer: string;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly #options: ProviderServiceOptions;

  constructor(options: ProviderServiceOptions, providers: readonly Provider[]) {
    this.#options = options;
    this.vault = options.vault;
    this.computer = options.computer ?? computerIdentity();
    this.providers = new Map(providers.map((provider) => [provider.description.id, provider]));
  }

  now(): Date {
    return this.#options.now?.() ?? new Date();
  }

  timestamp(): string {
    return this.now().toISOString();
  }

  get actor(): VaultActor {
    return this.#options.actor;
  }

  newId(prefix: string): string {
    return prefix + randomBytes(12).toString('hex');
  }

  transaction<Result>(work: (transaction: VaultTransaction) => Result): Result {
    return this.vault.transaction(work, this.#options.actor);
  }

  /** Such a service's keys are those of its accounts, and are not typed in here. */
  listsItsKeys(id: string): boolean {
    return this.providers.get(id)?.description.abilities.lists === true;
  }

  provider(id: string): Provider {
    const provider = this.providers.get(id);
    if (provider !== undefined) return provider;
    throw new AppError({
      code: 'unsupported',
      message: say('service.is-not-known-to-this-version'),
      hint: say('service.the-key-is-safe-a-newer-version'),
    });
  }

  connection(id: string): WithId<ProviderConnectionRecord> {
    const record = this.vault.get(providerConnectionsCollection, id);
    if (record === undefined) {
      throw new AppError({
        code: 'not-found',
        message: say('service.does-not-exist-any-more'),
        hint: say('account.it-was-removed-here-or-by-another'),
      });
    }
    return { id, record };
  }

  key(id: string): WithId<KeyRecord> {
    return { id, record: keyOf(this.vault, id) };
  }

  /** Of one connection, or of all that are no account's. */
  keys(connectionId: string | null = null): readonly StoredRecord<KeyRecord>[] {
    return this.vault
      .list(keysCollection)
      .filter(({ value }) =>
        connectionId === null ? value.evidence !== null : value.connectionId === connectionId,
      );
  }

  rotation(id: string): WithId<RotationRecord> {
    const record = this.vault.get(rotationsCollection, id);
    if (record === undefined) throw rotationGone();
    return { id, record };
  }

  /** Where the service's keys are sent; null where it has no address. @throws AppError for one that could not be typed */
  addressOf({ url, provider }: ProviderConnectionRecord): string | null {
    // SECURITY: what is stored is read like what is typed, each time: it may have come from a file.
    return url === null
      ? null
      : parseServiceAddress(url, this.provider(provider).description.address.use).url;
  }

  /** Whether a person on this computer agreed that keys go to this service's address. */
  isAwake(id: string, record: ProviderConnectionRecord): boolean {
    try {
      const address = this.addressOf(record);
      return address === null || isAddressConfirmed(this.vault, id, address, this.computer);
    } catch {
      return false;
    }
  }

  /** Null where the service can't be asked. The secret is opened for the time of the requests. */
  async probe(keyId: string): Promise<KeyTestResult | null> {
    const { record } = this.key(keyId);
    const { id, record: stored } = this.connection(record.connectionId);
    let connection: ProviderAddress;
    let destination: Destination;
    try {
      const url = this.addressOf(stored);
      if (url === null) return null;
      destination = Destination.ofConnection(
        this.vault,
        { id, name: stored.name, address: url },
        this.computer,
      );
      const header = stored.header === null ? null : requireHeader(stored.header);
      connection = { url, header, headerPrefix: stored.headerPrefix };
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      // The key is stored all the same, so this is no failure of what was asked for.
      return this.#notAsked(thrown);
    }
    const result = await this.vault.withSecret(keyId, (secret) =>
      ask(
        {
          fetch: this.#options.fetch,
          userAgent: this.#options.userAgent,
          now: () => this.now(),
          signal: this.abort.signal,
          destination,
        },
        this.provider(record.provider),
        connection,
        secret,
      ),
    );
    const now = this.vault.get(providerConnectionsCollection, id);
    const isSame =
      now?.url === stored.url && now.header === stored.header && now.headerPrefix === stored.headerPrefix;
    // SECURITY: what another address said of it ends no key.
    return isSame || result === null ? result : this.#notAsked(addressChangedMeanwhile(stored.name));
  }

  #notAsked({ said }: AppError): KeyTestResult {
    return {
      outcome: 'unreachable',
      message: say('app.first-second', { first: said.message, second: said.hint }),
      at: this.timestamp(),
    };
  }
}
