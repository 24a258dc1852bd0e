/** The permissions of a connected account's server, in its areas; in this product's where it does not tell. */
import type { PermissionGroup, PermissionGroups } from '../../../shared/ipc/guide-channels.ts';
import { builtInPermissionGroups, domainWords } from '../../../shared/permissions.ts';
import { ApiError } from '../../http/api-error.ts';
import { unreadOf, type PermissionGroupReply } from './api/schemas.ts';
import type { ServiceContext } from './context.ts';

export async function listPermissionGroups(
  context: ServiceContext,
  connectionId: string,
  signal?: AbortSignal,
): Promise<PermissionGroups> {
  let unread = unreadOf([]);
  try {
    const { items, skipped } = await context.client(connectionId).permissionGroups(signal);
    unread = unreadOf([...skipped, ...items.flatMap(({ permissions }) => permissions.skipped)]);
    const groups = items.map(fromServer).filter(({ domains }) => domains.length > 0);
    if (groups.length > 0) return { groups, unread };
  } catch (thrown) {
    // Offline, in an older version, or without the permission to ask: choosing goes on.
    if (!(thrown instanceof ApiError) || thrown.code === 'cancelled') throw thrown;
  }
  return { groups: builtInPermissionGroups(), unread };
}

function fromServer(group: PermissionGroupReply): PermissionGroup {
  const domains = new Map<string, PermissionGroup['domains'][number]>();
  for (const { code, name, description } of group.permissions.items) {
    const [domain = '', action] = code.split(':');
    const own = action === undefined ? (name ?? null) : null;
    if (!domains.has(domain)) {
      domains.set(domain, { code: domain, name: own ?? domainWords(domain), description });
    }
  }
  return { code: group.code, name: group.name, domains: [...domains.values()] };
}
