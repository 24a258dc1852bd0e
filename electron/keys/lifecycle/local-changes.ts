/** What concerns this vault only, whosever key it is: names, notes, places, records that are taken away, secrets that are lent. */
import { randomUUID } from 'node:crypto';
import { deriveKeyStatus, statusWorks } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ChannelParsedInput } from '../../../shared/ipc-contract.ts';
import type { VaultReader, VaultTransaction } from '../../vault/types.ts';
import { careCollection } from '../care/care.ts';
import type { ConnectionFacts } from '../provider.ts';
import {
  deletedKeysCollection,
  intentsCollection,
  keysCollection,
  type KeyRecord,
} from '../registry/records.ts';
import { moveToTrash, TRASH_DAYS } from '../trash/trash.ts';
import { say } from '../../../shared/messages/say.ts';

export function keyOf(reader: VaultReader, keyId: string): KeyRecord {
  const record = reader.get(keysCollection, keyId);
  if (record !== undefined) return record;
  throw new AppError({
    code: 'not-found',
    message: say('account.this-key-is-not-in-the-registry'),
    hint: say('account.synchronise-or-check-the-id-nothing-was'),
  });
}

export function editKey(transaction: VaultTransaction, input: ChannelParsedInput<'keys.edit'>): void {
  const record = keyOf(transaction, input.keyId);
  const edited: KeyRecord = {
    ...record,
    alias: input.alias === undefined ? record.alias : input.alias?.trim() || null,
    notes: input.notes ?? record.notes,
    tags:
      input.tags === undefined
        ? record.tags
        : [...new Set(input.tags.map((tag) => tag.trim()).filter(Boolean))],
    places: input.places === undefined ? record.places : placesOf(record, input.places),
  };
  if (JSON.stringify(edited) === JSON.stringify(record)) return;
  transaction.put(keysCollection, input.keyId, edited);
  transaction.audit({
    action: 'key-edited',
    subjectId: input.keyId,
    subjectName: edited.alias ?? edited.apiName,
    detail: say('keys.alias-notes-tags-or-places-in-this'),
  });
}

/** A place that stays keeps its id, so that what is ticked off stays ticked off. */
function placesOf(record: KeyRecord, texts: readonly string[]): KeyRecord['places'] {
  const wanted = [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
  return wanted.map(
    (text) => record.places.find((place) => place.text === text) ?? { id: randomUUID(), text },
  );
}

/**
 * Moves a dead key's record to the trash of this vault, its secret with it; the service keeps its own.
 * @throws AppError `conflict` where the key still works, or may
 */
export function deleteKey(
  transaction: VaultTransaction,
  keyId: string,
  { description: { name, abilities }, aheadMs }: ConnectionFacts,
  now: Date,
): void {
  const record = keyOf(transaction, keyId);
  const expiresAt = record.expiresAt ?? transaction.get(careCollection, keyId)?.expiresAt ?? null;
  const works = statusWorks(
    deriveKeyStatus({ revokedAt: record.revokedAt, expiresAt }, new Date(now.getTime() + aheadMs)),
  );
  if (works && record.missingSince === null) {
    throw new AppError(
      abilities.revoke === 'api'
        ? {
            code: 'conflict',
            message: say('account.this-key-still-works-so-its-record'),
            hint: say('keys.revoke-it-first-or-wait-until-it', { name }),
          }
        : {
            code: 'conflict',
            message: say('keys.this-key-may-still-work-so-its'),
            hint: say('keys.delete-it-at-the-service-and-let'),
          },
    );
  }
  const isUnderWay = transaction
    .list(intentsCollection)
    .some(({ value }) => value.targetKeyId === keyId || value.orphanKeyId === keyId);
  if (isUnderWay) {
    throw new AppError({
      code: 'conflict',
      message: say('account.an-operation-on-this-key-is-not'),
      hint: say('account.synchronise-first-nothing-was-deleted'),
    });
  }
  moveToTrash(transaction, keyId, record, now);
  if (abilities.lists)
    transaction.put(deletedKeysCollection, keyId, {
      connectionId: record.connectionId,
      name: record.apiName,
      deletedAt: now.toISOString(),
    });
  transaction.audit({
    action: 'key-deleted',
    subjectId: keyId,
    subjectName: record.alias ?? record.apiName,
    detail: abilities.lists
      ? say('keys.to-the-trash', { days: TRASH_DAYS, provider: name })
      : say('keys.to-the-trash-service', { days: TRASH_DAYS }),
  });
}

/** A creation that asks whether to go on is given up. */
export function dropPending(transaction: VaultTransaction, intentId: string): void {
  const intent = transaction.get(intentsCollection, intentId);
  if (intent === undefined) return;
  if (intent.state === 'open') {
    throw new AppError({
      code: 'conflict',
      message: say('account.whether-this-key-was-created-is-not'),
      hint: say('account.synchronise-it-is-looked-into-first-so'),
    });
  }
  transaction.delete(intentsCollection, intentId);
  transaction.audit({
    action: 'intent-resolved',
    subjectName: intent.name,
    detail: say('account.the-creation-did-not-take-effect-and'),
  });
}
