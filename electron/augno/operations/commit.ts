/**
 * What is written once an operation is known to have taken effect: the new key, its secret, the old key's end and the
 * rotation, all in the transaction that also takes the intent away. Called inside `vault.transaction`.
 */
import { randomUUID } from 'node:crypto';
import { parseKey } from '../../../shared/key-format.ts';
import type { Reason } from '../../../shared/domain.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { VaultTransaction } from '../../vault/types.ts';
import type { CreatedKeyReply } from '../api/client.ts';
import { openFindingsByKey, placeText } from '../findings/records.ts';
import { careCollection } from '../policies/care.ts';
import {
  connectionsCollection,
  intentsCollection,
  keysCollection,
  rotationsCollection,
  type IntentRecord,
  type KeyRecord,
  type PlaceRecord,
  type RotationRecord,
} from '../registry/records.ts';
import { freshRecord, serverFields } from '../sync/reconcile.ts';

export function reasonText(reason: Reason | null): string | null {
  if (reason === null) return null;
  const text = reason.text.trim();
  return text === '' ? reason.kind : `${reason.kind}: ${text}`;
}

export interface CommittedKey {
  readonly keyId: string;
  readonly rotationId: string | null;
}

/** null: somebody else resolved it in the meantime. */
export function commitCreated(
  transaction: VaultTransaction,
  intentId: string,
  reply: CreatedKeyReply,
  at: string,
  late: boolean,
): CommittedKey | null {
  const intent = transaction.get(intentsCollection, intentId);
  if (intent === undefined) return null;
  const connection = transaction.get(connectionsCollection, intent.connectionId);
  const existing = transaction.get(keysCollection, reply.key.id);
  const oldKeyId = replacedKeyOf(intent);
  const oldKey = oldKeyId === null ? undefined : transaction.get(keysCollection, oldKeyId);
  const parsed = parseKey(reply.secret);
  const base =
    existing ??
    freshRecord(reply.key, {
      connectionId: intent.connectionId,
      mode: parsed.ok ? parsed.key.mode : (connection?.mode ?? 'test'),
      origin: 'here',
      firstSeenAt: at,
    });
  const record: KeyRecord = {
    ...base,
    ...serverFields(reply.key, {
      roleId: intent.roleId,
      roleName: oldKey?.roleName ?? null,
      roleType: oldKey?.roleType ?? null,
    }),
    origin: 'here',
    publicId: parsed.ok ? parsed.key.keyId : null,
    secretMayBeInNewerCopy: false,
    replaces: oldKeyId,
    // What a person noted about the old key holds for the one in its place.
    ...(oldKey === undefined || existing?.notes
      ? {}
      : { alias: oldKey.alias, notes: oldKey.notes, tags: oldKey.tags, places: oldKey.places }),
  };
  const secret = SecretBytes.fromText(reply.secret);
  try {
    transaction.putSecret(reply.key.id, secret);
  } finally {
    secret.wipe();
  }
  transaction.put(keysCollection, reply.key.id, record);

  let rotationId: string | null = null;
  if (oldKeyId !== null && oldKey !== undefined) {
    const care = transaction.get(careCollection, oldKeyId);
    if (care !== undefined) transaction.put(careCollection, reply.key.id, care);
    const leaks = openFindingsByKey(transaction, new Date(at)).get(oldKeyId) ?? [];
    const places = [...oldKey.places, ...leaks.map(({ id, record }) => ({ id, text: placeText(record) }))];
    const rotation = rotationOf(intent, oldKeyId, places, reply, at);
    rotationId = randomUUID();
    transaction.put(rotationsCollection, rotationId, rotation);
    transaction.put(keysCollection, oldKeyId, {
      ...oldKey,
      replacedBy: reply.key.id,
      // Until the server itself is asked: it ends the old key in the moment in which it makes the new one.
      ...(rotation.endedBy === 'server'
        ? { revokedAt: intent.revokeAt ?? oldKey.revokedAt ?? reply.key.created_at, endedHereAt: at }
        : {}),
    });
    closeAsked(transaction, oldKeyId);
  }
  transaction.delete(intentsCollection, intentId);
  const name = record.alias ?? record.apiName;
  transaction.audit({
    action: oldKeyId === null ? 'key-created' : 'key-rotated',
    subjectId: oldKeyId ?? reply.key.id,
    subjectName: name,
    reason: reasonText(intent.reason),
    detail: oldKeyId === null ? null : `Replaced by ${reply.key.id}.`,
  });
  if (late) {
    transaction.audit({
      action: 'intent-resolved',
      subjectId: reply.key.id,
      subjectName: name,
      detail: 'It had taken effect; its secret was fetched with the same idempotency key.',
    });
  }
  return { keyId: reply.key.id, rotationId };
}

/** The key that the operation replaces; null for a plain creation. */
export function replacedKeyOf(intent: IntentRecord): string | null {
  if (intent.kind === 'rotate') return intent.targetKeyId;
  return intent.purpose.kind === 'overlap' || intent.purpose.kind === 'connection-key'
    ? intent.purpose.oldKeyId
    : null;
}

function rotationOf(
  intent: IntentRecord,
  oldKeyId: string,
  places: readonly PlaceRecord[],
  reply: CreatedKeyReply,
  at: string,
): RotationRecord {
  const { purpose } = intent;
  const planned = purpose.kind === 'overlap' || purpose.kind === 'connection-key';
  return {
    connectionId: intent.connectionId,
    oldKeyId,
    newKeyId: reply.key.id,
    startedAt: at,
    oldWorksUntil: planned ? purpose.revokeAt : intent.revokeAt,
    endedBy: planned ? 'us' : 'server',
    connectionKey: purpose.kind === 'connection-key' ? 'to-be-moved' : 'no',
    oldRefusedAt: null,
    oldAcceptedAt: null,
    closedWithoutTest: false,
    heldBack: null,
    places: places.map((place) => ({ ...place, done: false })),
    reason: intent.reason,
  };
}

/** A revocation that took effect. `server` is the key as the server shows it now, where it could be asked. */
export function commitRevoked(
  transaction: VaultTransaction,
  intentId: string,
  revokedAt: string,
  at: string,
  late: boolean,
): void {
  const intent = transaction.get(intentsCollection, intentId);
  if (intent === undefined) return;
  const keyId = intent.targetKeyId!;
  const key = transaction.get(keysCollection, keyId);
  transaction.delete(intentsCollection, intentId);
  closeOrphans(transaction, keyId);
  closeAsked(transaction, keyId);
  if (key === undefined) return;
  transaction.put(keysCollection, keyId, { ...key, revokedAt, endedHereAt: at });
  const name = key.alias ?? key.apiName;
  transaction.audit({
    action: 'key-revoked',
    subjectId: keyId,
    subjectName: name,
    reason: reasonText(intent.reason),
    detail: intent.purpose.kind === 'plan' ? 'The old key of a rotation, as planned.' : null,
  });
  if (late) {
    transaction.audit({
      action: 'intent-resolved',
      subjectId: keyId,
      subjectName: name,
      detail: 'It had taken effect.',
    });
  }
}

/** What took no effect and waited for a person's word is settled by the change that was made since. */
export function closeAsked(transaction: VaultTransaction, keyId: string): void {
  for (const { id, value } of transaction.list(intentsCollection)) {
    const about = value.targetKeyId ?? replacedKeyOf(value);
    if (value.state !== 'ask' || about !== keyId) continue;
    transaction.delete(intentsCollection, id);
    transaction.audit({
      action: 'intent-resolved',
      subjectId: keyId,
      subjectName: value.name,
      detail: 'It had taken no effect, and was done anew.',
    });
  }
}

/** A key whose secret was lost is dealt with once it is revoked. */
export function closeOrphans(transaction: VaultTransaction, keyId: string): void {
  for (const { id, value } of transaction.list(intentsCollection)) {
    if (value.orphanKeyId === keyId) {
      transaction.delete(intentsCollection, id);
      transaction.audit({
        action: 'intent-resolved',
        subjectId: keyId,
        subjectName: value.name,
        detail: 'The key whose secret was lost was ended.',
      });
    }
  }
}
