/** What a key really called, from the API's request logs, and the permissions that this needs. */
import type { KeyUsageReport, UsedRoute } from '../../../../shared/ipc/guide-channels.ts';
import { permissionOf } from './route-permissions.ts';

/** As much of a request log as is needed here. */
export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  readonly route: string | null;
  readonly statusCode: number;
}

/** Refused for what the key is, not for what it asked: such a route was not used. */
function wasRefused(statusCode: number): boolean {
  return statusCode === 401 || statusCode === 403 || statusCode === 404 || statusCode === 405;
}

export function usageOf(
  requests: readonly LoggedRequest[],
  complete: boolean,
  held: readonly string[] | null,
): KeyUsageReport {
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
        ? ({ permission: null, certainty: 'unknown' } as const)
        : permissionOf(request.method, route, held);
    routes.set(id, { method: request.method, route, count: 1, lastAt: request.at, ...need });
  }
  const used = [...routes.values()].sort(
    (left, right) => right.count - left.count || left.route.localeCompare(right.route),
  );
  const needed = [...new Set(used.flatMap(({ permission }) => permission ?? []))].sort();
  const times = requests.map(({ at }) => at).sort();
  return {
    routes: used,
    needed,
    unused: held === null ? [] : held.filter((permission) => !needed.includes(permission)),
    needsAdmin: used.some(({ certainty }) => certainty === 'admin'),
    requests: requests.length,
    refused,
    since: times[0] ?? null,
    until: times.at(-1) ?? null,
    complete,
  };
}
