/**
 * Keys that came with a file have ids of this vault's own. Once their account is confirmed, works, and lists the key that
 * the file spoke of, what a person kept about it goes to the listed key, its secret too, which then has yet to be proved.
 */
import type { ServiceContext } from '../context.ts';
import { findingsCollection } from '../../../keys/findings/records.ts';
import { careCollection } from '../../../keys/care/care.ts';
import {
  connectionsCollection,
  keysCollection,
  rotationsCollection,
  type KeyRecord,
} from '../../../keys/registry/records.ts';
import { isSameRedacted } from '../../../../shared/key-format.ts';
import type { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { VaultReader, VaultTransaction } from '../../../vault/types.ts';
import { say } from '../../../../shared/messages/say.ts';
import { certain } from '../../../../shared/certain.ts';

/** The listed key that this one stands for; undefined where the server lists none of that redacted form. */
function listedKeyOf(reader: VaultReader, record: KeyRecord): { id: string; record: KeyRecord } | undefined {
  const id = record.claimedId;
  const listed = id === undefined ? undefined : reader.get(keysCollection, id);
  const same =
    listed?.connectionId === record.connectionId &&
    isSameRedacted(listed.redacted, record.redacted) &&
    listed.mode === record.mode;
  return same ? { id: certain(id), record: listed } : undefined;
}

export async function adoptImportedKeys(context: ServiceContext, connectionId: string): Promise<void> {
  const { vault } = context;
  for (const { id, value } of vault.list(keysCollection)) {
    if (value.connectionId !== connectionId || listedKeyOf(vault, value) === undefined) continue;
    if (vault.hasSecret(id)) await vault.withSecret(id, (secret) => adopt(context, id, secret));
    else adopt(context, id, null);
  }
}

function adopt(context: ServiceContext, importedId: string, secret: SecretBytes | null): void {
  context.transaction((transaction) => {
    const imported = transaction.get(keysCollection, importedId);
    const listed = imported && listedKeyOf(transaction, imported);
    if (imported === undefined || listed === undefined) return;
    const { id, record } = listed;
    // SECURITY: another secret than the one that is held under the listed id is not destroyed on a file's word.
    if (secret !== null && transaction.hasSecret(id) && record.publicId !== imported.publicId) return;
    const connection = transaction.get(connectionsCollection, record.connectionId);
    const taken = secret !== null && !transaction.hasSecret(id);
    if (taken) transaction.putSecret(id, secret);
    transaction.put(keysCollection, id, {
      ...record,
      alias: record.alias ?? imported.alias,
      notes: record.notes === '' ? imported.notes : record.notes,
      tags: [...new Set([...record.tags, ...imported.tags])],
      places: [...record.places, ...imported.places],
      // SECURITY: the file's word alone joined this secret to a key that the server knows.
      ...(taken ? { publicId: imported.publicId } : {}),
      // The admin key was just accepted: with it this list was read.
      ...(taken && connection?.adminKeyId !== importedId ? { unproven: true as const } : {}),
    });
    if (connection?.adminKeyId === importedId)
      transaction.put(connectionsCollection, record.connectionId, { ...connection, adminKeyId: id });
    moveReferences(transaction, importedId, id);
    transaction.destroySecret(importedId);
    transaction.delete(keysCollection, importedId);
    transaction.audit({
      action: 'imported',
      subjectId: id,
      subjectName: record.alias ?? record.apiName,
      detail: say('account.what-a-file-brought-about-this-key'),
    });
  }, 'background');
}

function moveReferences(transaction: VaultTransaction, from: string, to: string): void {
  const care = transaction.get(careCollection, from);
  if (care !== undefined) {
    if (transaction.get(careCollection, to) === undefined) transaction.put(careCollection, to, care);
    transaction.delete(careCollection, from);
  }
  const moved = (id: string): string => (id === from ? to : id);
  for (const { id, value } of transaction.list(rotationsCollection)) {
    if (value.oldKeyId !== from && value.newKeyId !== from) continue;
    transaction.put(rotationsCollection, id, {
      ...value,
      oldKeyId: moved(value.oldKeyId),
      newKeyId: moved(value.newKeyId),
    });
  }
  for (const { id, value } of transaction.list(findingsCollection)) {
    if (value.keyId === from) transaction.put(findingsCollection, id, { ...value, keyId: to });
  }
  for (const { id, value } of transaction.list(keysCollection)) {
    if (value.replaces !== from && value.replacedBy !== from) continue;
    transaction.put(keysCollection, id, {
      ...value,
      replaces: value.replaces === from ? to : value.replaces,
      replacedBy: value.replacedBy === from ? to : value.replacedBy,
    });
  }
}
