/** Looks at the server to see whether an operation took effect. Changes nothing. */
import type { VaultReader } from '../../../vault/types.ts';
import type { ApiClient } from '../api/client.ts';
import type { ApiKeyReply, AuditEventReply } from '../api/schemas.ts';
import { targetOf } from '../../../keys/registry/replaced-key.ts';
import { ApiError } from '../../../http/api-error.ts';
import type { IntentRecord } from '../../../keys/registry/records.ts';
import { mayBeNewKeyOf } from './reply-check.ts';

export type Outcome =
  | { readonly kind: 'no-effect' }
  /** A key that may be its result is there, and who made it can't be read. SECURITY: never taken for ours. */
  | { readonly kind: 'unknown' }
  /** `newKeyId` is null for a revocation. */
  | { readonly kind: 'done'; readonly newKeyId: string | null };

/**
 * Two sources: the server's audit events, which name the idempotency key, are exact; the list of keys shows what is there
 * where the events cannot be read or lag behind.
 * @throws ApiError when the server can't be asked
 */
export async function lookForEffect(
  client: ApiClient,
  intent: IntentRecord,
  vault: VaultReader,
  signal?: AbortSignal,
): Promise<Outcome> {
  return intent.kind === 'revoke'
    ? lookAtTarget(client, intent, signal)
    : lookForNewKey(client, intent, vault, signal);
}

async function lookAtTarget(client: ApiClient, intent: IntentRecord, signal?: AbortSignal): Promise<Outcome> {
  try {
    const key = await client.getKey(targetOf(intent), signal);
    const ended = key.revoked_at !== null && key.revoked_at !== intent.seen.revokedAt;
    return ended ? { kind: 'done', newKeyId: null } : { kind: 'no-effect' };
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.code === 'api-not-found')
      return { kind: 'done', newKeyId: null };
    throw thrown;
  }
}

async function lookForNewKey(
  client: ApiClient,
  intent: IntentRecord,
  vault: VaultReader,
  signal?: AbortSignal,
): Promise<Outcome> {
  const { items: events, whole } = await readEvents(client, signal);
  const exact = events.find(
    (event) => event.action === 'create' && event.idempotency_key === intent.idempotencyKey,
  );
  // SECURITY: an event that names a key which can't be this one (another connection's, say) is not believed of it.
  if (exact !== undefined) {
    return {
      kind: 'done',
      newKeyId: mayBeNewKeyOf(vault, intent, exact.resource_id) ? exact.resource_id : null,
    };
  }

  const { items: listed, skipped } = await client.keysByName(intent.name, signal);
  if (intent.kind === 'rotate' && !targetChanged(listed, intent)) {
    // Renamed since, or not listed under this name: ask for the key itself before believing that nothing happened.
    const target = await client.getKey(targetOf(intent), signal);
    if (target.revoked_at === intent.seen.revokedAt) return { kind: 'no-effect' };
  }
  const madeBySomebodyElse = new Set(
    events
      .filter((event) => event.action === 'create' && event.idempotency_key !== intent.idempotencyKey)
      .map((event) => event.resource_id),
  );
  const candidate = listed.find(
    (key) =>
      key.name === intent.name &&
      (key.role === null || intent.roleId === null || key.role.id === intent.roleId) &&
      !madeBySomebodyElse.has(key.id) &&
      mayBeNewKeyOf(vault, intent, key.id),
  );
  if (candidate === undefined) return { kind: skipped.length === 0 ? 'no-effect' : 'unknown' };
  return whole ? { kind: 'done', newKeyId: candidate.id } : { kind: 'unknown' };
}

function targetChanged(listed: readonly ApiKeyReply[], intent: IntentRecord): boolean {
  const target = listed.find((key) => key.id === intent.targetKeyId);
  return target !== undefined && target.revoked_at !== intent.seen.revokedAt;
}

/** Not whole where entries can't be read, or this key may read none: then somebody else's creation may be among them. */
async function readEvents(
  client: ApiClient,
  signal?: AbortSignal,
): Promise<{ readonly items: readonly AuditEventReply[]; readonly whole: boolean }> {
  try {
    const { items, skipped } = await client.logs.keyEvents(null, signal);
    return { items, whole: skipped.length === 0 };
  } catch (thrown) {
    if (
      thrown instanceof ApiError &&
      thrown.effect === 'none' &&
      thrown.status !== null &&
      thrown.status !== 401
    ) {
      return { items: [], whole: false };
    }
    throw thrown;
  }
}
