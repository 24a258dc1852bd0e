/**
 * Which permission a route needs. The published OpenAPI document does not say it per route; the few that Augno's
 * documentation names are in the table, the rest follows its own pattern `/v1/{domain}/{resource}` and is called derived.
 */
import {
  isKnownPermission,
  PERMISSION_DOMAINS,
  type PermissionAction,
} from '../../../../shared/permissions.ts';

export interface RouteNeed {
  /** `units:read`; null where it is not known, or a role can't give it. */
  readonly permission: string | null;
  /** `documented`: named by Augno. `derived`: from the route's own words. `admin`: only an admin role may. */
  readonly certainty: 'documented' | 'derived' | 'admin' | 'unknown';
}

/** Route prefix → domain, as Augno's documentation of each endpoint names it. */
const DOCUMENTED: Readonly<Record<string, string>> = {
  '/v1/catalog/units': 'units',
  '/v1/core/audit-events': 'audit_events',
  '/v1/core/request-logs': 'request_logs',
  '/v1/core/sandboxes': 'sandboxes',
  '/v1/identity/permission-groups': 'permissions',
  '/v1/identity/roles': 'roles',
};
/** Keys are managed by admins alone; the domain `api_keys` opens nothing here. */
const ADMIN_ONLY = '/v1/auth/api-keys';

const ACTIONS: Readonly<Record<string, PermissionAction>> = {
  GET: 'read',
  HEAD: 'read',
  POST: 'create',
  PUT: 'update',
  PATCH: 'update',
  DELETE: 'delete',
};

/**
 * @param held permissions of the present role, where known: a route whose name fits two domains belongs to the one the
 * role has, since the requests were accepted
 */
export function permissionOf(method: string, route: string, held: readonly string[] | null): RouteNeed {
  if (route === ADMIN_ONLY || route.startsWith(`${ADMIN_ONLY}/`)) {
    return { permission: null, certainty: 'admin' };
  }
  const segments = route.split('/').filter(Boolean);
  const action = segments.includes('actions') ? 'update' : ACTIONS[method.toUpperCase()];
  if (action === undefined) return { permission: null, certainty: 'unknown' };
  for (const [prefix, domain] of Object.entries(DOCUMENTED)) {
    if (route !== prefix && !route.startsWith(`${prefix}/`)) continue;
    return { permission: `${domain}:${action}`, certainty: 'documented' };
  }
  // From the most specific word to the most general one; the version and parameters are none.
  const words = segments
    .slice(1)
    .filter((segment) => !segment.startsWith('{') && segment !== 'actions')
    .map((segment) => segment.replaceAll('-', '_'))
    .reverse();
  const candidates = words
    .filter((word) => PERMISSION_DOMAINS.includes(word))
    .map((domain) => `${domain}:${action}`);
  const fitting = candidates.find((permission) => held?.includes(permission)) ?? candidates[0];
  return fitting === undefined || !isKnownPermission(fitting)
    ? { permission: null, certainty: 'unknown' }
    : { permission: fitting, certainty: 'derived' };
}
