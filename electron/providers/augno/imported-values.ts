/** Accounts, their keys and roles in somebody else's export, made fit for this vault: new ids, nothing that decides by itself. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { timestampSchema } from '../../../shared/domain.ts';
import { AUGNO_PROVIDER_ID } from '../../../shared/providers.ts';
import { parseApiAddress } from '../../http/address.ts';
import { parseRedacted } from '../../keys/registry/redacted.ts';
import {
  connectionsCollection,
  keysCollection,
  rolesCollection,
  type ConnectionRecord,
  type KeyRecord,
  type RoleRecord,
} from '../../keys/registry/records.ts';
import { importedNotes, LONGEST, oneLine, optionalLine } from '../../keys/transfer/imported-values.ts';

export function newKeyId(): string {
  return `imported_${randomBytes(12).toString('hex')}`;
}

/** Dates that are no dates would stop every list that shows them. */
const keyDates = z.object({
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  firstSeenAt: timestampSchema,
  lastUsedAt: timestampSchema.nullable(),
  expiresAt: timestampSchema.nullable(),
  revokedAt: timestampSchema.nullable(),
});
/** Null: no connection that a person could have made. Its admin key is a proposal, its address unconfirmed. */
export function importedConnection(value: unknown): ConnectionRecord | null {
  const parsed = connectionsCollection.schema.safeParse(value);
  if (!parsed.success || !timestampSchema.safeParse(parsed.data.createdAt).success) return null;
  const { data } = parsed;
  const name = oneLine(data.name, 100);
  try {
    const { origin } = parseApiAddress(data.origin);
    if (name === '' || origin.length > 2048) return null;
    return {
      name,
      // Also the other one than the address is known for: a server may go by the vendor's other name where it is.
      brand: data.brand,
      origin,
      mode: data.mode,
      // SECURITY: such a connection would follow this computer's sandbox, and be awake without a question.
      sandboxAccountId: null,
      accountId: optionalLine(data.accountId, LONGEST.id),
      accountName: optionalLine(data.accountName, LONGEST.id),
      adminKeyId: null,
      apiVersion: data.apiVersion,
      problem: null,
      createdAt: data.createdAt,
      lastSyncedAt: null,
    };
  } catch {
    return null;
  }
}

/** Its `replaces` and `replacedBy` are ids of the file still. */
export function importedKey(id: string, value: unknown, connectionId: string): KeyRecord | null {
  const parsed = keysCollection.schema.safeParse(value);
  if (!parsed.success || !keyDates.safeParse(parsed.data).success || id.length > LONGEST.id) return null;
  const { data } = parsed;
  const redacted = parseRedacted(data.redacted);
  const apiName = oneLine(data.apiName, LONGEST.name);
  if (redacted === null || redacted.mode !== data.mode || apiName === '') return null;
  return {
    connectionId,
    provider: AUGNO_PROVIDER_ID,
    kind: 'key',
    apiName,
    mode: data.mode,
    redacted: data.redacted,
    roleId: optionalLine(data.roleId, LONGEST.id),
    roleName: optionalLine(data.roleName, LONGEST.name),
    roleType: optionalLine(data.roleType, LONGEST.id),
    createdAt: data.createdAt,
    updatedAt: data.updatedAt,
    lastUsedAt: data.lastUsedAt,
    expiresAt: data.expiresAt,
    revokedAt: data.revokedAt,
    publicId: null,
    origin: 'elsewhere',
    ...importedNotes(data),
    replaces: data.replaces,
    replacedBy: data.replacedBy,
    firstSeenAt: data.firstSeenAt,
    missingSince: null,
    endedHereAt: null,
    acceptedAfterEndAt: null,
    secretMayBeInNewerCopy: false,
    claimedId: id,
    // What a test showed elsewhere is nobody's word here.
    lastTestedAt: null,
    lastOutcome: null,
    evidence: null,
  };
}

export function importedRole(value: unknown, connectionId: string): RoleRecord | null {
  const parsed = rolesCollection.schema.safeParse(value);
  if (!parsed.success || parsed.data.roleId.length > LONGEST.id) return null;
  const { data } = parsed;
  return {
    connectionId,
    roleId: oneLine(data.roleId, LONGEST.id),
    name: oneLine(data.name, LONGEST.name),
    type: oneLine(data.type, LONGEST.id),
    ownedBy: data.ownedBy,
    permissions:
      data.permissions?.slice(0, 1000).map((permission) => oneLine(permission, LONGEST.id)) ?? null,
  };
}
