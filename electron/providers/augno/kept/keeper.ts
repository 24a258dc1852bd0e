/** What a person does with a reply that is kept apart: look at it, try it at the confirmed address, take it in. */
import { BRANDS, type BrandId } from '../../../../shared/brands.ts';
import type { KeyTestResult } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { KeptReply } from '../../../../shared/kept-replies.ts';
import { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { VaultTransaction } from '../../../vault/types.ts';
import { identify } from '../connections/identify.ts';
import type { Connection, ServiceContext } from '../context.ts';
import { judgeProbe } from '../keys/test.ts';
import { auditCreated, storeCreated } from '../operations/commit.ts';
import { type CheckedReply } from '../operations/reply-check.ts';
import { wholeKey } from '../../../../shared/key-format.ts';
import { replacedKeyOf } from '../../../keys/registry/replaced-key.ts';
import { isForeignId, knownPublicId } from '../../../keys/registry/owner.ts';
import { connectionsCollection, keysCollection } from '../../../keys/registry/records.ts';
import {
  keptRepliesCollection,
  keptText,
  summarizeKeptReply,
  type KeptReplyRecord,
} from '../../../keys/kept/records.ts';
import { say } from '../../../../shared/messages/say.ts';

/** Newest first. Nothing of what was sent leaves with it but the redacted form of what is a key. */
export function listKeptReplies(context: ServiceContext): readonly KeptReply[] {
  return context.vault
    .list(keptRepliesCollection)
    .map(({ id, value }) => summarizeKeptReply(id, value))
    .sort((left, right) => right.receivedAt.localeCompare(left.receivedAt));
}

/** A person knows about it; it stays kept, and asks for nothing any more. */
export function noteKeptReply(context: ServiceContext, id: string): void {
  recordOf(context, id);
  context.transaction((transaction) => {
    const record = transaction.get(keptRepliesCollection, id);
    if (record === undefined || record.seenAt !== null) return;
    transaction.put(keptRepliesCollection, id, { ...record, seenAt: context.timestamp() });
    transaction.audit({
      action: 'reply-kept-apart',
      subjectId: record.connectionId,
      subjectName: record.intent.name,
      detail: say('account.somebody-looked-at-it-it-stays-kept'),
    });
  });
}

/** One harmless request with what was sent, to the address of the connection that it came from. */
export async function testKeptReply(
  context: ServiceContext,
  id: string,
  signal?: AbortSignal,
): Promise<KeyTestResult> {
  const record = recordOf(context, id);
  const { result } = await probe(context, record, connectionOf(context, record), signal);
  context.transaction((transaction) => {
    transaction.audit({
      action: 'key-tested',
      subjectId: record.connectionId,
      subjectName: record.intent.name,
      detail: say('account.of-what-is-kept-apart-message', { message: result.message }),
    });
  });
  return result;
}

/**
 * Stores it with the key that the server itself says it is, once the server accepted it.
 * @returns the key's id
 * @throws AppError with the reason why it stays kept apart; nothing is changed then
 */
export async function takeInKeptReply(
  context: ServiceContext,
  id: string,
  signal?: AbortSignal,
): Promise<string> {
  const record = recordOf(context, id);
  const connection = connectionOf(context, record);
  const secret = keptText(record);
  const parts = requireKeyOf(secret, connection, record.connection.brand);
  const { result, requestId } = await probe(context, record, connection, signal);
  if (result.outcome !== 'accepted') {
    throw new AppError({
      code: 'conflict',
      message: say('account.it-was-not-accepted-so-it-is', { message: result.message }),
      hint: say('account.it-stays-kept-apart-nothing-was-changed'),
    });
  }
  const client = context.client(connection.id);
  const { items } = await client.listKeys(signal);
  const now = context.timeThere(connection.id);
  const { keyId } = await identify(client, parts.redacted, items, requestId, now, signal);
  const key = items.find((candidate) => candidate.id === keyId);
  if (key === undefined) {
    throw new AppError({
      code: 'not-found',
      message: say('account.the-server-accepts-it-but-does-not'),
      hint: say('account.try-again-in-a-moment-it-stays'),
    });
  }
  context.transaction((transaction) => {
    store(transaction, id, connection.id, { secret, key, parts }, context.timestamp());
  });
  return key.id;
}

function store(
  transaction: VaultTransaction,
  id: string,
  connectionId: string,
  reply: CheckedReply,
  at: string,
): void {
  const record = transaction.get(keptRepliesCollection, id);
  if (record === undefined) return;
  // SECURITY: as at every other way in, no secret of another key is overwritten.
  const publicId = knownPublicId(transaction, reply.key.id);
  const otherKey = publicId !== null && publicId !== reply.parts.keyId;
  const heldUnknown = publicId === null && transaction.hasSecret(reply.key.id);
  if (isForeignId(transaction, reply.key.id, connectionId) || otherKey || heldUnknown) {
    throw new AppError({
      code: 'conflict',
      message: say('account.the-server-says-that-it-is-a'),
      hint: say('account.it-stays-kept-apart-and-that-key'),
    });
  }
  if (!transaction.hasSecret(reply.key.id)) {
    const { intent } = record;
    const oldKeyId = replacedKeyOf(intent);
    const oldKey = oldKeyId === null ? undefined : transaction.get(keysCollection, oldKeyId);
    // Rotated once more since, or it is the old key itself: then there is nothing left to complete.
    const completes = oldKey !== undefined && oldKey.replacedBy === null && oldKeyId !== reply.key.id;
    const plain = {
      ...intent,
      kind: 'create' as const,
      targetKeyId: null,
      purpose: { kind: 'plain' as const },
    };
    const stored = storeCreated(transaction, { ...(completes ? intent : plain), connectionId }, reply, at);
    auditCreated(transaction, completes ? intent : plain, stored.keyId, false);
  }
  transaction.delete(keptRepliesCollection, id);
  transaction.audit({
    action: 'secret-stored',
    subjectId: reply.key.id,
    subjectName: reply.key.name,
    detail: say('account.taken-in-from-what-was-kept-apart'),
  });
}

/**
 * @param then the connection's brand when it came: an account that has moved since knows its keys by that spelling too
 * @throws AppError: only a key of the connection's brand and mode can be used as one
 */
function requireKeyOf(secret: string, { record }: Connection, then: BrandId): CheckedReply['parts'] {
  const parts = wholeKey(secret);
  if (parts === null) {
    throw new AppError({
      code: 'unsupported',
      message: say('account.what-was-sent-has-not-the-form'),
      hint: say('account.it-stays-kept-apart-in-case-a'),
    });
  }
  if (parts.brand !== record.brand && parts.brand !== then) {
    const [sent, own] = [BRANDS[parts.brand].productName, BRANDS[record.brand].productName];
    throw new AppError({
      code: 'conflict',
      message: say('account.this-is-a-key-of-sent-and', { sent, name: record.name, own }),
      hint: say('account.if-the-account-has-moved-to-sent', { sent }),
    });
  }
  if (parts.mode !== record.mode) {
    throw new AppError({
      code: 'conflict',
      message: say('account.this-is-a-mode-key-but-the', { mode: parts.mode, mode2: record.mode }),
      hint: say('account.it-stays-kept-apart-connect-the-account'),
    });
  }
  return parts;
}

async function probe(
  context: ServiceContext,
  record: KeptReplyRecord,
  connection: Connection,
  signal: AbortSignal | undefined,
): Promise<{ readonly result: KeyTestResult; readonly requestId: string | null }> {
  const text = keptText(record);
  // SECURITY: nothing that would end a header or begin another one.
  if (!/^[\x21-\x7e]{1,4096}$/.test(text)) {
    throw new AppError({
      code: 'unsupported',
      message: say('account.what-was-sent-holds-characters-that-no'),
      hint: say('account.it-stays-kept-apart-create-another-key'),
    });
  }
  const secret = SecretBytes.fromText(text);
  try {
    let requestId: string | null = null;
    const result = await judgeProbe(
      async () => {
        ({ requestId } = await context.client(connection.id, { secret }).probe(signal));
      },
      say('state.quoted', { text: connection.record.name }),
      () => context.timestamp(),
    );
    return { result, requestId };
  } finally {
    secret.wipe();
  }
}

function recordOf(context: ServiceContext, id: string): KeptReplyRecord {
  const record = context.vault.get(keptRepliesCollection, id);
  if (record !== undefined) return record;
  throw new AppError({
    code: 'not-found',
    message: say('account.this-is-not-kept-apart-any-more'),
    hint: say('account.it-was-taken-in-here-or-by'),
  });
}

/** The connection that it came from; where that was removed, one to the same address. */
function connectionOf(context: ServiceContext, record: KeptReplyRecord): Connection {
  const { brand, mode, origin } = record.connection;
  const own = context.vault.get(connectionsCollection, record.connectionId);
  if (own !== undefined) return { id: record.connectionId, record: own };
  const other = context.vault
    .list(connectionsCollection)
    .find(({ value }) => value.origin === origin && value.brand === brand && value.mode === mode);
  if (other !== undefined) return { id: other.id, record: other.value };
  throw new AppError({
    code: 'not-found',
    message: say('account.the-connection-name-which-this-came-from', { name: record.connection.name }),
    hint: say('account.connect-the-account-again-then-it-can'),
  });
}
