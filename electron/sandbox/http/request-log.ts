/** The server's log of requests: what came, who it was, what was said. Secrets are taken out before anything is kept. */
import { redactKeysIn } from '../../../shared/key-format.ts';
import type { ActorSnapshot, ApiKeyRecord, RequestBodyRecord, RequestLogRecord } from '../state/records.ts';
import type { Store } from '../state/store.ts';

/** Larger bodies are replaced by a marker. */
const LARGEST_BODY = 256 * 1024;
/** Beyond these the oldest entries, or only their bodies, are dropped: the sandbox must not grow for ever. */
const MOST_ENTRIES = 50_000;
const MOST_BODY_BYTES = 32 * 1024 * 1024;

/** Left out of lists in the newer contract, but readable by id. */
export const BUSY_ROUTES: ReadonlySet<string> = new Set([
  '/v1/core/request-logs',
  '/v1/core/request-logs/{id}',
]);

export function actorOf(key: ApiKeyRecord): ActorSnapshot {
  return {
    id: key.id,
    type: 'api_key',
    name: key.name,
    handle: key.redacted,
    roleId: key.roleId,
    accountId: key.accountId,
  };
}

/** JSON text without secrets; what is no JSON becomes a JSON string. */
function loggedBody(text: string): string | null {
  if (text === '') return null;
  const size = Buffer.byteLength(text);
  if (size > LARGEST_BODY) return JSON.stringify({ _truncated: true, size });
  try {
    return JSON.stringify(JSON.parse(text), (name, value: unknown) => {
      if (name === 'api_key_secret') return '[redacted]';
      return typeof value === 'string' ? redactKeysIn(value) : value;
    });
  } catch {
    return JSON.stringify(redactKeysIn(text));
  }
}

function loggedQuery(search: URLSearchParams): Record<string, string[]> | null {
  // A map first: a parameter may be named like something every object has.
  const query = new Map<string, string[]>();
  for (const [name, value] of search) {
    const shown = redactKeysIn(name);
    query.set(shown, [...(query.get(shown) ?? []), redactKeysIn(value)]);
  }
  return query.size === 0 ? null : Object.fromEntries(query);
}

/** Shortened and without keys: headers and paths are whatever a client sent. */
function plain(text: string, length = 1000): string {
  return redactKeysIn(text).slice(0, length);
}

export interface LoggedRequest {
  readonly id: string;
  readonly at: number;
  readonly accountId: string | null;
  readonly actor: ActorSnapshot | null;
  readonly method: string;
  readonly url: URL;
  readonly host: string;
  readonly route: string;
  readonly statusCode: number;
  readonly latencyMicroseconds: number;
  readonly apiVersion: string | null;
  readonly clientIp: string | null;
  readonly userAgent: string | null;
  readonly referrer: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly idempotencyKey: string | null;
  readonly requestBody: string;
  readonly responseBody: string;
}

export class RequestLogWriter {
  readonly #store: Store;
  #bodyBytes = 0;

  constructor(store: Store) {
    this.#store = store;
    for (const row of store.table('requestBodies').all()) this.#bodyBytes += sizeOf(row);
  }

  write(request: LoggedRequest): void {
    const place = {
      id: request.id,
      accountId: request.accountId,
      createdAt: request.at,
      sequence: this.#store.nextSequence(),
    };
    const optional = (text: string | null): string | null => (text === null ? null : plain(text));
    const log: RequestLogRecord = {
      ...place,
      method: request.method,
      host: plain(request.host, 255),
      path: plain(request.url.pathname),
      route: request.route,
      query: loggedQuery(request.url.searchParams),
      statusCode: request.statusCode,
      latencyMicroseconds: request.latencyMicroseconds,
      apiVersion: request.apiVersion,
      clientIp: request.clientIp,
      userAgent: optional(request.userAgent),
      referrer: optional(request.referrer),
      errorCode: request.errorCode,
      errorMessage: optional(request.errorMessage),
      actor: request.actor,
      idempotencyKey: optional(request.idempotencyKey),
    };
    this.#store.putLater('requestLogs', log);
    const bodies: RequestBodyRecord = {
      ...place,
      request: loggedBody(request.requestBody),
      response: loggedBody(request.responseBody),
    };
    this.#bodyBytes += sizeOf(bodies);
    this.#store.putLater('requestBodies', bodies);
    this.#trim();
  }

  #trim(): void {
    const bodies = this.#store.table('requestBodies');
    const logs = this.#store.table('requestLogs');
    while (this.#bodyBytes > MOST_BODY_BYTES || bodies.size > MOST_ENTRIES) {
      const oldest = bodies.all().next();
      if (oldest.done === true) break;
      this.#bodyBytes -= sizeOf(oldest.value);
      this.#store.deleteLater('requestBodies', oldest.value.id);
    }
    while (logs.size > MOST_ENTRIES) {
      const oldest = logs.all().next();
      if (oldest.done === true) break;
      this.#store.deleteLater('requestLogs', oldest.value.id);
    }
  }
}

function sizeOf(row: RequestBodyRecord): number {
  return 200 + (row.request?.length ?? 0) + (row.response?.length ?? 0);
}
