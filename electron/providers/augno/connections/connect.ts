/** Connecting an account: nothing is stored before the key was seen to be an admin's and the account's keys were read. */
import { randomUUID } from 'node:crypto';
import { BRANDS } from '../../../../shared/brands.ts';
import type { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { UnreadEntries } from '../../../../shared/unread-entries.ts';
import type { ServiceContext } from '../context.ts';
import { parseApiAddress } from '../../../http/address.ts';
import { addressChangedMeanwhile, confirmAddress, Destination } from '../../../http/confirmed-addresses.ts';
import { requireKey, trimmedKey } from '../input.ts';
import { connectionsCollection, type ConnectionRecord } from '../../../keys/registry/records.ts';
import {
  refuseSecondConnection,
  requireItsKey,
  requireKeyOfMode,
  requireSameAccount,
} from './account-check.ts';
import { storeAnswered } from './store-answered.ts';
import { adminKeyOf, ask } from './ask.ts';
import { storeAdminSecret, storeKeys } from './store-account.ts';
import { storeRoles } from './store-account.ts';
import { say } from '../../../../shared/messages/say.ts';
import { certain } from '../../../../shared/certain.ts';

export interface ConnectInput {
  readonly url: string;
  readonly name: string;
  readonly adminKey: SecretBytes;
  readonly sandboxAccountId?: string;
}

/**
 * What can be seen without sending anything.
 * @returns the origin that would be asked, whose API it is taken for, and the redacted key that would go there
 * @throws AppError with `field` `url` or `adminKey`
 */
export function checkedTarget(
  url: string,
  adminKey: SecretBytes,
): { readonly address: string; readonly service: string; readonly key: string } {
  const { origin, brand } = parseApiAddress(url);
  const secret = trimmedKey(adminKey);
  try {
    const key = requireKey(secret, 'adminKey');
    const { productName } = brand ?? BRANDS[key.brand];
    return { address: origin, service: productName, key: key.redacted };
  } finally {
    secret.wipe();
  }
}

/** @throws AppError with `field` `url` or `adminKey` where one of them is to blame; nothing was stored then */
export async function connect(
  context: ServiceContext,
  input: ConnectInput,
  signal?: AbortSignal,
): Promise<{ readonly id: string; readonly unread: UnreadEntries }> {
  const address = parseApiAddress(input.url);
  const secret = trimmedKey(input.adminKey);
  try {
    const key = requireKey(secret, 'adminKey');
    const brand = address.brand?.id ?? key.brand;
    const destination = Destination.given(address.origin);
    const asked = await ask(context, { origin: address.origin, brand, key, secret, destination }, signal);
    refuseSecondConnection(context, address.origin, asked.keys);
    const id = randomUUID();
    const at = context.timestamp();
    const record: ConnectionRecord = {
      name: freeName(
        context,
        input.name.trim() || asked.identity.accountName || `${BRANDS[asked.brand].productName} ${key.mode}`,
      ),
      brand: asked.brand,
      origin: address.origin,
      mode: key.mode,
      sandboxAccountId: input.sandboxAccountId ?? null,
      accountId: asked.identity.accountId ?? input.sandboxAccountId ?? null,
      accountName: asked.identity.accountName,
      adminKeyId: adminKeyOf(asked),
      apiVersion: asked.version,
      problem: null,
      createdAt: at,
      lastSyncedAt: at,
    };
    context.transaction((transaction) => {
      requireItsKey(transaction, id, certain(record.adminKeyId), key);
      transaction.put(connectionsCollection, id, record);
      confirmAddress(transaction, id, record.origin, context.now(), context.computer);
      storeKeys(transaction, id, record, asked.keys, at);
      storeRoles(transaction, id, asked.roles);
      storeAdminSecret(transaction, certain(record.adminKeyId), key, secret);
      transaction.audit({
        action: 'connection-added',
        subjectId: id,
        subjectName: record.name,
        detail: say('account.origin-length-keys', { origin: record.origin, length: asked.keys.length }),
      });
    });
    return { id, unread: asked.unread };
  } finally {
    secret.wipe();
  }
}

/**
 * Gives a connection another admin key of the same account.
 * @param origin its address from now on; SECURITY: given only by what runs the embedded sandbox
 * @returns the ids of the account's keys
 * @throws AppError where the key belongs to another account: the registry's keys would be mixed up
 */
export async function repair(
  context: ServiceContext,
  connectionId: string,
  adminKey: SecretBytes,
  origin?: string,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const { record } = context.connection(connectionId);
  const secret = trimmedKey(adminKey);
  try {
    const key = requireKeyOfMode(secret, record);
    const address = parseApiAddress(origin ?? record.origin).origin;
    const destination =
      origin === undefined
        ? Destination.ofConnection(
            context.vault,
            { id: connectionId, name: record.name, address },
            context.computer,
          )
        : Destination.given(address);
    const target = { origin: address, brand: record.brand, key, secret, destination };
    const asked = await ask(context, target, signal);
    requireSameAccount(context, connectionId, record, address, asked);
    const adminKeyId = adminKeyOf(asked);
    const at = context.timestamp();
    context.transaction((transaction) => {
      const current = transaction.get(connectionsCollection, connectionId);
      if (current === undefined) return;
      // SECURITY: where it was moved to meanwhile, its keys do not go back to the address that was asked.
      if (origin === undefined && current.origin !== record.origin)
        throw addressChangedMeanwhile(current.name);
      storeAnswered(context, transaction, { connectionId, current, target, asked, adminKeyId, at });
      storeAdminSecret(transaction, adminKeyId, key, secret);
      transaction.audit({
        action: 'connection-changed',
        subjectId: connectionId,
        subjectName: current.name,
        detail: say('account.it-works-with-redacted-now', { redacted: key.redacted }),
      });
    });
    return new Set(asked.keys.map((listed) => listed.id));
  } finally {
    secret.wipe();
  }
}

/** Two connections of one name could not be told apart in a command. */
export function freeName(context: ServiceContext, wanted: string): string {
  const taken = new Set(
    context.vault.list(connectionsCollection).map(({ value }) => value.name.toLowerCase()),
  );
  if (!taken.has(wanted.toLowerCase())) return wanted;
  for (let number = 2; ; number += 1) {
    const candidate = `${wanted} ${number}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}
