/**
 * Records that were deleted here stay restorable for 30 days, secret included; then they and their secrets go for good. What
 * their service keeps of them is its own.
 */
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { TrashedKey } from '../../../shared/ipc/upkeep-channels.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault, VaultReader, VaultTransaction } from '../../vault/types.ts';
import { careCollection } from '../care/care.ts';
import { providerConnectionsCollection } from '../registry/other-records.ts';
import {
  connectionsCollection,
  deletedKeysCollection,
  keysCollection,
  rotationsCollection,
  type KeyRecord,
} from '../registry/records.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export const TRASH_DAYS = 30;

const trashRecordSchema = z.object({
  connectionId: z.string(),
  key: keysCollection.schema,
  rotations: z.array(z.object({ id: z.string(), value: rotationsCollection.schema })),
  deletedAt: z.string(),
  purgeAt: z.string(),
});
type TrashRecord = z.infer<typeof trashRecordSchema>;

/** By the key's id. */
export const trashCollection = defineCollection('trash', trashRecordSchema);

const nameOf = (key: KeyRecord): string => key.alias ?? key.apiName;

/** It was deleted in one copy of the vault and changed in another, which kept it: its secret is the listed key's. */
const isListed = (reader: VaultReader, keyId: string): boolean =>
  reader.get(keysCollection, keyId) !== undefined;

/** Called inside the transaction that decided that the key may go. Its secret stays sealed under its id. */
export function moveToTrash(transaction: VaultTransaction, keyId: string, key: KeyRecord, at: Date): void {
  const rotations = transaction
    .list(rotationsCollection)
    .filter(({ value }) => value.oldKeyId === keyId || value.newKeyId === keyId);
  transaction.put(trashCollection, keyId, {
    connectionId: key.connectionId,
    key,
    rotations: rotations.map(({ id, value }) => ({ id, value })),
    deletedAt: at.toISOString(),
    purgeAt: new Date(at.getTime() + TRASH_DAYS * DAY_MS).toISOString(),
  });
  for (const { id } of rotations) transaction.delete(rotationsCollection, id);
  transaction.delete(keysCollection, keyId);
}

/** With what came from a trash elsewhere: its 30 days begin here. */
export function putInTrash(transaction: VaultTransaction, keyId: string, key: KeyRecord, at: Date): void {
  transaction.put(trashCollection, keyId, {
    connectionId: key.connectionId,
    key,
    rotations: [],
    deletedAt: at.toISOString(),
    purgeAt: new Date(at.getTime() + TRASH_DAYS * DAY_MS).toISOString(),
  });
}

/** Newest first. */
export function listTrash(vault: VaultReader): readonly TrashedKey[] {
  return vault
    .list(trashCollection)
    .filter(({ id }) => !isListed(vault, id))
    .map(({ id, value }) => ({
      keyId: id,
      connectionId: value.connectionId,
      name: nameOf(value.key),
      redacted: value.key.redacted,
      mode: value.key.mode,
      deletedAt: value.deletedAt,
      purgeAt: value.purgeAt,
      secretHeld: vault.hasSecret(id),
    }))
    .sort((left, right) => right.deletedAt.localeCompare(left.deletedAt));
}

const isConnected = (reader: VaultReader, id: string): boolean =>
  (reader.get(connectionsCollection, id) ?? reader.get(providerConnectionsCollection, id)) !== undefined;

/** @throws AppError `not-found` where it is not in the trash any more, `conflict` where its account has gone */
export function restoreFromTrash(vault: Vault, keyId: string): void {
  vault.transaction((transaction) => {
    const record = transaction.get(trashCollection, keyId);
    if (record === undefined) {
      throw new AppError({
        code: 'not-found',
        message: say('keys.this-record-is-not-in-the-trash'),
        hint: say('keys.it-was-restored-or-its-30-days'),
      });
    }
    if (!isConnected(transaction, record.connectionId)) {
      throw new AppError({
        code: 'conflict',
        message: say('keys.what-this-key-belongs-to-is-not'),
        hint: say('keys.nothing-was-changed-and-the-key-stays'),
      });
    }
    if (!isListed(transaction, keyId)) transaction.put(keysCollection, keyId, record.key);
    for (const { id, value } of record.rotations) transaction.put(rotationsCollection, id, value);
    transaction.delete(trashCollection, keyId);
    transaction.delete(deletedKeysCollection, keyId);
    transaction.audit({
      action: 'key-restored',
      subjectId: keyId,
      subjectName: nameOf(record.key),
      detail: say('keys.back-from-the-trash'),
    });
  });
}

type Purge = 'by-word' | 'by-date';
const WHY: Readonly<Record<Purge, Said>> = {
  'by-word': say('keys.deleted-for-good-from-the-trash'),
  'by-date': say('keys.its-30-days-in-the-trash-were'),
};

function purge(transaction: VaultTransaction, keyId: string, record: TrashRecord, why: Purge): void {
  transaction.delete(trashCollection, keyId);
  if (isListed(transaction, keyId)) {
    transaction.audit({
      action: 'key-restored',
      subjectId: keyId,
      subjectName: nameOf(record.key),
      detail: say('keys.another-copy-of-the-vault-kept-it'),
    });
    return;
  }
  const held = transaction.hasSecret(keyId);
  transaction.destroySecret(keyId, why);
  if (transaction.get(careCollection, keyId) !== undefined) transaction.delete(careCollection, keyId);
  transaction.audit({
    action: held ? 'secret-destroyed' : 'key-deleted',
    subjectId: keyId,
    subjectName: nameOf(record.key),
    detail: WHY[why],
  });
}

/** For good, secrets included. @param keyId null: everything @returns how many */
export function emptyTrash(vault: Vault, keyId: string | null): number {
  return vault.transaction((transaction) => {
    const going = transaction.list(trashCollection).filter(({ id }) => keyId === null || id === keyId);
    for (const { id, value } of going) purge(transaction, id, value, 'by-word');
    return going.length;
  });
}

/** What has been there for 30 days goes by itself. @returns how many */
export function purgeTrash(vault: Vault, now: Date): number {
  const isDue = (record: TrashRecord): boolean => Date.parse(record.purgeAt) <= now.getTime();
  if (!vault.list(trashCollection).some(({ value }) => isDue(value))) return 0;
  return vault.transaction((transaction) => {
    const due = transaction.list(trashCollection).filter(({ value }) => isDue(value));
    for (const { id, value } of due) purge(transaction, id, value, 'by-date');
    return due.length;
  }, 'background');
}

/** With the account that goes, what of it lies in the trash goes too. */
export function dropTrashOf(transaction: VaultTransaction, connectionId: string): void {
  for (const { id, value } of transaction.list(trashCollection)) {
    if (value.connectionId !== connectionId) continue;
    transaction.destroySecret(id);
    transaction.delete(trashCollection, id);
  }
}
