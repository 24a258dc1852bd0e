/**
 * Moving an account to another address, where the vendor answers under another name: its keys, secrets, names and plans
 * stay, and from then on requests go to the new address alone.
 *
 * SECURITY: the caller has a person's word on the new address. That the same key ids are listed there proves against
 * mistakes, not against whoever runs that address: the admin key was shown to it by then.
 */
import { AppError } from '../../../../shared/errors.ts';
import type { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { VaultReader } from '../../../vault/types.ts';
import { ApiError } from '../../../http/api-error.ts';
import { parseApiAddress, type ApiAddress } from '../../../http/address.ts';
import { Destination } from '../../../http/confirmed-addresses.ts';
import {
  connectionsCollection,
  intentsCollection,
  keysCollection,
  type ConnectionRecord,
} from '../../../keys/registry/records.ts';
import type { ServiceContext } from '../context.ts';
import { trimmedKey } from '../input.ts';
import { requireKeyOfMode, requireSameAccount } from './account-check.ts';
import { storeAdminSecret, storeRoles } from './store-account.ts';
import { adminKeyOf, ask } from './ask.ts';
import { auditMoved } from './audit-moved.ts';
import { storeAnswered } from './store-answered.ts';
import { say } from '../../../../shared/messages/say.ts';

/** What moving needs of the operations under way. */
export interface OpenOperations {
  /** Looks at the old address what became of it. @throws ApiError where that can't be asked */
  resolve(intentId: string, signal?: AbortSignal): Promise<unknown>;
  /** Nothing more is sent for it without a person's word. */
  ask(intentId: string): void;
}

/**
 * What can be seen without sending anything.
 * @param adminKey null: the one that the connection works with now
 * @throws AppError with `field` `url` or `adminKey`
 */
export function moveTarget(
  context: ServiceContext,
  connectionId: string,
  url: string,
  adminKey: SecretBytes | null,
): ApiAddress {
  const { record } = context.connection(connectionId);
  const address = parseApiAddress(url);
  if (record.sandboxAccountId !== null) {
    throw new AppError({
      code: 'unsupported',
      message: say('account.name-is-an-account-of-the-embedded', { name: record.name }),
      hint: say('account.connect-the-other-account-on-its-own'),
      field: 'url',
    });
  }
  if (address.origin === record.origin) {
    throw new AppError({
      code: 'conflict',
      message: say('account.name-is-at-origin-already', { name: record.name, origin: record.origin }),
      hint: say('account.nothing-was-changed-to-give-it-another'),
      field: 'url',
    });
  }
  if (adminKey === null && address.brand === null) {
    // SECURITY: a key that is held goes to the vendor's own addresses only; to any other it has to be typed.
    throw new AppError({
      code: 'invalid-input',
      message: say('account.host-is-none-of-the-vendors-own', { host: new URL(address.origin).host }),
      hint: say('account.give-the-admin-key-for-the-new'),
      field: 'adminKey',
    });
  }
  return address;
}

/** @throws AppError; nothing was changed then, but for operations under way that were looked into */
export async function moveConnection(
  context: ServiceContext,
  operations: OpenOperations,
  connectionId: string,
  input: { readonly url: string; readonly adminKey: SecretBytes | null },
  signal?: AbortSignal,
): Promise<void> {
  const address = moveTarget(context, connectionId, input.url, input.adminKey);
  const { record } = context.connection(connectionId);
  const secret = await keyFor(context, connectionId, record, input.adminKey);
  try {
    const key = requireKeyOfMode(secret, record);
    const target = {
      origin: address.origin,
      brand: address.brand?.id ?? key.brand,
      key,
      secret,
      destination: Destination.given(address.origin),
    };
    const asked = await ask(context, target, signal);
    requireSameAccount(context, connectionId, record, address.origin, asked);
    requireSameKeys(context, connectionId, record, new Set(asked.keys.map(({ id }) => id)));
    const adminKeyId = adminKeyOf(asked);
    requireUnchanged(context.vault, connectionId, record);
    await settleOperations(context, operations, connectionId, signal);
    const at = context.timestamp();
    context.transaction((transaction) => {
      const current = transaction.get(connectionsCollection, connectionId);
      if (current === undefined) return;
      requireUnchanged(transaction, connectionId, record);
      const { proposedAdminKeyId: _, ...settled } = current;
      storeAnswered(context, transaction, {
        connectionId,
        current: settled,
        target,
        asked,
        adminKeyId,
        at,
      });
      // A key that is held stays as it is stored, in whichever spelling: it is one key.
      if (!transaction.hasSecret(adminKeyId)) storeAdminSecret(transaction, adminKeyId, key, secret);
      storeRoles(transaction, connectionId, asked.roles);
      auditMoved(transaction, connectionId, current, { origin: address.origin, brand: asked.brand });
    });
  } finally {
    secret.wipe();
  }
}

/** Its key may have been rotated meanwhile, or it was moved by somebody else: what was asked is then no longer what is. */
function requireUnchanged(reader: VaultReader, connectionId: string, before: ConnectionRecord): void {
  const now = reader.get(connectionsCollection, connectionId);
  if (now === undefined || (now.origin === before.origin && now.adminKeyId === before.adminKeyId)) return;
  throw new AppError({
    code: 'conflict',
    message: say('account.name-was-changed-while-it-was-moved', { name: now.name }),
    hint: say('account.it-is-as-that-left-it'),
  });
}

async function keyFor(
  context: ServiceContext,
  connectionId: string,
  record: ConnectionRecord,
  given: SecretBytes | null,
): Promise<SecretBytes> {
  if (given !== null) return trimmedKey(given);
  const keyId = record.adminKeyId ?? record.proposedAdminKeyId ?? null;
  const own = keyId !== null && context.vault.get(keysCollection, keyId)?.connectionId === connectionId;
  if (!own || !context.vault.hasSecret(keyId)) {
    throw new AppError({
      code: 'api-invalid-key',
      message: say('account.the-connection-name-has-no-admin-key', { name: record.name }),
      hint: say('account.give-an-admin-key-of-this-account'),
      field: 'adminKey',
    });
  }
  return context.vault.withSecret(keyId, (secret) => secret.clone());
}

/** Whatever account a server calls itself, it has to know a key that is known here. */
function requireSameKeys(
  context: ServiceContext,
  connectionId: string,
  record: ConnectionRecord,
  listed: ReadonlySet<string>,
): void {
  const known = context.vault.list(keysCollection).filter(({ value }) => value.connectionId === connectionId);
  if (known.length === 0 || known.some(({ id, value }) => listed.has(value.claimedId ?? id))) return;
  throw new AppError({
    code: 'conflict',
    message: say('account.none-of-the-keys-of-name-is', { name: record.name }),
    hint: say('account.check-the-address-or-connect-it-as'),
    field: 'url',
  });
}

/** Operations under way are looked into where they were sent to; what can't be found out is for a person to decide. */
async function settleOperations(
  context: ServiceContext,
  operations: OpenOperations,
  connectionId: string,
  signal?: AbortSignal,
): Promise<void> {
  const open = (): readonly string[] =>
    context.vault
      .list(intentsCollection)
      .filter(({ value }) => value.connectionId === connectionId && value.state === 'open')
      .map(({ id }) => id);
  for (const id of open()) {
    try {
      await operations.resolve(id, signal);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (thrown instanceof ApiError && thrown.code === 'cancelled') throw thrown;
    }
  }
  for (const id of open()) operations.ask(id);
}
