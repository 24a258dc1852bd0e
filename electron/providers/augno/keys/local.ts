/** What concerns this vault only: notes, names, places, secrets that are added, records that are taken away. */
import { isSameRedacted } from '../../../../shared/key-format.ts';
import { secretIdOfEither } from '../../../keys/lifecycle/spelling.ts';
import { randomUUID } from 'node:crypto';
import { deriveKeyStatus, statusWorks } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { ChannelParsedInput } from '../../../../shared/ipc-contract.ts';
import type { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { ServiceContext } from '../context.ts';
import { requireKey, trimmedKey } from '../input.ts';
import {
  deletedKeysCollection,
  intentsCollection,
  keysCollection,
  type KeyRecord,
} from '../../../keys/registry/records.ts';
import { PENDING_ID_PREFIX } from '../../../keys/registry/summaries.ts';
import { moveToTrash, TRASH_DAYS } from '../../../keys/trash/trash.ts';

export function editKey(context: ServiceContext, input: ChannelParsedInput<'keys.edit'>): void {
  context.key(input.keyId);
  context.transaction((transaction) => {
    const record = transaction.get(keysCollection, input.keyId);
    if (record === undefined) return;
    const alias = input.alias === undefined ? record.alias : input.alias?.trim() || null;
    const edited: KeyRecord = {
      ...record,
      alias,
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
      detail: 'Alias, notes, tags or places in this vault; Augno is not told.',
    });
  });
}

/** A place that stays keeps its id, so that what is ticked off stays ticked off. */
function placesOf(record: KeyRecord, texts: readonly string[]): KeyRecord['places'] {
  const wanted = [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
  return wanted.map(
    (text) => record.places.find((place) => place.text === text) ?? { id: randomUUID(), text },
  );
}

/** @param from `file`: of others, so it is unproven, and replaces nothing that is held */
export function addSecret(
  context: ServiceContext,
  keyId: string,
  given: SecretBytes,
  from: 'person' | 'file' = 'person',
): void {
  const secret = trimmedKey(given);
  try {
    const { record } = context.key(keyId);
    const parts = requireKey(secret, 'secret');
    const same =
      isSameRedacted(parts.redacted, record.redacted) &&
      (record.publicId === null || record.publicId === parts.keyId);
    if (!same) {
      throw new AppError({
        code: 'invalid-input',
        message: `This is another key: ${parts.redacted} instead of ${record.redacted}.`,
        hint: 'Paste the secret of this key. Nothing was stored or sent.',
        field: 'secret',
      });
    }
    const known = secretIdOfEither(context.vault, secret);
    if (known !== undefined && known !== keyId && context.vault.get(keysCollection, known) !== undefined) {
      throw new AppError({
        code: 'conflict',
        message: 'This secret is stored with another key already.',
        hint: 'Look that key up in the list. Nothing was stored.',
        field: 'secret',
      });
    }
    context.transaction((transaction) => {
      const stored = transaction.get(keysCollection, keyId);
      if (stored === undefined) return;
      // SECURITY: a key with these last four characters can be made by anybody; what is held stays.
      if (from === 'file' && transaction.hasSecret(keyId)) throw heldAlready();
      const { unproven: _, ...current } = stored;
      // The very secret that this vault held before needs no other proof.
      const unproven = from === 'file' && known !== keyId;
      transaction.putSecret(keyId, secret);
      transaction.put(keysCollection, keyId, {
        ...current,
        publicId: parts.keyId,
        secretMayBeInNewerCopy: false,
        ...(unproven ? { unproven: true as const } : {}),
      });
      transaction.audit({
        action: 'secret-stored',
        subjectId: keyId,
        subjectName: current.alias ?? current.apiName,
        detail: unproven
          ? 'From a file; unproven until it is tested or confirmed.'
          : from === 'file'
            ? 'From a file; it is the secret that was held before.'
            : 'Added by hand.',
      });
    });
  } finally {
    secret.wipe();
  }
}

function heldAlready(): AppError {
  return new AppError({
    code: 'conflict',
    message: 'The secret of this key is held here already.',
    hint: 'Nothing was stored. What is held stays; to replace it, add the secret by hand.',
  });
}

/**
 * Moves a dead key's record to the trash of this vault; the API keeps its own. For a creation that asks whether to go on: gives it
 * up.
 * @throws AppError `conflict` where the key still works
 */
export function deleteKey(context: ServiceContext, keyId: string): void {
  if (keyId.startsWith(PENDING_ID_PREFIX)) {
    dropPending(context, keyId.slice(PENDING_ID_PREFIX.length));
    return;
  }
  const { record } = context.key(keyId);
  const works = statusWorks(deriveKeyStatus(record, context.countedTime(record.connectionId)));
  if (works && record.missingSince === null) {
    throw new AppError({
      code: 'conflict',
      message: 'This key still works, so its record is not deleted.',
      hint: 'Revoke it first, or wait until it has expired. Augno itself never deletes a key.',
    });
  }
  context.transaction((transaction) => {
    const intent = transaction
      .list(intentsCollection)
      .find(({ value }) => value.targetKeyId === keyId || value.orphanKeyId === keyId);
    if (intent !== undefined) {
      throw new AppError({
        code: 'conflict',
        message: 'An operation on this key is not resolved yet.',
        hint: 'Synchronise first. Nothing was deleted.',
      });
    }
    const current = transaction.get(keysCollection, keyId);
    if (current === undefined) return;
    moveToTrash(transaction, keyId, current, context.now());
    transaction.put(deletedKeysCollection, keyId, {
      connectionId: record.connectionId,
      name: record.apiName,
      deletedAt: context.timestamp(),
    });
    transaction.audit({
      action: 'key-deleted',
      subjectId: keyId,
      subjectName: record.alias ?? record.apiName,
      detail: `Moved to the trash of this vault for ${String(TRASH_DAYS)} days; Augno keeps its own record.`,
    });
  });
}

function dropPending(context: ServiceContext, intentId: string): void {
  context.transaction((transaction) => {
    const intent = transaction.get(intentsCollection, intentId);
    if (intent === undefined) return;
    if (intent.state === 'open') {
      throw new AppError({
        code: 'conflict',
        message: 'Whether this key was created is not known yet.',
        hint: 'Synchronise: it is looked into first, so that no key is left without anybody knowing its secret.',
      });
    }
    transaction.delete(intentsCollection, intentId);
    transaction.audit({
      action: 'intent-resolved',
      subjectName: intent.name,
      detail: 'The creation did not take effect and was given up.',
    });
  });
}
