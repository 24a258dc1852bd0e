/** The first stages of a request: version, idempotency key and API key, in the order of the path's family. */
import type { AccountRecord, ApiKeyRecord } from '../state/records.ts';
import { authenticate, readCredential } from './authentication.ts';
import { checkIdempotencyKey } from './idempotency.ts';
import type { Operation, ServerContext } from './operation.ts';
import { Problem } from './problem.ts';
import type { ApiVersion } from '../../../shared/api-version.ts';
import { contractOf, readVersion, type Contract } from './versions.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { certain } from '../../../shared/certain.ts';

const USED_AT_MOST_EVERY_MS = DAY_MS;

export interface IncomingRequest {
  readonly id: string;
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
  readonly url: URL;
  readonly header: (name: string) => string | null;
  readonly body: Buffer;
  readonly clientIp: string | null;
  readonly isGone: () => boolean;
}

/** What became known of a request on its way, for its log entry. */
export interface Trace {
  key: ApiKeyRecord | null;
  accountId: string | null;
  version: ApiVersion | null;
}

export interface Admitted {
  readonly version: ApiVersion;
  readonly contract: Contract;
  readonly key: ApiKeyRecord;
  readonly account: AccountRecord;
  readonly secretPart: string;
}

function admitKey(
  context: ServerContext,
  request: IncomingRequest,
  trace: Trace,
): Omit<Admitted, 'version' | 'contract'> {
  const { brand, store, pepper, clock } = context;
  const token = readCredential(brand, request.header('authorization'), request.header('cookie'));
  const { key, secretPart } = authenticate(store, brand, pepper, token, clock.now(), (recognised) => {
    trace.key = recognised;
    trace.accountId = recognised.accountId;
  });
  if (request.header(brand.headers.actorAccount) !== null) {
    throw new Problem(
      400,
      'validation_failed',
      `${brand.headers.actorAccount} can not be used with an API Key.`,
      {
        param: brand.headers.actorAccount,
      },
    );
  }
  const own = certain(store.table('accounts').get(key.accountId));
  const account = targetAccount(context, request, own);
  trace.accountId = account.id;
  noteUse(context, key);
  const payer =
    account.ownerAccountId === null ? account : store.table('accounts').get(account.ownerAccountId);
  const subscription = payer?.subscription ?? 'active';
  if (subscription !== 'active') {
    throw new Problem(402, 'payment_required', `This account's subscription is ${subscription}.`);
  }
  return { key, account, secretPart };
}

function targetAccount(context: ServerContext, request: IncomingRequest, own: AccountRecord): AccountRecord {
  const wanted = request.header(context.brand.headers.account)?.trim();
  if (wanted === undefined || wanted === '' || wanted === own.id) return own;
  const account = context.store.table('accounts').get(wanted);
  if (account === undefined || account.deletedAt !== null || !own.relatedAccountIds.includes(wanted)) {
    throw new Problem(403, 'insufficient_permissions', 'This API Key has no access to that account.');
  }
  return account;
}

/** At most once in 24 hours, and not in the way of the request. */
function noteUse({ store, clock }: ServerContext, key: ApiKeyRecord): void {
  const now = clock.now();
  if (key.lastUsedAt !== null && now - key.lastUsedAt < USED_AT_MOST_EVERY_MS) return;
  setImmediate(() => {
    const current = store.table('apiKeys').get(key.id);
    if (current === undefined || (current.lastUsedAt ?? -Infinity) >= now) return;
    store.putLater('apiKeys', { ...current, lastUsedAt: now, updatedAt: Math.max(current.updatedAt, now) });
  });
}

/** Version, idempotency key and API key, in the order of the path's family. */
export function admit(context: ServerContext, request: IncomingRequest, trace: Trace): Admitted {
  const admitVersion = (): Pick<Admitted, 'version' | 'contract'> => {
    const version = readVersion(context.brand, request.header(context.brand.headers.version));
    const contract = contractOf(version);
    trace.version = version;
    const { since } = request.operation;
    if (since === 'v50' && contract === 'v15') {
      throw new Problem(400, 'api_version_too_old', 'This endpoint needs a newer API version.', {
        param: context.brand.headers.version,
      });
    }
    checkIdempotencyKey(idempotencyKeyOf(request));
    return { version, contract };
  };
  if (request.operation.route.startsWith('/v1/auth/')) {
    const spoken = admitVersion();
    return { ...spoken, ...admitKey(context, request, trace) };
  }
  const admitted = admitKey(context, request, trace);
  return { ...admitVersion(), ...admitted };
}

/** Only POST and PATCH know one. */
export function idempotencyKeyOf(request: IncomingRequest): string | null {
  const { method } = request.operation;
  if (method !== 'POST' && method !== 'PATCH') return null;
  const key = request.header('idempotency-key');
  return key === null || key === '' ? null : key;
}
