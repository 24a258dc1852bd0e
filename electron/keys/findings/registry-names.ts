/** What the registry calls the keys that a scan found, whosever they are: for `scan --registry`, which records nothing. */
import type { KeyStatus, KeySummary } from '../../../shared/domain.ts';
import type { Vault } from '../../vault/types.ts';
import { FindingMatcher, type FoundKey } from './match.ts';

export interface RegistryKeyName {
  readonly id: string;
  readonly name: string;
  readonly status: KeyStatus;
  readonly provider: string;
}

export class RegistryNames {
  readonly #keys: readonly KeySummary[];
  readonly #matcher: FindingMatcher;

  /** @param scanKey the `fingerprintKey` of the scan */
  constructor(vault: Vault, keys: readonly KeySummary[], scanKey: Uint8Array) {
    this.#keys = keys;
    this.#matcher = new FindingMatcher(vault, scanKey);
  }

  /** Null where the finding is none of the registry's keys, or not surely one. */
  async nameOf(finding: FoundKey): Promise<RegistryKeyName | null> {
    const id = await this.#matcher.match(finding);
    const key = id === null ? undefined : this.#keys.find((one) => one.id === id);
    return key === undefined ? null : nameOf(key);
  }

  /** The keys that a masked form looks like: four characters prove nothing, so there may be several. */
  lookingLike(redacted: string): readonly RegistryKeyName[] {
    return this.#keys.filter((key) => key.redacted === redacted).map(nameOf);
  }
}

function nameOf({ id, name, status, provider }: KeySummary): RegistryKeyName {
  return { id, name, status, provider: provider.called };
}
