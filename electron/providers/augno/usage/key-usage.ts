/** What a key really called, from the API's request logs, and the permissions that this needs. */
import { unreadEntries, type UnreadEntries } from '../../../../shared/unread-entries.ts';
import { TOLD_PERMISSIONS } from '../../../../shared/endpoint-permissions.ts';
import type { KeyUsageReport, PermissionFinding, UsedRoute } from '../../../../shared/ipc/guide-channels.ts';
import { BASELINE_PERMISSIONS, FIELD_GUARDS } from '../../../../shared/permissions.ts';
import { permissionsOf } from './route-permissions.ts';

/** As much of a request log as is needed here. */
export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  readonly route: string | null;
  readonly statusCode: number;
}

/** What the key's role may. An admin passes every check whatever its list says. */
export type HeldPermissions =
  | { readonly kind: 'admin' }
  | { readonly kind: 'listed'; readonly permissions: readonly string[] }
  | { readonly kind: 'unknown' };

/** Refused for what the key is, not for what it asked: such a route was not used. Not found is an answer. */
function wasRefused(statusCode: number): boolean {
  return statusCode === 401 || statusCode === 403 || statusCode === 405;
}

export function usageOf(
  requests: readonly LoggedRequest[],
  complete: boolean,
  role: HeldPermissions,
  unread: UnreadEntries = unreadEntries([]),
): KeyUsageReport {
  const held = role.kind === 'listed' ? role.permissions : null;
  const routes = new Map<string, UsedRoute>();
  let refused = 0;
  for (const request of requests) {
    if (wasRefused(request.statusCode)) {
      refused += 1;
      continue;
    }
    const route = request.route ?? '';
    const id = `${request.method} ${route}`;
    const known = routes.get(id);
    if (known !== undefined) {
      routes.set(id, {
        ...known,
        count: known.count + 1,
        lastAt: known.lastAt > request.at ? known.lastAt : request.at,
      });
      continue;
    }
    const need =
      route === ''
        ? ({ permissions: [], certainty: 'unknown' } as const)
        : permissionsOf(request.method, route, held);
    routes.set(id, { method: request.method, route, count: 1, lastAt: request.at, ...need });
  }
  const used = [...routes.values()].sort(
    (left, right) => right.count - left.count || left.route.localeCompare(right.route),
  );
  const times = requests.map(({ at }) => at).sort();
  return {
    routes: used,
    permissions: findingsOf(used, role),
    needsAdmin: used.some(({ certainty }) => certainty === 'admin'),
    requests: requests.length,
    refused,
    since: times[0] ?? null,
    until: times.at(-1) ?? null,
    complete,
    unread,
  };
}

type State = PermissionFinding['state'];
/** Where a permission stands in several ways, the first of these counts. */
const STRONGEST: readonly State[] = ['asked', 'seen', 'implied', 'unknown', 'unseen'];

function findingsOf(used: readonly UsedRoute[], role: HeldPermissions): readonly PermissionFinding[] {
  const held = role.kind === 'listed' ? role.permissions : [];
  const states = new Map<string, State>();
  const note = (permission: string, state: State): void => {
    const known = states.get(permission);
    if (known === undefined || STRONGEST.indexOf(state) < STRONGEST.indexOf(known)) {
      states.set(permission, state);
    }
  };
  for (const { permissions, certainty } of used) {
    for (const permission of permissions) {
      if (certainty === 'derived') note(permission, 'unknown');
      else note(permission, permissions.length === 1 ? 'seen' : 'implied');
    }
  }
  for (const permission of BASELINE_PERMISSIONS) {
    if (role.kind !== 'listed' || held.includes(permission)) note(permission, 'implied');
  }
  for (const permission of held) note(permission, TOLD_PERMISSIONS.has(permission) ? 'unseen' : 'unknown');
  for (const permission of FIELD_GUARDS) note(permission, 'asked');
  const isHeld = (permission: string): boolean | null => {
    if (role.kind === 'unknown') return null;
    return role.kind === 'admin' || held.includes(permission);
  };
  return [...states]
    .map(([permission, state]) => ({ permission, state, held: isHeld(permission) }))
    .sort((left, right) => left.permission.localeCompare(right.permission));
}
