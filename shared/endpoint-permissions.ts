/**
 * Which permissions an endpoint needs, as the official client's documentation names them. Several of one endpoint belong
 * to different callers (one's own account, a customer's, a supplier's); which of them it was cannot be told from outside.
 */
import { ENDPOINT_LINES } from './generated/endpoint-permissions.ts';

export interface Endpoint {
  readonly method: string;
  /** `/v1/catalog/units/{id}` */
  readonly route: string;
  /** Empty: none is named, which is not to say that it needs none. */
  readonly permissions: readonly string[];
  /** Only a role of the type admin may. */
  readonly adminOnly: boolean;
}

export const ENDPOINTS: readonly Endpoint[] = ENDPOINT_LINES.trim()
  .split('\n')
  .map((line) => {
    const [method = '', route = '', ...rest] = line.split(' ');
    const adminOnly = rest[0] === 'admin';
    return { method, route, permissions: adminOnly ? [] : rest, adminOnly };
  });

/** What a parameter is called makes no other route. */
function shapeOf(method: string, route: string): string {
  return `${method.toUpperCase()} ${route.replaceAll(/\{[^}/]*\}/g, '{}').replace(/\/$/, '')}`;
}

const BY_SHAPE: ReadonlyMap<string, Endpoint> = new Map(
  ENDPOINTS.map((endpoint) => [shapeOf(endpoint.method, endpoint.route), endpoint]),
);

/** null for one that is not in the table. HEAD asks what GET asks. */
export function endpointOf(method: string, route: string): Endpoint | null {
  return BY_SHAPE.get(shapeOf(method.toUpperCase() === 'HEAD' ? 'GET' : method, route)) ?? null;
}

/** Permissions that some endpoint is known to ask for; of any other the logs can show nothing. */
export const TOLD_PERMISSIONS: ReadonlySet<string> = new Set(
  ENDPOINTS.flatMap(({ permissions }) => permissions),
);

export interface Opened {
  readonly opened: readonly Endpoint[];
  /** Only some of the permissions named for it are held, which may or may not be enough. */
  readonly perhaps: readonly Endpoint[];
}

/** What a role with these permissions opens, as far as the table tells. */
export function openedBy(permissions: ReadonlySet<string>): Opened {
  const opened: Endpoint[] = [];
  const perhaps: Endpoint[] = [];
  for (const endpoint of ENDPOINTS) {
    const held = endpoint.permissions.filter((permission) => permissions.has(permission)).length;
    if (held === 0) continue;
    if (held === endpoint.permissions.length) opened.push(endpoint);
    else perhaps.push(endpoint);
  }
  return { opened, perhaps };
}
