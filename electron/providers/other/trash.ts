/** Records of other services' keys that were deleted here: restorable for 30 days with their secrets, as Augno's are. */
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { TrashedKey } from '../../../shared/ipc/upkeep-channels.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault, VaultReader, VaultTransaction } from '../../vault/types.ts';
import {
  providerConnectionsCollection,
  providerKeysCollection,
  providerRotationsCollection,
  type ProviderKeyRecord,
} from '../../keys/registry/other-records.ts';

export const PROVIDER_TRASH_DAYS = 30;

const trashSchema = z.object({
  key: providerKeysCollection.schema,
  rotations: z.array(z.object({ id: z.string(), value: providerRotationsCollection.schema })),
  deletedAt: z.string(),
  purgeAt: z.string(),
});
type ProviderTrashRecord = z.infer<typeof trashSchema>;

/** By the key's id. */
export const providerTrashCollection = defineCollection('provider-trash', trashSchema);

const nameOf = (key: ProviderKeyRecord): string => key.alias ?? key.apiName;

/** It was deleted in one copy of the vault and changed in another, which kept it: its secret is the listed key's. */
const isListed = (reader: VaultReader, keyId: string): boolean =>
  reader.get(providerKeysCollection, keyId) !== undefined;

/** Called inside the transaction that decided that the key may go. Its secret stays sealed under its id. */
export function moveToTrash(
  transaction: VaultTransaction,
  keyId: string,
  key: ProviderKeyRecord,
  at: Date,
): void {
  const rotations = transaction
    .list(providerRotationsCollection)
    .filter(({ value }) => value.oldKeyId === keyId || value.newKeyId === keyId);
  transaction.put(providerTrashCollection, keyId, {
    key,
    rotations: rotations.map(({ id, value }) => ({ id, value })),
    deletedAt: at.toISOString(),
    purgeAt: new Date(at.getTime() + PROVIDER_TRASH_DAYS * DAY_MS).toISOString(),
  });
  for (const { id } of rotations) transaction.delete(providerRotationsCollection, id);
  transaction.delete(providerKeysCollection, keyId);
}

export function listTrash(vault: VaultReader): readonly TrashedKey[] {
  const trash = vault.list(providerTrashCollection).filter(({ id }) => !isListed(vault, id));
  return trash.map(({ id, value: { key, deletedAt, purgeAt } }) => ({
    keyId: id,
    connectionId: key.connectionId,
    name: nameOf(key),
    redacted: key.redacted,
    mode: vault.get(providerConnectionsCollection, key.connectionId)?.mode ?? 'prod',
    deletedAt,
    purgeAt,
    secretHeld: vault.hasSecret(id),
  }));
}

/** @throws AppError `not-found` where it is not in the trash any more, `conflict` where its service has gone */
export function restoreFromTrash(vault: Vault, keyId: string): void {
  vault.transaction((transaction) => {
    const record = transaction.get(providerTrashCollection, keyId);
    if (record === undefined) {
      throw new AppError({
        code: 'not-found',
        message: 'This record is not in the trash any more.',
        hint: 'It was restored, or its 30 days were over. Nothing was changed.',
      });
    }
    if (transaction.get(providerConnectionsCollection, record.key.connectionId) === undefined) {
      throw new AppError({
        code: 'conflict',
        message: 'The service that this key belongs to is not in the vault any more.',
        hint: 'Nothing was changed. The key stays in the trash.',
      });
    }
    if (!isListed(transaction, keyId)) transaction.put(providerKeysCollection, keyId, record.key);
    for (const { id, value } of record.rotations) transaction.put(providerRotationsCollection, id, value);
    transaction.delete(providerTrashCollection, keyId);
    transaction.audit({
      action: 'key-restored',
      subjectId: keyId,
      subjectName: nameOf(record.key),
      detail: 'Back from the trash.',
    });
  });
}

type Purge = 'by-word' | 'by-date';
const WHY: Readonly<Record<Purge, string>> = {
  'by-word': 'Deleted for good from the trash.',
  'by-date': 'Its 30 days in the trash were over.',
};

/** For good, secrets included. @returns how many */
function purge(
  vault: Vault,
  isGoing: (id: string, record: ProviderTrashRecord) => boolean,
  why: Purge,
): number {
  const isAny = vault.list(providerTrashCollection).some(({ id, value }) => isGoing(id, value));
  if (!isAny) return 0;
  return vault.transaction((transaction) => {
    const going = transaction.list(providerTrashCollection).filter(({ id, value }) => isGoing(id, value));
    for (const { id, value } of going) {
      transaction.delete(providerTrashCollection, id);
      if (isListed(transaction, id)) {
        transaction.audit({
          action: 'key-restored',
          subjectId: id,
          subjectName: nameOf(value.key),
          detail: 'Another copy of the vault kept it: it and its secret stay.',
        });
        continue;
      }
      const held = transaction.hasSecret(id);
      transaction.destroySecret(id, why);
      transaction.audit({
        action: held ? 'secret-destroyed' : 'key-deleted',
        subjectId: id,
        subjectName: nameOf(value.key),
        detail: WHY[why],
      });
    }
    return going.length;
  });
}

/** @param keyId null: everything */
export function emptyTrash(vault: Vault, keyId: string | null): number {
  return purge(vault, (id) => keyId === null || id === keyId, 'by-word');
}

/** What has been there for 30 days goes by itself. */
export function purgeTrash(vault: Vault, now: Date): number {
  return purge(vault, (_id, { purgeAt }) => Date.parse(purgeAt) <= now.getTime(), 'by-date');
}
