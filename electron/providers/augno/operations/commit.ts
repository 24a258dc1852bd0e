/**
 * What is written once an operation is known to have taken effect: the new key, its secret, the old key's end and the
 * rotation, all in the transaction that also takes the intent away. Called inside `vault.transaction`.
 */
import { randomUUID } from 'node:crypto';
import type { KeyParts } from '../../../../shared/key-format.ts';
import { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { VaultTransaction } from '../../../vault/types.ts';
import type { CreatedKeyReply } from '../api/client.ts';
import { notedPlaceOf, openFindingsByKey } from '../../../keys/findings/records.ts';
import { keepApart } from '../../../keys/kept/records.ts';
import { careCollection } from '../../../keys/care/care.ts';
import {
  connectionsCollection,
  intentsCollection,
  keysCollection,
  rotationsCollection,
  type IntentRecord,
  type KeyRecord,
  type RotationPlace,
  type RotationRecord,
} from '../../../keys/registry/records.ts';
import { freshRecord, serverFields } from '../sync/reconcile.ts';
import { reasonText } from '../../../keys/registry/reason-text.ts';
import { replacedKeyOf, targetOf } from '../../../keys/registry/replaced-key.ts';
import { checkReply, type CheckedReply } from './reply-check.ts';
import { wholeKey } from '../../../../shared/key-format.ts';
import { say } from '../../../../shared/messages/say.ts';
import { certain } from '../../../../shared/certain.ts';

export interface CommittedKey {
  readonly keyId: string;
  readonly rotationId: string | null;
}

export type CommitOutcome =
  | ({ readonly kind: 'created' } & CommittedKey)
  /** The reply failed its check; `keptId` is its record. */
  | { readonly kind: 'kept-apart'; readonly keptId: string };

/**
 * The reply of a creation or rotation: stored where it passes its check, kept apart where it does not. It is never dropped,
 * also not where somebody else has settled the intent meanwhile.
 * @param sent the intent as it was when the request went out
 */
export function commitReply(
  transaction: VaultTransaction,
  intentId: string,
  sent: IntentRecord,
  reply: CreatedKeyReply,
  at: string,
  late: boolean,
): CommitOutcome {
  const intent = transaction.get(intentsCollection, intentId) ?? sent;
  const connection = transaction.get(connectionsCollection, intent.connectionId);
  const parts = wholeKey(reply.secret);
  if (reply.key !== null && parts !== null && isStoredAlready(transaction, intent, reply.key.id, parts)) {
    return { kind: 'created', keyId: reply.key.id, rotationId: null };
  }
  const verdict =
    connection === undefined
      ? { ok: false as const, faults: [] }
      : checkReply(transaction, intent, connection, reply);
  if (verdict.ok) {
    const committed = storeCreated(transaction, intent, verdict.reply, at);
    transaction.delete(intentsCollection, intentId);
    auditCreated(transaction, intent, committed.keyId, late);
    return { kind: 'created', ...committed };
  }
  const { faults } = verdict;
  const keptId = keepApart(transaction, intent, connection, reply, faults, at);
  transaction.delete(intentsCollection, intentId);
  const oldKey =
    intent.targetKeyId === null ? undefined : transaction.get(keysCollection, intent.targetKeyId);
  // The server ended it with its rotation, if at all: that is no news from elsewhere.
  if (oldKey !== undefined) transaction.put(keysCollection, targetOf(intent), { ...oldKey, endedHereAt: at });
  transaction.audit({
    action: 'reply-kept-apart',
    subjectId: intent.targetKeyId ?? intent.connectionId,
    subjectName: intent.name,
    detail: faults.map((fault) => say(`state.reply-${fault}`)),
  });
  return { kind: 'kept-apart', keptId };
}

/** Another process sent the same request and was quicker. */
function isStoredAlready(
  transaction: VaultTransaction,
  intent: IntentRecord,
  keyId: string,
  parts: KeyParts,
): boolean {
  const record = transaction.get(keysCollection, keyId);
  return (
    record?.connectionId === intent.connectionId &&
    record.publicId === parts.keyId &&
    transaction.hasSecret(keyId) &&
    keyId !== replacedKeyOf(intent)
  );
}

/** The record of the new key, its secret, the old key's end and the rotation. */
export function storeCreated(
  transaction: VaultTransaction,
  intent: IntentRecord,
  reply: CheckedReply,
  at: string,
): CommittedKey {
  const existing = transaction.get(keysCollection, reply.key.id);
  const oldKeyId = replacedKeyOf(intent);
  const oldKey = oldKeyId === null ? undefined : transaction.get(keysCollection, oldKeyId);
  const record: KeyRecord = {
    // What was listed since is newer than the answer to its creation, which may come late or once more.
    ...(existing ?? {
      ...freshRecord(reply.key, {
        connectionId: intent.connectionId,
        mode: reply.parts.mode,
        origin: 'here',
        firstSeenAt: at,
      }),
      ...serverFields(reply.key, {
        roleId: intent.roleId,
        roleName: oldKey?.roleName ?? null,
        roleType: oldKey?.roleType ?? null,
      }),
    }),
    origin: 'here',
    publicId: reply.parts.keyId,
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
  if (oldKeyId === null || oldKey === undefined) return { keyId: reply.key.id, rotationId: null };

  const care = transaction.get(careCollection, oldKeyId);
  // The dates were those of the key that went.
  if (care !== undefined)
    transaction.put(careCollection, reply.key.id, { ...care, rotateBy: null, expiresAt: null });
  const leaks = openFindingsByKey(transaction, new Date(at)).get(oldKeyId) ?? [];
  const places = [...oldKey.places, ...leaks.map(({ id, record }) => ({ id, ...notedPlaceOf(record) }))];
  const rotation = rotationOf(intent, oldKeyId, places, reply, at);
  const rotationId = randomUUID();
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
  return { keyId: reply.key.id, rotationId };
}

export function auditCreated(
  transaction: VaultTransaction,
  intent: IntentRecord,
  keyId: string,
  late: boolean,
): void {
  const record = certain(transaction.get(keysCollection, keyId));
  const name = record.alias ?? record.apiName;
  const oldKeyId = replacedKeyOf(intent);
  transaction.audit({
    action: oldKeyId === null ? 'key-created' : 'key-rotated',
    subjectId: oldKeyId ?? keyId,
    subjectName: name,
    reason: reasonText(intent.reason),
    detail: oldKeyId === null ? null : say('account.replaced-by-keyid', { keyId }),
  });
  if (late) {
    transaction.audit({
      action: 'intent-resolved',
      subjectId: keyId,
      subjectName: name,
      detail: say('account.it-had-taken-effect-its-secret-was'),
    });
  }
}

function rotationOf(
  intent: IntentRecord,
  oldKeyId: string,
  places: readonly Omit<RotationPlace, 'done'>[],
  reply: CheckedReply,
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
  const keyId = targetOf(intent);
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
    detail: intent.purpose.kind === 'plan' ? say('account.the-old-key-of-a-rotation-as') : null,
  });
  if (late) {
    transaction.audit({
      action: 'intent-resolved',
      subjectId: keyId,
      subjectName: name,
      detail: say('account.it-had-taken-effect'),
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
      detail: say('account.it-had-taken-no-effect-and-was'),
    });
  }
}

/** A key whose secret was lost is dealt with once it is revoked. */
function closeOrphans(transaction: VaultTransaction, keyId: string): void {
  for (const { id, value } of transaction.list(intentsCollection)) {
    if (value.orphanKeyId === keyId) {
      transaction.delete(intentsCollection, id);
      transaction.audit({
        action: 'intent-resolved',
        subjectId: keyId,
        subjectName: value.name,
        detail: say('account.the-key-whose-secret-was-lost-was'),
      });
    }
  }
}
