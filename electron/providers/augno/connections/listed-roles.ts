/** What a list of roles that was just read changes of those that are known. */
import type { VaultReader, VaultTransaction } from '../../../vault/types.ts';
import type { WholeList } from '../api/caller.ts';
import type { RoleReply } from '../api/schemas.ts';
import { roleRecordId, rolesCollection, type RoleRecord } from '../../../keys/registry/records.ts';
import { roleRecord, storeRoles } from './store-account.ts';

export interface RoleChanges {
  readonly changed: readonly RoleReply[];
  /** Not listed any more. */
  readonly gone: readonly string[];
}

export function rolesOf(reader: VaultReader, connectionId: string): ReadonlyMap<string, RoleRecord> {
  return new Map(
    reader
      .list(rolesCollection)
      .filter(({ value }) => value.connectionId === connectionId)
      .map(({ value }) => [value.roleId, value]),
  );
}

/** @param before when the list was asked for: of a role that was made, read anew or dropped since it may tell what was */
export function reconcileRoles(
  reader: VaultReader,
  connectionId: string,
  before: ReadonlyMap<string, RoleRecord>,
  { items, skipped }: WholeList<RoleReply>,
): RoleChanges {
  const now = rolesOf(reader, connectionId);
  const listed = new Set(items.map(({ id }) => id));
  const isAsItWas = (id: string): boolean => isSame(now.get(id), before.get(id));
  return {
    changed: items.filter(
      (role) => isAsItWas(role.id) && !isSame(now.get(role.id), roleRecord(connectionId, role)),
    ),
    // What could not be read may be any of them.
    gone: skipped.length > 0 ? [] : [...now.keys()].filter((id) => !listed.has(id) && isAsItWas(id)),
  };
}

function isSame(one: RoleRecord | undefined, other: RoleRecord | undefined): boolean {
  const told = (role: RoleRecord | undefined): string =>
    JSON.stringify([role?.name, role?.type, role?.ownedBy, role?.permissions]);
  return told(one) === told(other);
}

export function writeRoles(
  transaction: VaultTransaction,
  connectionId: string,
  { changed, gone }: RoleChanges,
): void {
  storeRoles(transaction, connectionId, changed);
  for (const id of gone) transaction.delete(rolesCollection, roleRecordId(connectionId, id));
}
