/**
 * Replies that were kept apart, in an export of others: kept apart here too, for the account of the same file. What they
 * answered was an operation of the vault that asked, so here such a reply is that of a plain creation.
 */
import { randomUUID } from 'node:crypto';
import { timestampSchema } from '../../../shared/domain.ts';
import { parseApiAddress } from '../../http/address.ts';
import type { VaultReader, VaultTransaction } from '../../vault/types.ts';
import { keptRepliesCollection, LONGEST_KEPT, type KeptReplyRecord } from '../kept/records.ts';
import type { ConnectionRecord } from '../registry/records.ts';
import type { RecordLine, TheirConnection } from './import-port.ts';
import { oneLine, optionalLine } from './imported-values.ts';

type Account = TheirConnection<ConnectionRecord>;

interface Matching {
  /** Undefined where the account was not in their vault any more. */
  readonly accountOf: (value: unknown) => Account | undefined;
  readonly refuse: (line: RecordLine, why: 'malformed') => void;
}

interface ImportedReplies {
  readonly replies: readonly { readonly name: string; readonly account: string }[];
  readonly skipped: number;
  store(transaction: VaultTransaction): void;
}

export function importedKeptReplies(
  reader: VaultReader,
  lines: readonly RecordLine[],
  { accountOf, refuse }: Matching,
): ImportedReplies {
  const known = new Set(reader.list(keptRepliesCollection).map(({ value }) => sameReply(value)));
  const records: KeptReplyRecord[] = [];
  let skipped = 0;
  for (const line of lines) {
    const account = accountOf(line.value);
    const record = importedReply(line.value, account);
    if (record === null) {
      refuse(line, 'malformed');
      continue;
    }
    if ((account?.here ?? null) !== null || known.has(sameReply(record))) {
      skipped += 1;
      continue;
    }
    known.add(sameReply(record));
    records.push(record);
  }
  return {
    replies: records.map(({ intent, connection }) => ({ name: intent.name, account: connection.name })),
    skipped,
    store: (transaction) => {
      for (const record of records) transaction.put(keptRepliesCollection, `kept_${randomUUID()}`, record);
    },
  };
}

const sameReply = ({ secret, receivedAt, connection }: KeptReplyRecord): string =>
  JSON.stringify([secret, receivedAt, connection.origin]);

/** Null: nothing that this program keeps. */
function importedReply(value: unknown, account: Account | undefined): KeptReplyRecord | null {
  const parsed = keptRepliesCollection.schema.safeParse(value);
  if (!parsed.success || !timestampSchema.safeParse(parsed.data.receivedAt).success) return null;
  const { secret, connection, faults, receivedAt, keyId, intent } = parsed.data;
  if (secret.length > Math.ceil(LONGEST_KEPT / 3) * 4 || !isAddress(connection)) return null;
  const { brand, mode, origin } = account?.record ?? connection;
  const connectionId = account?.id ?? randomUUID();
  return {
    connectionId,
    connection: { name: account?.record.name ?? oneLine(connection.name, 100), brand, mode, origin },
    receivedAt,
    faults: [...new Set(faults)],
    keyId: optionalLine(keyId, 200),
    secret,
    // SECURITY: no id of the file decides which key of this vault is completed, replaced or asked about.
    intent: {
      kind: 'create',
      connectionId,
      idempotencyKey: randomUUID(),
      actorKeyId: '',
      apiVersion: intent.apiVersion,
      openedAt: receivedAt,
      sentAt: receivedAt,
      replayableUntil: receivedAt,
      lease: null,
      state: 'open',
      question: null,
      targetKeyId: null,
      name: oneLine(intent.name, 255),
      roleId: null,
      expiresAt: null,
      revokeAt: null,
      seen: { keyIds: [], revokedAt: null },
      purpose: { kind: 'plain' },
      reason: null,
      orphanKeyId: null,
    },
    // Nobody has looked at it here.
    seenAt: null,
  };
}

function isAddress({ origin }: KeptReplyRecord['connection']): boolean {
  try {
    return parseApiAddress(origin).origin === origin && origin.length <= 2048;
  } catch {
    return false;
  }
}
