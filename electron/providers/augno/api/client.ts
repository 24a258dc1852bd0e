/**
 * The typed client: one method for each thing the product asks of the API. Requests are built from the
 * published OpenAPI document; what that document does not know (the newer version's fields) is said where it is used.
 */
import type { z } from 'zod';
import { ApiCaller, type ApiClientOptions, type WholeList } from './caller.ts';
import { LogReader } from './log-reader.ts';
import { PAGE_SIZE } from './page-size.ts';
import { unexpectedReply } from '../../../http/network-failure.ts';
import type { Reply } from '../../../http/transport.ts';
import {
  apiKeyReplySchema,
  createdKeyReplySchema,
  pageSchema,
  permissionGroupReplySchema,
  roleReplySchema,
  sandboxReplySchema,
  unitReplySchema,
  type ApiKeyReply,
  type Page,
  type PermissionGroupReply,
  type RoleReply,
} from './schemas.ts';
import { type ApiVersion } from '../../../../shared/api-version.ts';

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

/** Entries that can't be read were there before as well, and must not pass for new once they can be. */
export function idsOf({ items, skipped }: WholeList<ApiKeyReply>): string[] {
  return [...items.map(({ id }) => id), ...skipped.flatMap(({ id }) => (id === null ? [] : [id]))];
}

export class ApiClient {
  readonly logs: LogReader;
  readonly #caller: ApiCaller;

  constructor(options: ApiClientOptions) {
    this.#caller = new ApiCaller(options);
    this.logs = new LogReader(this.#caller);
  }

  get version(): ApiVersion {
    return this.#caller.version;
  }

  /** Every key of the account, newest first, with roles. */
  listKeys(signal?: AbortSignal): Promise<WholeList<ApiKeyReply>> {
    return this.#caller.all(apiKeyReplySchema, signal, (cursor, send) =>
      this.#caller.typed.GET('/v1/auth/api-keys', {
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
    const reply = await this.#caller.call({ kind: 'read', signal }, (send) =>
      this.#caller.typed.GET('/v1/auth/api-keys', {
        params: { query: { limit, 'include[]': ['role'] } },
        fetch: send,
      }),
    );
    return {
      ...this.#caller.parse(pageSchema(apiKeyReplySchema), reply),
      requestId: reply.headers.get('request-id'),
    };
  }

  /** Keys whose name is exactly this one; the API itself searches for parts of names. */
  async keysByName(name: string, signal?: AbortSignal): Promise<WholeList<ApiKeyReply>> {
    const reply = await this.#caller.call({ kind: 'read', signal }, (send) =>
      this.#caller.typed.GET('/v1/auth/api-keys', {
        params: { query: { limit: PAGE_SIZE, q: name, 'include[]': ['role'] } },
        fetch: send,
      }),
    );
    const { items, skipped } = this.#caller.parse(pageSchema(apiKeyReplySchema), reply);
    return { items: items.filter((key) => key.name === name), skipped };
  }

  async getKey(id: string, signal?: AbortSignal): Promise<ApiKeyReply> {
    const reply = await this.#caller.call({ kind: 'read', signal }, (send) =>
      this.#caller.typed.GET('/v1/auth/api-keys/{id}', {
        params: { path: { id }, query: { 'include[]': ['role'] } },
        fetch: send,
      }),
    );
    const key = this.#caller.parse(apiKeyReplySchema, reply);
    // SECURITY: what is said of another key is not believed of this one.
    if (key.id !== id) throw unexpectedReply(this.#caller.host, reply.status);
    return key;
  }

  async createKey(
    body: CreateKeyBody,
    idempotencyKey: string,
    signal?: AbortSignal,
  ): Promise<CreatedKeyReply> {
    const reply = await this.#caller.call({ kind: 'write', signal }, (send) =>
      this.#caller.typed.POST('/v1/auth/api-keys', {
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
    const reply = await this.#caller.call({ kind: 'write', signal }, (send) =>
      this.#caller.typed.POST('/v1/auth/api-keys/{id}/actions/rotate', {
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
    await this.#caller.call({ kind: 'write', signal }, (send) =>
      this.#caller.typed.DELETE('/v1/auth/api-keys/{id}', { params: { path: { id } }, fetch: send }),
    );
  }

  listRoles(signal?: AbortSignal): Promise<WholeList<RoleReply>> {
    return this.#caller.all(roleReplySchema, signal, (cursor, send) =>
      this.#caller.typed.GET('/v1/identity/roles', {
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
    const reply = await this.#caller.call({ kind: 'write', signal }, (send) =>
      this.#caller.typed.POST('/v1/identity/roles', {
        params: { query: { 'include[]': ['owner', 'permissions'] } },
        body: { name: body.name, permissions: [...body.permissions] },
        headers: { 'Idempotency-Key': idempotencyKey },
        fetch: send,
      }),
    );
    return this.#caller.parse(roleReplySchema, reply);
  }

  /** The permissions there are, in areas. The published document does not know it. */
  permissionGroups(signal?: AbortSignal): Promise<WholeList<PermissionGroupReply>> {
    return this.#caller.all(permissionGroupReplySchema, signal, (cursor, send) =>
      this.#caller.typed.GET('/v1/identity/permission-groups' as '/v1/identity/roles', {
        params: { query: { limit: PAGE_SIZE, ...cursor } },
        fetch: send,
      }),
    );
  }

  listSandboxes(signal?: AbortSignal): Promise<WholeList<z.output<typeof sandboxReplySchema>>> {
    return this.#caller.all(sandboxReplySchema, signal, (cursor, send) =>
      this.#caller.typed.GET('/v1/core/sandboxes', {
        params: { query: { limit: PAGE_SIZE, ...cursor } },
        fetch: send,
      }),
    );
  }

  /** The documented way to see whether a key is accepted. */
  async probe(signal?: AbortSignal): Promise<{ readonly requestId: string | null }> {
    const reply = await this.#caller.call({ kind: 'read', signal }, (send) =>
      this.#caller.typed.GET('/v1/catalog/units', { params: { query: { limit: 1 } }, fetch: send }),
    );
    this.#caller.parse(pageSchema(unitReplySchema), reply);
    return { requestId: reply.headers.get('request-id') };
  }

  #createdKey(reply: Reply): CreatedKeyReply {
    const { api_key_secret: secret, api_key_info: info } = this.#caller.parse(createdKeyReplySchema, reply);
    const key = apiKeyReplySchema.safeParse(info).data ?? null;
    return { secret, key, replayed: reply.headers.get('idempotent-replayed') === 'true' };
  }
}
