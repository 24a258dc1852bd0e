/** Accounts and their roles as the rest of the program sees them. Pure. */
import type { Connection, Role } from '../../../shared/domain.ts';
import type { StoredRecord } from '../../vault/types.ts';
import { asleepMessage } from '../../http/confirmed-addresses.ts';
import type { ConnectionRecord, KeyRecord, RoleRecord } from './records.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export interface ConnectionHealth {
  readonly health: Connection['health'];
  readonly message: Said | null;
}

export function summarizeConnection(
  id: string,
  record: ConnectionRecord,
  live: ConnectionHealth,
  lastSyncedAt: string | null,
  counts: { readonly keys: number; readonly secrets: number },
  awake: boolean,
): Connection {
  const problem: ConnectionHealth = !awake
    ? { health: 'asleep', message: asleepMessage(record.origin) }
    : record.problem === null
      ? live
      : { health: record.problem, message: say(`state.connection-${record.problem}`) };
  return {
    id,
    name: record.name,
    brand: record.brand,
    url: record.origin,
    mode: record.mode,
    embeddedSandbox: record.sandboxAccountId !== null,
    adminKeyId: record.adminKeyId,
    health: problem.health,
    healthMessage: problem.message,
    lastSyncedAt,
    keyCount: counts.keys,
    secretCount: counts.secrets,
  };
}

export function summarizeRole(record: RoleRecord): Role {
  return {
    id: record.roleId,
    connectionId: record.connectionId,
    name: record.name,
    type: record.type,
    ownedBy: record.ownedBy,
    permissions: record.permissions,
  };
}

/** Keys and held secrets of each connection. */
export function countKeys(
  keys: readonly StoredRecord<KeyRecord>[],
  hasSecret: (keyId: string) => boolean,
): ReadonlyMap<string, { keys: number; secrets: number }> {
  const counts = new Map<string, { keys: number; secrets: number }>();
  for (const { id, value } of keys) {
    const count = counts.get(value.connectionId) ?? { keys: 0, secrets: 0 };
    count.keys += 1;
    if (hasSecret(id)) count.secrets += 1;
    counts.set(value.connectionId, count);
  }
  return counts;
}
