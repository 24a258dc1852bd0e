/** Making keys. The secret is returned once and exists nowhere else afterwards. */
import type { BrandId } from '../../../shared/brands.ts';
import { KEY_CHECKSUM_LENGTH, generateKey, parseKey, type KeyMode } from '../../../shared/key-format.ts';
import { newIdentifier } from './identifiers.ts';
import type { ApiKeyRecord } from './records.ts';
import { hashSecret } from './seal.ts';

export interface IssueOptions {
  readonly brand: BrandId;
  readonly pepper: string;
  readonly accountId: string;
  readonly mode: KeyMode;
  readonly name: string;
  readonly roleId: string;
  readonly createdAt: number;
  readonly sequence: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt?: number | null;
  readonly revokedAt?: number | null;
  readonly updatedAt?: number;
}

export interface IssuedKey {
  readonly record: ApiKeyRecord;
  /** SECURITY: goes into one reply and is then forgotten. */
  readonly secret: string;
}

export function issueKey(options: IssueOptions): IssuedKey {
  const secret = generateKey(options.mode, { brand: options.brand });
  const parsed = parseKey(secret);
  if (!parsed.ok) throw new Error('A generated key does not parse.');
  const secretPart = secret.slice(secret.lastIndexOf('_') + 1, -KEY_CHECKSUM_LENGTH);
  const record: ApiKeyRecord = {
    id: newIdentifier('apke'),
    accountId: options.accountId,
    createdAt: options.createdAt,
    sequence: options.sequence,
    keyId: parsed.key.keyId,
    secretHash: hashSecret(options.pepper, secretPart),
    name: options.name,
    mode: options.mode,
    redacted: parsed.key.redacted,
    roleId: options.roleId,
    updatedAt: options.updatedAt ?? options.createdAt,
    lastUsedAt: options.lastUsedAt ?? null,
    expiresAt: options.expiresAt,
    revokedAt: options.revokedAt ?? null,
  };
  return { record, secret };
}
