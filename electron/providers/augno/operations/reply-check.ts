/**
 * Whether the reply of a creation or rotation is what it has to be. Pure.
 * SECURITY: nothing of a reply is stored with a key, lent, or counted as held before this found no fault.
 */
import type { ReplyFault } from '../../../../shared/kept-replies.ts';
import { wholeKey, type KeyParts } from '../../../../shared/key-format.ts';
import type { VaultReader } from '../../../vault/types.ts';
import type { ApiKeyReply } from '../api/schemas.ts';
import type { CreatedKeyReply } from '../api/client.ts';
import { isForeignId } from '../../../keys/registry/owner.ts';
import { keysCollection, type ConnectionRecord, type IntentRecord } from '../../../keys/registry/records.ts';
import { trashCollection } from '../../../keys/trash/trash.ts';
import { replacedKeyOf } from '../../../keys/registry/replaced-key.ts';

export interface CheckedReply {
  readonly secret: string;
  readonly key: ApiKeyReply;
  readonly parts: KeyParts;
}

export type ReplyVerdict =
  | { readonly ok: true; readonly reply: CheckedReply }
  | { readonly ok: false; readonly faults: readonly ReplyFault[] };

export function checkReply(
  reader: VaultReader,
  intent: IntentRecord,
  connection: Pick<ConnectionRecord, 'brand' | 'mode'>,
  reply: CreatedKeyReply,
): ReplyVerdict {
  const { secret, key } = reply;
  const faults: ReplyFault[] = [];
  if (key === null) faults.push('unreadable');
  else if (isForeignId(reader, key.id, intent.connectionId)) faults.push('id-of-another');
  else if (!mayBeNewKeyOf(reader, intent, key.id)) faults.push('id-not-new');

  const parts = wholeKey(secret);
  if (parts === null) return { ok: false, faults: [...faults, 'not-a-key'] };
  if (parts.brand !== connection.brand) faults.push('other-brand');
  if (parts.mode !== connection.mode) faults.push('other-mode');
  if (key !== null && parts.redacted !== key.redacted_value) faults.push('redacted-differs');
  if (isHeldUnderAnotherId(reader, parts.keyId, key?.id ?? null)) faults.push('secret-of-another');
  return key === null || faults.length > 0
    ? { ok: false, faults }
    : { ok: true, reply: { secret, key, parts } };
}

/**
 * Whether `keyId` may be the key that the operation made: nobody's yet, or a record of this connection without a secret that
 * a synchronisation brought in after the intent was written.
 */
export function mayBeNewKeyOf(reader: VaultReader, intent: IntentRecord, keyId: string): boolean {
  if (isForeignId(reader, keyId, intent.connectionId)) return false;
  if (keyId === replacedKeyOf(intent) || intent.seen.keyIds.includes(keyId)) return false;
  if (reader.hasSecret(keyId)) return false;
  const record = reader.get(keysCollection, keyId);
  if (record === undefined) return reader.get(trashCollection, keyId) === undefined;
  return record.publicId === null && record.firstSeenAt >= intent.openedAt;
}

/** A server that repeats an old secret under a new id would make a rotation that rotates nothing. */
function isHeldUnderAnotherId(reader: VaultReader, publicId: string, keyId: string | null): boolean {
  return (
    reader.list(keysCollection).some(({ id, value }) => id !== keyId && value.publicId === publicId) ||
    reader.list(trashCollection).some(({ id, value }) => id !== keyId && value.key.publicId === publicId)
  );
}
