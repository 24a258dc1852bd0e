/**
 * To whom an id belongs that a server named. Ids come from servers, and each of them can write any id that it knows.
 * SECURITY: whatever stores or believes something under such an id asks here first, or one connection's server could reach
 * another connection's records and secrets.
 */
import type { VaultReader } from '../../vault/types.ts';
import { trashCollection } from '../trash/trash.ts';
import { deletedKeysCollection, keysCollection } from './records.ts';

/** Ids of keys of other services begin so (`providers/records.ts`); they are made here and never by an Augno server. */
const OWN_ID = /^pv[a-z]_/;

/**
 * null: nobody's yet. `reserved`: the vault's own, or another service's: something that no account can have.
 * A key that was deleted here goes on belonging to its connection.
 */
export type IdOwner = { readonly connectionId: string } | 'reserved' | null;

export function ownerOfId(reader: VaultReader, id: string): IdOwner {
  const record =
    reader.get(keysCollection, id) ??
    reader.get(trashCollection, id) ??
    reader.get(deletedKeysCollection, id);
  if (record !== undefined) return { connectionId: record.connectionId };
  return OWN_ID.test(id) || reader.hasSecret(id) ? 'reserved' : null;
}

/** Whether `connectionId`'s server may speak of this id. */
export function isForeignId(reader: VaultReader, id: string, connectionId: string): boolean {
  const owner = ownerOfId(reader, id);
  return owner === 'reserved' || (owner !== null && owner.connectionId !== connectionId);
}

/** The public part that pins which key an id stands for; null where none is known. */
export function knownPublicId(reader: VaultReader, id: string): string | null {
  return reader.get(keysCollection, id)?.publicId ?? reader.get(trashCollection, id)?.key.publicId ?? null;
}
