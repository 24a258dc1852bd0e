/**
 * Which permissions a route needs. The table is the official client's (`shared/endpoint-permissions.ts`); a route that is
 * not in it follows the API's own pattern `/v1/{domain}/{resource}` and is called derived: a guess, and shown as one.
 */
import { endpointOf } from '../../../../shared/endpoint-permissions.ts';
import { PERMISSION_DOMAINS, type PermissionAction } from '../../../../shared/permissions.ts';

export interface RouteNeed {
  /** `units:read`; empty where none is known, or a role can't give it. */
  readonly permissions: readonly string[];
  /**
   * `documented`: named in the table. `derived`: from the route's own words. `admin`: only an admin role may. `unknown`:
   * nothing can be told.
   */
  readonly certainty: 'documented' | 'derived' | 'admin' | 'unknown';
}

const ACTIONS: Readonly<Record<string, PermissionAction>> = {
  GET: 'read',
  HEAD: 'read',
  POST: 'create',
  PUT: 'update',
  PATCH: 'update',
  DELETE: 'delete',
};

/**
 * @param held permissions of the present role; null where it passes every check, or they are not known. A request that was
 * accepted did not need what the role does not have.
 */
export function permissionsOf(method: string, route: string, held: readonly string[] | null): RouteNeed {
  const endpoint = endpointOf(method, route);
  if (endpoint?.adminOnly === true) return { permissions: [], certainty: 'admin' };
  const named = endpoint?.permissions ?? [];
  if (named.length > 0) return { permissions: heldOrAll(named, held), certainty: 'documented' };
  const derived = derivedFrom(method, route);
  if (derived.length === 0) return { permissions: [], certainty: 'unknown' };
  // Words of one route may name two domains: the ones that the role has, else the most specific word.
  const fitting = held === null ? [] : derived.filter((permission) => held.includes(permission));
  return { permissions: fitting.length > 0 ? fitting : derived.slice(0, 1), certainty: 'derived' };
}

function heldOrAll(named: readonly string[], held: readonly string[] | null): readonly string[] {
  const fitting = held === null ? named : named.filter((permission) => held.includes(permission));
  // None of them held: the role was another one when the request was made.
  return fitting.length === 0 ? named : fitting;
}

/** From the most specific word to the most general one; the version and parameters are none. */
function derivedFrom(method: string, route: string): readonly string[] {
  const segments = route.split('/').filter(Boolean);
  const action = segments.includes('actions') ? 'update' : ACTIONS[method.toUpperCase()];
  if (action === undefined) return [];
  return segments
    .slice(1)
    .filter((segment) => !segment.startsWith('{') && segment !== 'actions')
    .map((segment) => segment.replaceAll('-', '_'))
    .reverse()
    .filter((word) => PERMISSION_DOMAINS.includes(word))
    .map((domain) => `${domain}:${action}`);
}
