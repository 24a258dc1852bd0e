/**
 * A secret as its account's server spells it now. What is stored keeps the spelling in which it came: an account may have
 * been moved to the vendor's other name since, where the same key begins otherwise.
 */
import { BRAND_IDS } from '../../../shared/brands.ts';
import { spelledAs } from '../../../shared/key-format.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault } from '../../vault/types.ts';
import { connectionsCollection, keysCollection } from '../registry/records.ts';

/** Lends the secret of `keyId`; that of another service's key as it is stored. */
export function withSpelledSecret<Result>(
  vault: Vault,
  keyId: string,
  use: (secret: SecretBytes) => Result | Promise<Result>,
): Promise<Result> {
  const key = vault.get(keysCollection, keyId);
  const brand = key === undefined ? undefined : vault.get(connectionsCollection, key.connectionId)?.brand;
  return vault.withSecret(keyId, async (stored) => {
    if (brand === undefined) return use(stored);
    const text = stored.revealText();
    const spelled = spelledAs(brand, text);
    if (spelled === text) return use(stored);
    const secret = SecretBytes.fromText(spelled);
    try {
      return await use(secret);
    } finally {
      secret.wipe();
    }
  });
}

/**
 * Under which id this secret is, or was, stored in either spelling; one that is held wins over one that was destroyed.
 * What is no key of the vendor's is looked up as it is.
 */
export function secretIdOfEither(
  vault: Pick<Vault, 'fingerprint' | 'secretIdByFingerprint' | 'hasSecret'>,
  secret: SecretBytes,
): string | undefined {
  const text = secret.revealText();
  const found = [...new Set([text, ...BRAND_IDS.map((brand) => spelledAs(brand, text))])].flatMap((one) => {
    const spelled = SecretBytes.fromText(one);
    try {
      return vault.secretIdByFingerprint(vault.fingerprint(spelled)) ?? [];
    } finally {
      spelled.wipe();
    }
  });
  return found.find((id) => vault.hasSecret(id)) ?? found[0];
}
