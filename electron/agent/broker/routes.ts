/** What a request asks for, by the table of endpoints, and whether that was allowed beforehand. */
import { ENDPOINTS, endpointOf, type Endpoint } from '../../../shared/endpoint-permissions.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';

/** Keys, roles, accounts, who one is and how one is paid: a person is asked each time, whatever was allowed. */
const SENSITIVE_ROUTES = /^\/v1\/(?:auth|identity|settings|billing|core\/sandboxes)(?:\/|$)/;
const SENSITIVE_DOMAINS = /^(?:api_keys|roles|accounts|sandboxes|team|permissions|self|integrations):/;
/** Their replies hold a new key, which is kept in the vault: the program gets its masked form. */
const MAKES_KEYS = new Set(['POST /v1/auth/api-keys', 'POST /v1/auth/api-keys/{id}/actions/rotate']);

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export const isWrite = (method: string): boolean => method !== 'GET' && method !== 'HEAD';
export const routeName = ({ method, route }: Endpoint): string => `${method} ${route}`;

interface Shape {
  readonly endpoint: Endpoint;
  /** Null: whatever stands there. */
  readonly parts: readonly (string | null)[];
}

const SHAPES = new Map<string, Shape[]>();
for (const endpoint of ENDPOINTS) {
  const parts = endpoint.route.split('/').slice(1);
  const name = `${endpoint.method} ${String(parts.length)}`;
  const shape: Shape = { endpoint, parts: parts.map((part) => (part.startsWith('{') ? null : part)) };
  SHAPES.set(name, [...(SHAPES.get(name) ?? []), shape]);
}

/**
 * The path's parts as a server reads them.
 *
 * SECURITY: one that two readers could take for different paths is none: dots, slashes and escapes inside a part, empty
 * parts, anything that is not ASCII.
 */
function partsOf(path: string): readonly string[] | null {
  if (!/^(?:\/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)+$/.test(path)) return null;
  const parts = path.split('/').slice(1);
  return parts.every((part) => {
    try {
      const decoded = decodeURIComponent(part);
      return !/^\.{1,2}$/.test(decoded) && !/[/\\%?#\p{Cc}]/u.test(decoded);
    } catch {
      return false;
    }
  })
    ? parts
    : null;
}

/** Null where the path is not in the table, or could be read in two ways. */
export function endpointAt(method: string, path: string): Endpoint | null {
  const parts = partsOf(path);
  if (parts === null) return null;
  const asked = method === 'HEAD' ? 'GET' : method;
  const fitting = (SHAPES.get(`${asked} ${String(parts.length)}`) ?? []).filter((shape) =>
    shape.parts.every((part, index) => part === null || part === parts[index]),
  );
  const literal = ({ parts: own }: Shape): number => own.filter((part) => part !== null).length;
  return fitting.toSorted((left, right) => literal(right) - literal(left))[0]?.endpoint ?? null;
}

export interface Policy {
  readonly read: boolean;
  readonly write: boolean;
  /** `POST /v1/sales/orders` */
  readonly routes: ReadonlySet<string>;
}

/** @param allow what `--allow` says; empty: read @throws AppError `invalid-input` */
export function policyOf(allow: readonly string[]): Policy {
  const routes = new Set<string>();
  let [read, write] = [allow.length === 0, false];
  for (const text of allow) {
    if (text === 'read') read = true;
    else if (text === 'write') [read, write] = [true, true];
    else {
      const [method = '', route = ''] = text.trim().split(/\s+/);
      const endpoint = endpointOf(method, route);
      if (endpoint === null) {
        throw new AppError({
          code: 'invalid-input',
          message: say('agent.no-such-route', { text: text.slice(0, 80) }),
          hint: say('agent.no-such-route-hint'),
        });
      }
      routes.add(routeName(endpoint));
    }
  }
  return { read, write, routes };
}

/** For people and for the grant: equal for equal policies. */
export function policyText({ read, write, routes }: Policy): string {
  return [...(read ? ['read'] : []), ...(write ? ['write'] : []), ...[...routes].toSorted()].join(', ');
}

export const makesKey = (endpoint: Endpoint): boolean => MAKES_KEYS.has(routeName(endpoint));

export type Verdict = 'forward' | 'ask';

export function judge(policy: Policy, endpoint: Endpoint): Verdict {
  const name = routeName(endpoint);
  const isSensitive =
    endpoint.adminOnly ||
    SENSITIVE_ROUTES.test(endpoint.route) ||
    endpoint.permissions.some((permission) => SENSITIVE_DOMAINS.test(permission));
  if (isSensitive) return 'ask';
  if (policy.routes.has(name)) return 'forward';
  return (isWrite(endpoint.method) ? policy.write : policy.read) ? 'forward' : 'ask';
}
