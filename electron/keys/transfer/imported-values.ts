/** The records of somebody else's export, made fit for this vault one by one: new ids, nothing that decides by itself. */
import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { timestampSchema } from '../../../shared/domain.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { wordsOnOneLine } from '../../../shared/harmless-text.ts';
import { AUGNO_PROVIDER_ID } from '../../../shared/providers.ts';
import { parseApiAddress } from '../../http/address.ts';
import { parseRedacted } from '../registry/redacted.ts';
import {
  connectionsCollection,
  keysCollection,
  rolesCollection,
  rotationsCollection,
  type ConnectionRecord,
  type KeyRecord,
  type RoleRecord,
  type RotationRecord,
} from '../registry/records.ts';

/** As in the contract: a record that no form could have made is refused. */
const LONGEST = { name: 1000, notes: 20_000, tag: 50, tags: 50, place: 500, places: 200, id: 200 };

export function newKeyId(): string {
  return `imported_${randomBytes(12).toString('hex')}`;
}

/** On one line, and without a key that was written into it. */
export function oneLine(text: string, longest: number): string {
  return wordsOnOneLine(redactKeysIn(text)).slice(0, longest);
}

export function optionalLine(text: string | null, longest: number): string | null {
  return text === null ? null : oneLine(text, longest) || null;
}

const instant = timestampSchema;
const optionalInstant = timestampSchema.nullable();
/** Dates that are no dates would stop every list that shows them. */
const keyDates = z.object({
  createdAt: instant,
  updatedAt: instant,
  firstSeenAt: instant,
  lastUsedAt: optionalInstant,
  expiresAt: optionalInstant,
  revokedAt: optionalInstant,
});
const rotationDates = z.object({
  startedAt: instant,
  oldWorksUntil: optionalInstant,
  oldRefusedAt: optionalInstant,
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

/** What a person noted about a key, of whatever service. */
export function importedNotes(data: KeyRecord): Pick<KeyRecord, 'alias' | 'notes' | 'tags' | 'places'> {
  return {
    alias: optionalLine(data.alias, 255),
    notes: redactKeysIn(data.notes).slice(0, LONGEST.notes),
    tags: data.tags.slice(0, LONGEST.tags).flatMap((tag) => oneLine(tag, LONGEST.tag) || []),
    places: data.places
      .slice(0, LONGEST.places)
      .flatMap(({ text }) => optionalLine(text, LONGEST.place) ?? [])
      .map((text) => ({ id: randomUUID(), text })),
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

/** A rotation of others is never carried on by itself: a plan to end a key waits for a person's word. */
export function importedRotation(
  value: unknown,
  connectionId: string,
  idOf: (keyId: string | null) => string | null,
): RotationRecord | null {
  const parsed = rotationsCollection.schema.safeParse(value);
  if (!parsed.success || !rotationDates.safeParse(parsed.data).success) return null;
  const { data } = parsed;
  const [oldKeyId, newKeyId] = [idOf(data.oldKeyId), idOf(data.newKeyId)];
  if (oldKeyId === null || newKeyId === null) return null;
  return {
    ...data,
    connectionId,
    oldKeyId,
    newKeyId,
    connectionKey: 'no',
    oldAcceptedAt: null,
    heldBack: data.endedBy === 'person' ? null : 'restored',
    places: data.places
      .slice(0, LONGEST.places)
      .map(({ text, done }) => ({ id: randomUUID(), text: oneLine(text, LONGEST.place), done })),
  };
}
