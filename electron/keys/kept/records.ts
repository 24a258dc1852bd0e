/**
 * Replies that failed their check, kept apart until a person takes them in.
 *
 * SECURITY: what was sent as the secret lies in this record alone and not among the vault's secrets, so that nothing that
 * lends, counts, matches or injects secrets can come across it. The record is sealed as every record is.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { REPLY_FAULTS, type KeptReply, type ReplyFault } from '../../../shared/kept-replies.ts';
import { brandIdSchema, keyModeSchema } from '../../../shared/domain.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { VaultReader, VaultTransaction } from '../../vault/types.ts';
import { replacedKeyOf } from '../registry/replaced-key.ts';
import { wholeKey } from '../../../shared/key-format.ts';
import {
  intentRecordSchema,
  keysCollection,
  type ConnectionRecord,
  type IntentRecord,
} from '../registry/records.ts';

/** No key is a hundredth as long; what a server sends beyond this is no secret of anybody's. */
export const LONGEST_KEPT = 64 * 1024;

const keptReplyRecordSchema = z.object({
  connectionId: z.string(),
  /** As it was then: the connection may be gone when a person looks at it. */
  connection: z.object({
    name: z.string(),
    brand: brandIdSchema,
    mode: keyModeSchema,
    origin: z.string(),
  }),
  receivedAt: z.string(),
  faults: z.array(z.enum(REPLY_FAULTS)),
  keyId: z.string().nullable(),
  /** SECURITY: UTF-8 in base64, whole up to 64 KiB. */
  secret: z.base64(),
  /** The operation that it answered; with it a rotation is completed when the key is taken in. */
  intent: intentRecordSchema,
  seenAt: z.string().nullable(),
});
export type KeptReplyRecord = z.infer<typeof keptReplyRecordSchema>;

export const keptRepliesCollection = defineCollection('kept-replies', keptReplyRecordSchema);

/** What a server sent as a new key: whatever stood in the place of its secret, and the id that it named. */
interface Reply {
  readonly secret: string;
  readonly key: { readonly id: string } | null;
}

/** Called inside the transaction that ends the intent. */
export function keepApart(
  transaction: VaultTransaction,
  intent: IntentRecord,
  connection: ConnectionRecord | undefined,
  reply: Reply,
  faults: readonly ReplyFault[],
  at: string,
): string {
  const id = `kept_${randomUUID()}`;
  transaction.put(keptRepliesCollection, id, {
    connectionId: intent.connectionId,
    connection: {
      name: connection?.name ?? '',
      brand: connection?.brand ?? 'augno',
      mode: connection?.mode ?? 'test',
      origin: connection?.origin ?? '',
    },
    receivedAt: at,
    faults: [...faults],
    keyId: reply.key?.id ?? null,
    secret: Buffer.from(reply.secret, 'utf8').subarray(0, LONGEST_KEPT).toString('base64'),
    intent: { ...intent, lease: null },
    seenAt: null,
  });
  return id;
}

/** SECURITY: as text; for the request that tests it and for taking it in, and for nothing else. */
export function keptText(record: KeptReplyRecord): string {
  return Buffer.from(record.secret, 'base64').toString('utf8');
}

export function summarizeKeptReply(id: string, record: KeptReplyRecord): KeptReply {
  const text = keptText(record);
  const parts = wholeKey(text);
  return {
    id,
    connectionId: record.connectionId,
    connectionName: record.connection.name,
    name: record.intent.name,
    operation: replacedKeyOf(record.intent) === null ? 'create' : 'rotate',
    receivedAt: record.receivedAt,
    faults: record.faults,
    keyId: record.keyId,
    keyOf: parts === null ? null : { brand: parts.brand, mode: parts.mode, redacted: parts.redacted },
    length: text.length,
    seenAt: record.seenAt,
  };
}

/** Keys of the registry that such a reply is about: the one that was to be replaced, and the one that it named. */
export function keysWithKeptReplies(reader: VaultReader): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { value } of reader.list(keptRepliesCollection)) {
    if (value.seenAt !== null) continue;
    const replaced = replacedKeyOf(value.intent);
    if (replaced !== null) ids.add(replaced);
    if (value.keyId === null || reader.hasSecret(value.keyId)) continue;
    // SECURITY: a server says nothing about the keys of another connection.
    if (reader.get(keysCollection, value.keyId)?.connectionId === value.connectionId) ids.add(value.keyId);
  }
  return ids;
}
