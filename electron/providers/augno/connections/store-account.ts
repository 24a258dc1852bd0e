/** What was answered when an account is connected, into the registry. */
import type { KeyParts } from '../../../../shared/key-format.ts';
import type { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { VaultTransaction } from '../../../vault/types.ts';
import type { ApiKeyReply, RoleReply } from '../api/schemas.ts';
import {
  keysCollection,
  rolesCollection,
  type RoleRecord,
  roleRecordId,
  type ConnectionRecord,
  type KeyRecord,
} from '../../../keys/registry/records.ts';
import { isForeignId } from '../../../keys/registry/owner.ts';
import { reconcileKeys } from '../sync/reconcile.ts';
import { certain } from '../../../../shared/certain.ts';

export function storeKeys(
  transaction: VaultTransaction,
  connectionId: string,
  record: ConnectionRecord,
  keys: readonly ApiKeyReply[],
  at: string,
): void {
  const { changes } = reconcileKeys({
    connectionId,
    connectionMode: record.mode,
    listed: keys,
    skipped: [],
    known: new Map<string, KeyRecord>(),
    knownBefore: new Map<string, KeyRecord>(),
    isForeign: (id) => isForeignId(transaction, id, connectionId),
    isDeleted: () => false,
    intents: [],
    pulledAt: at,
    now: at,
    first: true,
    restoredWindow: null,
  });
  for (const change of changes) transaction.put(keysCollection, change.id, change.record);
}

export function roleRecord(connectionId: string, role: RoleReply): RoleRecord {
  return {
    connectionId,
    roleId: role.id,
    name: role.name,
    type: role.type,
    ownedBy: role.owner,
    permissions: role.permissions,
  };
}

export function storeRoles(
  transaction: VaultTransaction,
  connectionId: string,
  roles: readonly RoleReply[],
): void {
  for (const role of roles) {
    transaction.put(rolesCollection, roleRecordId(connectionId, role.id), roleRecord(connectionId, role));
  }
}

/** After `requireItsKey`. */
export function storeAdminSecret(
  transaction: VaultTransaction,
  adminKeyId: string,
  key: KeyParts,
  secret: SecretBytes,
): void {
  const record = certain(transaction.get(keysCollection, adminKeyId));
  transaction.put(keysCollection, adminKeyId, {
    ...record,
    publicId: key.keyId,
    secretMayBeInNewerCopy: false,
  });
  transaction.putSecret(adminKeyId, secret);
}
