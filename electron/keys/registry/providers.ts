/** Who works with a key, and what is said of that: by what its record names, in one place. */
import { AppError } from '../../../shared/errors.ts';
import { testPathOf } from '../../../shared/test-path.ts';
import type { KeyProvider as ProviderOfKey } from '../../../shared/providers.ts';
import type { VaultReader } from '../../vault/types.ts';
import { keyOf } from '../lifecycle/local-changes.ts';
import type { ConnectionFacts, KeyProvider } from '../provider.ts';
import type { KeyRecord } from './records.ts';
import { certain } from '../../../shared/certain.ts';
import { say } from '../../../shared/messages/say.ts';

export class Providers {
  readonly #reader: VaultReader;
  readonly #all: readonly KeyProvider[];

  constructor(reader: VaultReader, all: readonly KeyProvider[]) {
    this.#reader = reader;
    this.#all = all;
  }

  /** @throws AppError `not-found`, or `unsupported` for a service that this version does not know */
  of(keyId: string): KeyProvider {
    return this.#keeping(keyOf(this.#reader, keyId).provider);
  }

  /** Whose connection it is. @throws AppError `not-found` */
  keeperOf(connectionId: string): KeyProvider {
    const keeper = this.#all.find((one) => one.facts(connectionId) !== null);
    if (keeper !== undefined) return keeper;
    throw new AppError({
      code: 'not-found',
      message: say('account.this-connection-does-not-exist-any-more'),
      hint: say('account.it-was-removed-here-or-by-another'),
    });
  }

  factsOf({ provider, connectionId }: Pick<KeyRecord, 'provider' | 'connectionId'>): ConnectionFacts {
    const keeper = this.#keeping(provider);
    return keeper.facts(connectionId) ?? keeper.factsOfNone(provider);
  }

  /** The time that the dates of its keys go by. */
  timeOf(connectionId: string, now: Date): Date {
    const [facts] = this.#all.flatMap((one) => one.facts(connectionId) ?? []);
    return new Date(now.getTime() + (facts?.aheadMs ?? 0));
  }

  describe(record: KeyRecord): ProviderOfKey {
    return described(record, this.factsOf(record));
  }

  /**
   * Null for a key of a service that this version does not know. The same object for keys of which the same is to be said: a
   * list of thousands is read at once.
   */
  describer(): (record: KeyRecord) => ProviderOfKey | null {
    const known = new Map<string, ProviderOfKey | null>();
    let last: { readonly of: KeyRecord; readonly said: ProviderOfKey | null } | null = null;
    const tell = (record: KeyRecord): ProviderOfKey | null =>
      this.#all.some((one) => one.keeps(record.provider)) ? this.describe(record) : null;
    return (record) => {
      if (record.lastTestedAt !== null) return tell(record);
      // Neighbours are nearly always of one kind, and then nothing is put together to look it up.
      if (last !== null && isOfOneKind(last.of, record)) return last.said;
      const name = `${record.connectionId}\0${record.provider}\0${record.kind}`;
      const same = known.get(name);
      const said = same === undefined ? tell(record) : same;
      known.set(name, said);
      last = { of: record, said };
      return said;
    };
  }

  /** Of a key that is not there yet; null where its connection is gone. */
  ofConnection(connectionId: string): ProviderOfKey | null {
    const [facts] = this.#all.flatMap((one) => one.facts(connectionId) ?? []);
    if (facts === undefined) return null;
    const kind = certain(facts.description.kinds[0]).id;
    return described({ kind, lastTestedAt: null, lastOutcome: null }, facts);
  }

  #keeping(provider: string): KeyProvider {
    const keeper = this.#all.find((one) => one.keeps(provider));
    if (keeper !== undefined) return keeper;
    throw new AppError({
      code: 'unsupported',
      message: say('service.is-not-known-to-this-version'),
      hint: say('service.the-key-is-safe-a-newer-version'),
    });
  }
}

function isOfOneKind(left: KeyRecord, right: KeyRecord): boolean {
  return (
    left.connectionId === right.connectionId && left.provider === right.provider && left.kind === right.kind
  );
}

function described(
  { kind, lastTestedAt, lastOutcome }: Pick<KeyRecord, 'kind' | 'lastTestedAt' | 'lastOutcome'>,
  { description, name, connectionName, hasAddress }: ConnectionFacts,
): ProviderOfKey {
  return {
    id: description.id,
    called: description.connectionNames ? connectionName : description.id,
    name,
    connectionName,
    kind,
    kindLabel: description.kinds.find(({ id }) => id === kind)?.label ?? say('file.as-it-is', { text: kind }),
    lastTestedAt,
    lastOutcome,
    abilities:
      hasAddress && testPathOf(description, kind) !== undefined
        ? description.abilities
        : { ...description.abilities, test: 'none' },
  };
}
