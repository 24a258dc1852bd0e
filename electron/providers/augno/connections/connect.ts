/** Connecting an account: nothing is stored before the key was seen to be an admin's and the account's keys were read. */
import { randomUUID } from 'node:crypto';
import { BRANDS, otherBrand, type BrandId } from '../../../../shared/brands.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { KeyParts } from '../../../../shared/key-format.ts';
import type { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { VaultTransaction } from '../../../vault/types.ts';
import { PAGE_SIZE } from '../api/client.ts';
import type { ApiVersion } from '../../../../shared/api-version.ts';
import type { UnreadEntries } from '../../../../shared/unread-entries.ts';
import { unreadOf, type ApiKeyReply, type RoleReply } from '../api/schemas.ts';
import type { ServiceContext } from '../context.ts';
import { ApiError, isKeyRefusal } from '../../../http/api-error.ts';
import { steppingDown } from '../api/step-down.ts';
import { parseApiAddress } from '../../../http/address.ts';
import { confirmAddress, Destination } from '../../../http/confirmed-addresses.ts';
import { requireKey, trimmedKey } from '../input.ts';
import {
  connectionsCollection,
  keysCollection,
  rolesCollection,
  roleRecordId,
  type ConnectionRecord,
  type KeyRecord,
} from '../../../keys/registry/records.ts';
import { isForeignId } from '../../../keys/registry/owner.ts';
import { reconcileKeys } from '../sync/reconcile.ts';
import {
  refuseSecondConnection,
  requireItsKey,
  requireKeyOfMode,
  requireSameAccount,
} from './account-check.ts';
import { storeAnswered } from './store-answered.ts';
import { identify, type Identity } from './identify.ts';
import { say } from '../../../../shared/messages/say.ts';

export interface Asked {
  readonly unread: UnreadEntries;
  readonly keys: readonly ApiKeyReply[];
  readonly roles: readonly RoleReply[];
  readonly version: ApiVersion;
  /** Whose header names and key prefix the server knows. */
  readonly brand: BrandId;
  readonly identity: Identity;
}

/** What connect and repair share: an address to ask and a key to ask with. */
export interface Target {
  readonly origin: string;
  /** Asked as first. */
  readonly brand: BrandId;
  readonly key: KeyParts;
  readonly secret: SecretBytes;
  readonly destination: Destination;
}

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
      requireItsKey(transaction, id, record.adminKeyId!, key);
      transaction.put(connectionsCollection, id, record);
      confirmAddress(transaction, id, record.origin, context.now(), context.computer);
      storeKeys(transaction, id, record, asked.keys, at);
      storeRoles(transaction, id, asked.roles);
      storeAdminSecret(transaction, record.adminKeyId!, key, secret);
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
    requireSameAccount(context, connectionId, record, asked);
    const adminKeyId = adminKeyOf(asked);
    const at = context.timestamp();
    context.transaction((transaction) => {
      const current = transaction.get(connectionsCollection, connectionId);
      if (current === undefined) return;
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

/**
 * Under which of its names the API answers is found by asking: a server that misses its version header knows the other
 * one's, and is asked once more.
 */
export async function ask(context: ServiceContext, target: Target, signal?: AbortSignal): Promise<Asked> {
  try {
    return await askAs(context, target, target.brand, signal);
  } catch (first) {
    if (!missesItsHeader(first)) throw atConnect(first, target, target.brand);
    const brand = otherBrand(target.brand);
    try {
      return await askAs(context, target, brand, signal);
    } catch (second) {
      throw missesItsHeader(second)
        ? atConnect(first, target, target.brand)
        : atConnect(second, target, brand);
    }
  }
}

function missesItsHeader(error: unknown): boolean {
  return error instanceof ApiError && error.apiCode === 'api_version_required';
}

async function askAs(
  context: ServiceContext,
  target: Target,
  brand: BrandId,
  signal?: AbortSignal,
): Promise<Asked> {
  const { origin, destination, secret } = target;
  const readKey = (): Promise<string> => Promise.resolve(secret.revealText());
  const { result, version } = await steppingDown(context.preferredVersion, async (version) => {
    const client = context.clientFor({ origin, brand, destination, version, readKey });
    const first = await client.recentKeys(PAGE_SIZE, signal);
    const { items: keys, skipped } = first.nextCursor === null ? first : await client.listKeys(signal);
    const [identity, roles] = await Promise.all([
      identify(client, target.key.redacted, keys, first.requestId, signal),
      client.listRoles(signal),
    ]);
    return { keys, roles: roles.items, identity, unread: unreadOf([...skipped, ...roles.skipped]) };
  });
  return { ...result, version, brand };
}

/** The same failure, in the words of somebody who is just connecting, at the field that is to blame. */
function atConnect(thrown: unknown, { key, origin }: Target, brand: BrandId): unknown {
  if (!(thrown instanceof ApiError)) return thrown;
  if (isKeyRefusal(thrown)) {
    if (key.brand !== brand) {
      const { productName, keyPrefix } = BRANDS[brand];
      return thrown.restate({
        field: 'adminKey',
        message: say('account.host-speaks-productname-whose-keys-begin-with', {
          host: new URL(origin).host,
          productName,
          keyPrefix,
        }),
        hint: say('account.check-that-the-key-and-the-address'),
      });
    }
    return thrown.restate({
      field: 'adminKey',
      hint: say('account.hint-nothing-was-stored', { hint: thrown.said.hint }),
    });
  }
  if (thrown.code === 'api-forbidden') {
    return thrown.restate({
      field: 'adminKey',
      message: say('account.this-key-works-but-it-is-no'),
      hint: say('account.create-a-key-with-an-admin-role'),
    });
  }
  if (thrown.code === 'api-not-found') {
    return new ApiError({
      code: 'api-not-augno',
      message: say('account.what-answers-at-this-address-has-no'),
      hint: say('account.check-the-address-it-is-that-of'),
      field: 'url',
      effect: 'none',
      status: thrown.status,
    });
  }
  return thrown;
}

export function adminKeyOf(asked: Asked): string {
  if (asked.identity.keyId !== null) return asked.identity.keyId;
  throw new AppError({
    code: 'api-unexpected-reply',
    message: say('account.the-server-accepts-this-key-but-does'),
    hint: say('account.try-again-in-a-moment-if-it'),
    field: 'adminKey',
  });
}

function storeKeys(
  transaction: VaultTransaction,
  connectionId: string,
  record: ConnectionRecord,
  keys: readonly ApiKeyReply[],
  at: string,
): void {
  const { changes } = reconcileKeys({
    connectionId,
    connectionMode: record.mode,
    listed: keys,
    skipped: [],
    known: new Map<string, KeyRecord>(),
    isForeign: (id) => isForeignId(transaction, id, connectionId),
    isDeleted: () => false,
    intents: [],
    pulledAt: at,
    now: at,
    first: true,
    restoredWindow: null,
  });
  for (const change of changes) transaction.put(keysCollection, change.id, change.record);
}

export function storeRoles(
  transaction: VaultTransaction,
  connectionId: string,
  roles: readonly RoleReply[],
): void {
  for (const role of roles) {
    transaction.put(rolesCollection, roleRecordId(connectionId, role.id), {
      connectionId,
      roleId: role.id,
      name: role.name,
      type: role.type,
      ownedBy: role.owner,
      permissions: role.permissions,
    });
  }
}

/** After `requireItsKey`. */
export function storeAdminSecret(
  transaction: VaultTransaction,
  adminKeyId: string,
  key: KeyParts,
  secret: SecretBytes,
): void {
  const record = transaction.get(keysCollection, adminKeyId)!;
  transaction.put(keysCollection, adminKeyId, {
    ...record,
    publicId: key.keyId,
    secretMayBeInNewerCopy: false,
  });
  transaction.putSecret(adminKeyId, secret);
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
