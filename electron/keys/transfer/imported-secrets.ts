/** The secrets in an export of others: of which record each is, whether it is here, and those that stand beside another. */
import { isSameRedacted, wholeKey } from '../../../shared/key-format.ts';
import { besideWhich } from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault, VaultReader } from '../../vault/types.ts';
import { secretIdOfEither } from '../lifecycle/spelling.ts';
import { keysCollection, type KeyRecord } from '../registry/records.ts';

/** The key's public part where the secret is a whole key of this redacted form, in either spelling, and mode; null if not. */
export function provenPublicId(record: KeyRecord, secret: SecretBytes): string | null {
  // SECURITY: read as text for the length of this call; the file's lines are wiped by the caller.
  const parsed = wholeKey(secret.revealText());
  if (parsed === null || parsed.mode !== record.mode) return null;
  return isSameRedacted(parsed.redacted, record.redacted) ? parsed.keyId : null;
}

export function isHeld(vault: Vault, reader: VaultReader, secret: SecretBytes): boolean {
  const id = secretIdOfEither(vault, secret);
  return id !== undefined && reader.hasSecret(id) && reader.get(keysCollection, id) !== undefined;
}

/**
 * A second secret: where two copies of their vault had different ones for a key, and nobody chose.
 * Each comes as a key of its own beside the one that it was kept for, so that the file does not choose which is in use.
 */
export interface SecondSecret {
  readonly theirId: string;
  /** Its key, in the file. */
  readonly ownerId: string;
  readonly secret: SecretBytes;
  /** Counted from two. */
  readonly number: number;
}

export function secondSecretsOf(
  secrets: ReadonlyMap<string, SecretBytes>,
  isOwner: (theirId: string) => boolean,
): readonly SecondSecret[] {
  const numbers = new Map<string, number>();
  return [...secrets].flatMap(([theirId, secret]) => {
    const ownerId = besideWhich(theirId);
    if (ownerId === null || !isOwner(ownerId)) return [];
    const number = (numbers.get(ownerId) ?? 1) + 1;
    numbers.set(ownerId, number);
    return { theirId, ownerId, secret, number };
  });
}

/** "ERP Sync 2": what keeps it apart from the key whose second secret it is. */
export function secondName(
  { alias, apiName }: { readonly alias: string | null; readonly apiName: string },
  number: number,
): string {
  return `${(alias ?? apiName).slice(0, 240)} ${String(number)}`;
}
