/** What a server answers to somebody who connects: whose key it is, the account's keys and roles, and under which of its names. */
import { BRANDS, otherBrand, type BrandId } from '../../../../shared/brands.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { KeyParts } from '../../../../shared/key-format.ts';
import type { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { ApiVersion } from '../../../../shared/api-version.ts';
import type { UnreadEntries } from '../../../../shared/unread-entries.ts';
import { PAGE_SIZE } from '../api/page-size.ts';
import { unreadOf, type ApiKeyReply, type RoleReply } from '../api/schemas.ts';
import { steppingDown } from '../api/step-down.ts';
import type { ServiceContext } from '../context.ts';
import { ApiError, isKeyRefusal } from '../../../http/api-error.ts';
import type { Destination } from '../../../http/confirmed-addresses.ts';
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

/** Said by a server that goes by the vendor's other name. */
export function missesItsHeader(error: unknown): boolean {
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
      identify(client, target.key.redacted, keys, first.requestId, context.timeAt(origin), signal),
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
