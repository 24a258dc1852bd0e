/** Rotations as the rest of the program sees them. Pure. */
import { deriveKeyStatus, statusWorks, type Rotation } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { VaultReader, VaultTransaction } from '../../vault/types.ts';
import { keysCollection, rotationsCollection, type KeyRecord, type RotationRecord } from './records.ts';
import { PLAN_LATE_MS } from './repairs.ts';
import { say } from '../../../shared/messages/say.ts';

/** Newest first. */
export function listRotations(
  vault: VaultReader,
  timeOf: (connectionId: string) => Date,
): readonly Rotation[] {
  return vault
    .list(rotationsCollection)
    .map(({ id, value }) =>
      summarizeRotation(id, value, vault.get(keysCollection, value.oldKeyId), timeOf(value.connectionId)),
    )
    .sort((left, right) => right.startedAt.localeCompare(left.startedAt));
}

function summarizeRotation(
  id: string,
  record: RotationRecord,
  oldKey: KeyRecord | undefined,
  now: Date,
): Rotation {
  const state = rotationState(record, oldKey, now);
  const seenByPerson = record.endedBy === 'person' && state === 'done' ? (oldKey?.revokedAt ?? null) : null;
  return {
    id,
    oldKeyId: record.oldKeyId,
    newKeyId: record.newKeyId,
    startedAt: record.startedAt,
    oldWorksUntil: record.oldWorksUntil,
    oldRefusedAt: record.oldRefusedAt ?? seenByPerson,
    places: record.places,
    state,
  };
}

export function rotationState(
  record: RotationRecord,
  oldKey: KeyRecord | undefined,
  now: Date,
): Rotation['state'] {
  if (record.oldRefusedAt !== null || record.closedWithoutTest) return 'done';
  const ended = oldKey === undefined || !statusWorks(deriveKeyStatus(oldKey, now));
  const isRollingOut = record.places.some((place) => !place.done);
  if (record.endedBy === 'person') {
    if (ended) return 'done';
    if (isRollingOut) return 'rolling-out';
    return record.oldAcceptedAt === null ? 'waiting-for-revocation' : 'needs-attention';
  }
  if (record.oldAcceptedAt !== null) return 'needs-attention';
  if (record.heldBack !== null && !ended) return 'needs-attention';
  const due = record.oldWorksUntil === null ? null : Date.parse(record.oldWorksUntil);
  if (due !== null && due + PLAN_LATE_MS < now.getTime() && !ended) return 'needs-attention';
  return due !== null && due > now.getTime() && isRollingOut ? 'rolling-out' : 'waiting-for-revocation';
}

/** Ticks a place of the checklist off, or not. */
export function tickPlace(
  transaction: VaultTransaction,
  rotationId: string,
  placeId: string,
  done: boolean,
): void {
  const record = transaction.get(rotationsCollection, rotationId);
  if (record === undefined) throw rotationGone();
  const places = record.places.map((place) => (place.id === placeId ? { ...place, done } : place));
  transaction.put(rotationsCollection, rotationId, { ...record, places });
}

export function rotationGone(): AppError {
  return new AppError({
    code: 'not-found',
    message: say('keys.this-rotation-is-not-in-the-registry'),
    hint: say('keys.it-may-have-been-removed-with-its-key'),
  });
}
