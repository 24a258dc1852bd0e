/**
 * The typed client: one method for each thing the product asks of the API. Requests are built by openapi-fetch from the
 * published OpenAPI document; what that document does not know (the newer version's fields) is said where it is used.
 */
import createClient from 'openapi-fetch';
import type { z } from 'zod';
import { BRANDS, type BrandId } from '../../../../shared/brands.ts';
import { spelledAs } from '../../../../shared/key-format.ts';
import type { paths } from '../generated/augno-api.ts';
import type { FetchLike } from '../../../http/fetch-like.ts';
import type { Destination } from '../../../http/confirmed-addresses.ts';
import { unexpectedReply } from '../../../http/network-failure.ts';
import type { RequestLimiter } from '../../../http/request-limiter.ts';
import { Transport, type Reply, type SendPolicy } from '../../../http/transport.ts';
import {
  apiKeyReplySchema,
  auditEventReplySchema,
  createdKeyReplySchema,
  pageSchema,
  permissionGroupReplySchema,
  requestLogReplySchema,
  roleReplySchema,
  sandboxReplySchema,
  unitReplySchema,
  type ApiKeyReply,
  type AuditEventReply,
  type Page,
  type PermissionGroupReply,
  type RequestLogReply,
  type RoleReply,
  type SkippedEntry,
} from './schemas.ts';
import { ReadBudget, type ReadBounds } from './bounds.ts';
import { hasNewerShapes, listsOneDay, type ApiVersion } from '../../../../shared/api-version.ts';

/** How many entries are asked for at once: the most the API gives. */
export const PAGE_SIZE = 1_000;
/** Of one key; each is a change, so these reach back far. */
const HISTORY_EVENTS = 50;
/** Before there was an API: lists that cover one day unless told otherwise are to cover everything. */
const EVERYTHING_SINCE = '2020-01-01T00:00:00Z';

export interface ApiClientOptions {
  readonly origin: string;
  readonly destination: Destination;
  /** Decides header names and how the key is spelled. */
  readonly brand: BrandId;
  readonly version: ApiVersion;
  readonly userAgent: string;
  readonly fetch: FetchLike;
  readonly limiter: RequestLimiter;
  /** SECURITY: the key as text, made for one request; never kept. */
  readonly readKey: () => Promise<string>;
  /** Target account, where it is not the key's own. */
  readonly accountId?: string | undefined;
  readonly timeoutMs?: number;
  readonly retryBaseMs?: number;
  readonly wallClock?: () => Date;
  readonly onSkew?: (aheadMs: number | null) => void;
  /** Shared by all lists that are read with this client; else each has one of its own. */
  readonly budget?: ReadBudget;
  readonly bounds?: ReadBounds;
}

/** SECURITY: as the server sent it. Nothing of it is used before `operations/reply-check.ts` has looked at it. */
export interface CreatedKeyReply {
  /** The whole key, or whatever stood in its place. */
  readonly secret: string;
  /** null where what came beside the secret can't be read. */
  readonly key: ApiKeyReply | null;
  /** The server answered with what it had stored for this idempotency key. */
  readonly replayed: boolean;
}

export interface CreateKeyBody {
  readonly name: string;
  readonly role_id: string;
  readonly expires_at?: string;
}

export interface RotateKeyBody {
  readonly expires_at?: string;
  /** The newer version only. */
  readonly revoke_at?: string;
}

export interface WholeList<Item> {
  readonly items: readonly Item[];
  /** Entries in a form that is not known; they were left out. */
  readonly skipped: readonly SkippedEntry[];
}

/** Entries that can't be read were there before as well, and must not pass for new once they can be. */
export function idsOf({ items, skipped }: WholeList<ApiKeyReply>): string[] {
  return [...items.map(({ id }) => id), ...skipped.flatMap(({ id }) => (id === null ? [] : [id]))];
}

type Send = (request: Request) => Promise<Response>;

export class ApiClient {
  readonly #options: ApiClientOptions;
  readonly #transport: Transport;
  readonly #typed: ReturnType<typeof createClient<paths>>;

  constructor(options: ApiClientOptions) {
    this.#options = options;
    this.#transport = new Transport({
      destination: options.destination,
      fetch: options.fetch,
      limiter: options.limiter,
      ...(options.wallClock === undefined ? {} : { wallClock: options.wallClock }),
      ...(options.onSkew === undefined ? {} : { onSkew: options.onSkew }),
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      ...(options.retryBaseMs === undefined ? {} : { retryBaseMs: options.retryBaseMs }),
    });
    this.#typed = createClient<paths>({ baseUrl: options.origin });
  }

  get version(): ApiVersion {
    return this.#options.version;
  }

  /** Every key of the account, newest first, with roles. */
  listKeys(signal?: AbortSignal): Promise<WholeList<ApiKeyReply>> {
    return this.#all(apiKeyReplySchema, signal, (cursor, send) =>
      this.#typed.GET('/v1/auth/api-keys', {
        params: { query: { limit: PAGE_SIZE, 'include[]': ['role'], ...cursor } },
        fetch: send,
      }),
    );
  }

  /** The newest `limit` keys only. */
  async recentKeys(
    limit: number,
    signal?: AbortSignal,
  ): Promise<Page<ApiKeyReply> & { requestId: string | null }> {
    const reply = await this.#call({ kind: 'read', signal }, (send) =>
      this.#typed.GET('/v1/auth/api-keys', {
        params: { query: { limit, 'include[]': ['role'] } },
        fetch: send,
      }),
    );
    return {
      ...this.#parse(pageSchema(apiKeyReplySchema), reply),
      requestId: reply.headers.get('request-id'),
    };
  }

  /** Keys whose name is exactly this one; the API itself searches for parts of names. */
  async keysByName(name: string, signal?: AbortSignal): Promise<WholeList<ApiKeyReply>> {
    const reply = await this.#call({ kind: 'read', signal }, (send) =>
      this.#typed.GET('/v1/auth/api-keys', {
        params: { query: { limit: PAGE_SIZE, q: name, 'include[]': ['role'] } },
        fetch: send,
      }),
    );
    const { items, skipped } = this.#parse(pageSchema(apiKeyReplySchema), reply);
    return { items: items.filter((key) => key.name === name), skipped };
  }

  async getKey(id: string, signal?: AbortSignal): Promise<ApiKeyReply> {
    const reply = await this.#call({ kind: 'read', signal }, (send) =>
      this.#typed.GET('/v1/auth/api-keys/{id}', {
        params: { path: { id }, query: { 'include[]': ['role'] } },
        fetch: send,
      }),
    );
    const key = this.#parse(apiKeyReplySchema, reply);
    // SECURITY: what is said of another key is not believed of this one.
    if (key.id !== id) throw unexpectedReply(this.#host, reply.status);
    return key;
  }

  async createKey(
    body: CreateKeyBody,
    idempotencyKey: string,
    signal?: AbortSignal,
  ): Promise<CreatedKeyReply> {
    const reply = await this.#call({ kind: 'write', signal }, (send) =>
      this.#typed.POST('/v1/auth/api-keys', {
        params: { query: { 'include[]': ['role'] } },
        body,
        headers: { 'Idempotency-Key': idempotencyKey },
        fetch: send,
      }),
    );
    return this.#createdKey(reply);
  }

  async rotateKey(
    id: string,
    body: RotateKeyBody,
    idempotencyKey: string,
    signal?: AbortSignal,
  ): Promise<CreatedKeyReply> {
    const reply = await this.#call({ kind: 'write', signal }, (send) =>
      this.#typed.POST('/v1/auth/api-keys/{id}/actions/rotate', {
        params: { path: { id }, query: { 'include[]': ['role'] } },
        body,
        headers: { 'Idempotency-Key': idempotencyKey },
        fetch: send,
      }),
    );
    return this.#createdKey(reply);
  }

  /** Not covered by idempotency: a second one would move the time of revocation. Look before trying again. */
  async revokeKey(id: string, signal?: AbortSignal): Promise<void> {
    await this.#call({ kind: 'write', signal }, (send) =>
      this.#typed.DELETE('/v1/auth/api-keys/{id}', { params: { path: { id } }, fetch: send }),
    );
  }

  listRoles(signal?: AbortSignal): Promise<WholeList<RoleReply>> {
    return this.#all(roleReplySchema, signal, (cursor, send) =>
      this.#typed.GET('/v1/identity/roles', {
        params: { query: { limit: PAGE_SIZE, 'include[]': ['owner', 'permissions'], ...cursor } },
        fetch: send,
      }),
    );
  }

  async createRole(
    body: { readonly name: string; readonly permissions: readonly string[] },
    idempotencyKey: string,
    signal?: AbortSignal,
  ): Promise<RoleReply> {
    const reply = await this.#call({ kind: 'write', signal }, (send) =>
      this.#typed.POST('/v1/identity/roles', {
        params: { query: { 'include[]': ['owner', 'permissions'] } },
        body: { name: body.name, permissions: [...body.permissions] },
        headers: { 'Idempotency-Key': idempotencyKey },
        fetch: send,
      }),
    );
    return this.#parse(roleReplySchema, reply);
  }

  /** The permissions there are, in areas. The published document does not know it. */
  permissionGroups(signal?: AbortSignal): Promise<WholeList<PermissionGroupReply>> {
    return this.#all(permissionGroupReplySchema, signal, (cursor, send) =>
      this.#typed.GET('/v1/identity/permission-groups' as '/v1/identity/roles', {
        params: { query: { limit: PAGE_SIZE, ...cursor } },
        fetch: send,
      }),
    );
  }

  listSandboxes(signal?: AbortSignal): Promise<WholeList<z.output<typeof sandboxReplySchema>>> {
    return this.#all(sandboxReplySchema, signal, (cursor, send) =>
      this.#typed.GET('/v1/core/sandboxes', {
        params: { query: { limit: PAGE_SIZE, ...cursor } },
        fetch: send,
      }),
    );
  }

  /** The documented way to see whether a key is accepted. */
  async probe(signal?: AbortSignal): Promise<{ readonly requestId: string | null }> {
    const reply = await this.#call({ kind: 'read', signal }, (send) =>
      this.#typed.GET('/v1/catalog/units', { params: { query: { limit: 1 } }, fetch: send }),
    );
    this.#parse(pageSchema(unitReplySchema), reply);
    return { requestId: reply.headers.get('request-id') };
  }

  /** Recent requests made with a key, newest first. */
  async requestsOfKey(
    keyId: string,
    limit: number,
    signal?: AbortSignal,
    cursor: string | null = null,
  ): Promise<Page<RequestLogReply>> {
    return await this.#requestsOfKeys(
      { limit, 'actor_ids[]': [keyId], ...(cursor === null ? {} : { cursor }) },
      signal,
    );
  }

  /** Requests made with any key of the account, newest first, each with the key that made it. */
  async requestsOfAccount(
    limit: number,
    signal?: AbortSignal,
    cursor: string | null = null,
  ): Promise<Page<RequestLogReply>> {
    return await this.#requestsOfKeys(
      { limit, 'include[]': ['actor'], ...(cursor === null ? {} : { cursor }) },
      signal,
    );
  }

  async #requestsOfKeys(
    query: {
      readonly limit: number;
      readonly cursor?: string;
      'actor_ids[]'?: string[];
      'include[]'?: 'actor'[];
    },
    signal: AbortSignal | undefined,
  ): Promise<Page<RequestLogReply>> {
    const reply = await this.#call({ kind: 'read', signal }, (send) =>
      this.#typed.GET('/v1/core/request-logs', {
        params: { query: { 'actor_types[]': ['api_key'], ...this.#sinceEver(), ...query } },
        fetch: send,
      }),
    );
    return this.#parse(pageSchema(requestLogReplySchema), reply);
  }

  /** One request's log, with the account and the key that made it. */
  async requestLog(id: string, signal?: AbortSignal): Promise<RequestLogReply> {
    const reply = await this.#call({ kind: 'read', signal }, (send) =>
      this.#typed.GET('/v1/core/request-logs/{id}', {
        params: { path: { id }, query: { 'include[]': ['account', 'actor'] } },
        fetch: send,
      }),
    );
    return this.#parse(requestLogReplySchema, reply);
  }

  /** The newest changes of API keys, to see what an operation did. */
  async keyEvents(keyId: string | null, signal?: AbortSignal): Promise<WholeList<AuditEventReply>> {
    const reply = await this.#call({ kind: 'read', signal }, (send) =>
      this.#typed.GET('/v1/core/audit-events', {
        params: {
          query: {
            limit: PAGE_SIZE,
            ...this.#sinceEver(),
            'resource_types[]': ['api_key'],
            ...(keyId === null ? {} : { 'resource_ids[]': [keyId] }),
          },
        },
        fetch: send,
      }),
    );
    return this.#parse(pageSchema(auditEventReplySchema), reply);
  }

  /** What was done to a key, by whom and what changed; newest first. */
  async keyHistory(keyId: string, signal?: AbortSignal): Promise<WholeList<AuditEventReply>> {
    // The published document does not know `request`, which the newer version has in place of `request_id`.
    const include = ['actor', 'changes', ...(hasNewerShapes(this.version) ? ['request'] : [])] as (
      'actor' | 'changes'
    )[];
    const reply = await this.#call({ kind: 'read', signal }, (send) =>
      this.#typed.GET('/v1/core/audit-events', {
        params: {
          query: {
            limit: HISTORY_EVENTS,
            ...this.#sinceEver(),
            'resource_types[]': ['api_key'],
            'resource_ids[]': [keyId],
            'include[]': include,
          },
        },
        fetch: send,
      }),
    );
    return this.#parse(pageSchema(auditEventReplySchema), reply);
  }

  /** Every event of a key having been made, as far back as the account keeps them, with who did it. */
  keyCreations(signal?: AbortSignal): Promise<WholeList<AuditEventReply>> {
    return this.#all(auditEventReplySchema, signal, (cursor, send) =>
      this.#typed.GET('/v1/core/audit-events', {
        params: {
          query: {
            limit: PAGE_SIZE,
            ...this.#sinceEver(),
            'resource_types[]': ['api_key'],
            'actions[]': ['create'],
            'include[]': ['actor'],
            ...cursor,
          },
        },
        fetch: send,
      }),
    );
  }

  /** For lists of logs and audit events. Versions that search everything may know the filter by another name. */
  #sinceEver(): Readonly<Record<string, string>> {
    return listsOneDay(this.version) ? { starts_at: EVERYTHING_SINCE } : {};
  }

  #createdKey(reply: Reply): CreatedKeyReply {
    const { api_key_secret: secret, api_key_info: info } = this.#parse(createdKeyReplySchema, reply);
    const key = apiKeyReplySchema.safeParse(info).data ?? null;
    return { secret, key, replayed: reply.headers.get('idempotent-replayed') === 'true' };
  }

  async #all<Item extends z.ZodType>(
    item: Item,
    signal: AbortSignal | undefined,
    fetchPage: (cursor: { cursor?: string }, send: Send) => Promise<unknown>,
  ): Promise<WholeList<z.output<Item>>> {
    const schema = pageSchema(item);
    const items: z.output<Item>[] = [];
    const skipped: SkippedEntry[] = [];
    const seen = new Set<string>();
    const budget = this.#options.budget ?? new ReadBudget(this.#options.bounds);
    const within = budget.signalWith(signal);
    let cursor: string | null = null;
    do {
      const query: { cursor?: string } = cursor === null ? {} : { cursor };
      let reply: Reply;
      try {
        reply = await this.#call({ kind: 'read', signal: within }, (send) => fetchPage(query, send));
      } catch (thrown) {
        if (signal?.aborted !== true) budget.throwIfOver(this.#host);
        throw thrown;
      }
      const page: Page<z.output<Item>> = this.#parse(schema, reply);
      items.push(...page.items);
      skipped.push(...page.skipped);
      cursor = page.nextCursor;
      // A cursor that comes twice would go round for ever.
      if (cursor !== null && seen.has(cursor)) throw unexpectedReply(this.#host, reply.status);
      if (cursor !== null) seen.add(cursor);
      budget.spend(reply.length, cursor === null, this.#host);
    } while (cursor !== null);
    return { items, skipped };
  }

  get #host(): string {
    return new URL(this.#options.origin).host;
  }

  /** Lets openapi-fetch build the request and sends it our way; the parsed reply comes back unchanged. */
  async #call(policy: SendPolicy, build: (send: Send) => Promise<unknown>): Promise<Reply> {
    let reply: Reply | undefined;
    await build(async (request) => {
      const { brand, version, userAgent, accountId, readKey } = this.#options;
      const names = BRANDS[brand].headers;
      request.headers.set('Accept', 'application/json');
      request.headers.set('User-Agent', userAgent);
      request.headers.set(names.version, version);
      if (accountId !== undefined) request.headers.set(names.account, accountId);
      request.headers.set('Authorization', `Bearer ${spelledAs(brand, await readKey())}`);
      reply = await this.#transport.send(request, policy);
      // What openapi-fetch would parse is parsed already; it gets an empty answer.
      return new Response(null, { status: 204 });
    });
    if (reply === undefined) throw new Error('openapi-fetch sent nothing.');
    return reply;
  }

  #parse<Schema extends z.ZodType>(schema: Schema, reply: Reply): z.output<Schema> {
    const parsed = schema.safeParse(reply.body);
    // SECURITY: zod's report may quote the reply; it is dropped.
    if (!parsed.success) throw unexpectedReply(this.#host, reply.status);
    return parsed.data;
  }
}
