/** Rotations as the rest of the program sees them. Pure. */
import { deriveKeyStatus, statusWorks, type Rotation } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { VaultReader, VaultTransaction } from '../../vault/types.ts';
import {
  intentsCollection,
  keysCollection,
  rotationsCollection,
  type KeyRecord,
  type RotationRecord,
} from './records.ts';
import { LONGEST_OVERLAP_MS } from '../../../shared/times.ts';
import { PLAN_LATE_MS } from './repairs.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

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
    oldWorksUntil: endOf(record, oldKey),
    oldRefusedAt: record.oldRefusedAt ?? seenByPerson,
    places: record.places,
    state,
    endedBy: record.endedBy,
  };
}

/** It may have been ended before its time. */
function endOf({ oldWorksUntil }: RotationRecord, oldKey: KeyRecord | undefined): string | null {
  const revokedAt = oldKey?.revokedAt ?? null;
  if (oldWorksUntil === null || revokedAt === null) return oldWorksUntil;
  return Date.parse(revokedAt) < Date.parse(oldWorksUntil) ? revokedAt : oldWorksUntil;
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

/**
 * Puts the end of the old key off.
 * @param now by the clock of the account
 * @throws AppError `conflict` where this vault is not the one that ends it, or where it has ended or is being ended
 */
export function extendOverlap(
  transaction: VaultTransaction,
  rotationId: string,
  seconds: number,
  now: Date,
): void {
  const record = transaction.get(rotationsCollection, rotationId);
  if (record === undefined) throw rotationGone();
  const { oldKeyId, oldWorksUntil, endedBy, heldBack } = record;
  const oldKey = transaction.get(keysCollection, oldKeyId);
  const isEnding = transaction
    .list(intentsCollection)
    .some(({ value }) => value.kind === 'revoke' && value.targetKeyId === oldKeyId);
  const works = oldKey !== undefined && statusWorks(deriveKeyStatus(oldKey, now));
  if (endedBy !== 'us' || oldWorksUntil === null || oldKey === undefined || oldKey.revokedAt !== null) {
    throw notMovable(say(works ? 'keys.the-service-holds-this-date' : 'keys.the-old-key-has-ended'));
  }
  // Of a date that nobody goes by there is nothing to put off.
  if (heldBack !== null) throw notMovable(say('keys.this-vault-does-not-end-it-by-itself'));
  if (!works || isEnding) throw notMovable(say('keys.the-old-key-has-ended'));
  const from = Math.max(now.getTime(), Date.parse(oldWorksUntil));
  const until = from + seconds * 1000;
  if (until > now.getTime() + LONGEST_OVERLAP_MS) {
    throw new AppError({
      code: 'invalid-input',
      message: say('keys.an-overlap-is-30-days-at-most'),
      hint: say('keys.the-end-stays-as-it-was'),
    });
  }
  const at = new Date(until).toISOString();
  transaction.put(rotationsCollection, rotationId, { ...record, oldWorksUntil: at });
  transaction.audit({
    action: 'key-edited',
    subjectId: oldKeyId,
    subjectName: oldKey.alias ?? oldKey.apiName,
    detail: say('keys.its-overlap-ends-at', { at }),
  });
}

function notMovable(message: Said): AppError {
  return new AppError({ code: 'conflict', message, hint: say('keys.the-end-stays-as-it-was') });
}

export function rotationGone(): AppError {
  return new AppError({
    code: 'not-found',
    message: say('keys.this-rotation-is-not-in-the-registry'),
    hint: say('keys.it-may-have-been-removed-with-its-key'),
  });
}
