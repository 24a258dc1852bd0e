/** What the registry calls the keys that a scan found: for `scan --registry`, which records nothing. */
import { deriveKeyStatus, type KeyStatus } from '../../../shared/domain.ts';
import type { Vault } from '../../vault/types.ts';
import { keysCollection, type KeyRecord } from '../registry/records.ts';
import { FindingMatcher, type MatchableFinding } from './match.ts';

export interface RegistryKeyName {
  readonly id: string;
  readonly name: string;
  readonly status: KeyStatus;
}

export class RegistryNames {
  readonly #vault: Vault;
  readonly #matcher: FindingMatcher;
  readonly #now: Date;

  /** @param scanKey the `fingerprintKey` of the scan */
  constructor(vault: Vault, scanKey: Uint8Array, now: Date) {
    this.#vault = vault;
    this.#matcher = new FindingMatcher(vault, scanKey);
    this.#now = now;
  }

  /** Null where the finding is none of the registry's keys, or not surely one. */
  async nameOf(finding: MatchableFinding): Promise<RegistryKeyName | null> {
    const id = await this.#matcher.match(finding);
    const record = id === null ? undefined : this.#vault.get(keysCollection, id);
    return id === null || record === undefined ? null : this.#name(id, record);
  }

  /** The keys that a masked form looks like: four characters prove nothing, so there may be several. */
  lookingLike(redacted: string): readonly RegistryKeyName[] {
    return this.#vault
      .list(keysCollection)
      .filter(({ value }) => value.redacted === redacted)
      .map(({ id, value }) => this.#name(id, value));
  }

  #name(id: string, record: KeyRecord): RegistryKeyName {
    return { id, name: record.alias ?? record.apiName, status: deriveKeyStatus(record, this.#now) };
  }
}
