/** Reads the request logs of a key, as far as that is sensible, and sums them up. */
import type { KeyUsageReport } from '../../../../shared/ipc/guide-channels.ts';
import { unreadOf, type SkippedEntry } from '../api/schemas.ts';
import type { ServiceContext } from '../context.ts';
import { roleRecordId, rolesCollection, type RoleRecord } from '../../../keys/registry/records.ts';
import { usageOf, type HeldPermissions, type LoggedRequest } from './key-usage.ts';

const PAGE = 1000;
/** Enough for weeks of an ordinary integration; what is older than that many requests is said to be missing. */
const MOST_PAGES = 10;

function heldBy(role: RoleRecord | undefined): HeldPermissions {
  if (role?.type === 'admin') return { kind: 'admin' };
  return role?.permissions ? { kind: 'listed', permissions: role.permissions } : { kind: 'unknown' };
}

export async function readKeyUsage(
  context: ServiceContext,
  keyId: string,
  signal?: AbortSignal,
): Promise<KeyUsageReport> {
  const { record } = context.key(keyId);
  const client = context.client(record.connectionId);
  const requests: LoggedRequest[] = [];
  const skipped: SkippedEntry[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const reply: Awaited<ReturnType<typeof client.logs.requestsOfKey>> = await client.logs.requestsOfKey(
      keyId,
      PAGE,
      signal,
      cursor,
    );
    skipped.push(...reply.skipped);
    for (const log of reply.items) {
      requests.push({
        at: log.occurred_at,
        method: log.method,
        route: log.normalized_route,
        statusCode: log.status_code,
      });
    }
    cursor = reply.nextCursor;
    if (cursor === null) break;
  }
  const role =
    record.roleId === null
      ? undefined
      : context.vault.get(rolesCollection, roleRecordId(record.connectionId, record.roleId));
  return usageOf(requests, cursor === null, heldBy(role), unreadOf(skipped));
}
