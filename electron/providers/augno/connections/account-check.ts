/** Which account a server speaks of, held against what the vault knows of it. */
import { AppError } from '../../../../shared/errors.ts';
import type { KeyParts } from '../../../../shared/key-format.ts';
import type { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { VaultReader } from '../../../vault/types.ts';
import type { ApiKeyReply } from '../api/schemas.ts';
import type { ServiceContext } from '../context.ts';
import { isForeignId, knownPublicId, ownerOfId } from '../../../keys/registry/owner.ts';
import {
  connectionsCollection,
  keysCollection,
  type ConnectionRecord,
} from '../../../keys/registry/records.ts';
import { requireKey } from '../input.ts';
import type { Identity } from './identify.ts';
import { say } from '../../../../shared/messages/say.ts';

/** @throws AppError `conflict` where the listed keys are those of a connection that is here */
export function refuseSecondConnection(
  context: ServiceContext,
  origin: string,
  keys: readonly ApiKeyReply[],
): void {
  for (const { id } of keys) {
    const connection = connectionOfKey(context, id);
    if (connection !== null)
      throw connectedAs(connection, origin, connection.origin === origin ? 'adminKey' : 'url');
  }
}

function connectionOfKey(context: ServiceContext, keyId: string): ConnectionRecord | null {
  const owner = ownerOfId(context.vault, keyId);
  if (owner === null || owner === 'reserved') return null;
  return context.vault.get(connectionsCollection, owner.connectionId) ?? null;
}

/** @param origin where its keys were listed */
function connectedAs(connection: ConnectionRecord, origin: string, field: 'adminKey' | 'url'): AppError {
  const { name } = connection;
  const isThere = connection.origin === origin;
  return new AppError({
    code: 'conflict',
    message: isThere
      ? say('account.this-account-is-connected-already-as-name', { name })
      : say('account.this-server-lists-keys-of-the-connection', { name }),
    hint: isThere
      ? say('account.to-give-that-connection-another-admin-key')
      : say('account.if-the-account-has-moved-to-this'),
    field,
  });
}

/**
 * An account is known by its id where the server tells it, else by any key that both know.
 * @param origin where the keys were listed
 * @throws AppError `conflict`, which names the other connection where the keys are those of one
 */
export function requireSameAccount(
  context: ServiceContext,
  connectionId: string,
  record: ConnectionRecord,
  origin: string,
  asked: { readonly keys: readonly ApiKeyReply[]; readonly identity: Identity },
): void {
  const known = context.vault.list(keysCollection).filter(({ value }) => value.connectionId === connectionId);
  const listed = new Set(asked.keys.map((key) => key.id));
  const { accountId } = asked.identity;
  const sameById = record.accountId !== null && accountId === record.accountId;
  const contradictedById = record.accountId !== null && accountId !== null && accountId !== record.accountId;
  const sameByKeys = known.length === 0 || known.some(({ id, value }) => listed.has(value.claimedId ?? id));
  const foreign = asked.keys.filter(({ id }) => isOfAnother(context, id, connectionId));
  if (!contradictedById && foreign.length === 0 && (sameById || sameByKeys)) return;
  const [taken] = foreign.flatMap(({ id }) => connectionOfKey(context, id) ?? []);
  // As when one account came twice, with a file from before it was moved: to say that it is another one would be wrong.
  if (taken !== undefined) throw connectedAs(taken, origin, 'adminKey');
  throw new AppError({
    code: 'conflict',
    message: say('account.this-key-belongs-to-another-account-than', { name: record.name }),
    hint: say('account.use-an-admin-key-of-the-same'),
    field: 'adminKey',
  });
}

function isOfAnother(context: ServiceContext, id: string, connectionId: string): boolean {
  const owner = ownerOfId(context.vault, id);
  return owner !== null && owner !== 'reserved' && owner.connectionId !== connectionId;
}

/**
 * SECURITY: which key an id stands for does not change; a server that says so would have the secret of another one
 * overwritten.
 * @throws AppError `api-unexpected-reply` where the id is another connection's, or is known to be another key
 */
export function requireItsKey(reader: VaultReader, connectionId: string, keyId: string, key: KeyParts): void {
  const publicId = knownPublicId(reader, keyId);
  if (!isForeignId(reader, keyId, connectionId) && (publicId === null || publicId === key.keyId)) return;
  throw new AppError({
    code: 'api-unexpected-reply',
    message: say('account.the-server-takes-this-key-for-another'),
    hint: say('account.check-the-address-and-use-another-admin'),
    field: 'adminKey',
  });
}

/** @throws AppError with `field` `adminKey` */
export function requireKeyOfMode(secret: SecretBytes, record: ConnectionRecord): KeyParts {
  const key = requireKey(secret, 'adminKey');
  if (key.mode !== record.mode) {
    throw new AppError({
      code: 'invalid-input',
      message: say('account.this-is-a-mode-key-but-the', { mode: key.mode, mode2: record.mode }),
      hint: say('account.use-an-admin-key-of-the-same-2'),
      field: 'adminKey',
    });
  }
  return key;
}
