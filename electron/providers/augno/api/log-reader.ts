/** What the API remembers of an account: requests that were made, and what was changed by whom. */
import { hasNewerShapes, listsOneDay } from '../../../../shared/api-version.ts';
import type { ApiCaller, WholeList } from './caller.ts';
import { PAGE_SIZE } from './page-size.ts';
import {
  auditEventReplySchema,
  pageSchema,
  requestLogReplySchema,
  type AuditEventReply,
  type Page,
  type RequestLogReply,
} from './schemas.ts';

/** Of one key; each is a change, so these reach back far. */
const HISTORY_EVENTS = 50;
/** Before there was an API: lists that cover one day unless told otherwise are to cover everything. */
const EVERYTHING_SINCE = '2020-01-01T00:00:00Z';

export class LogReader {
  readonly #caller: ApiCaller;

  constructor(caller: ApiCaller) {
    this.#caller = caller;
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
    const reply = await this.#caller.call({ kind: 'read', signal }, (send) =>
      this.#caller.typed.GET('/v1/core/request-logs', {
        params: { query: { 'actor_types[]': ['api_key'], ...this.#sinceEver(), ...query } },
        fetch: send,
      }),
    );
    return this.#caller.parse(pageSchema(requestLogReplySchema), reply);
  }

  /** One request's log, with the account and the key that made it. */
  async requestLog(id: string, signal?: AbortSignal): Promise<RequestLogReply> {
    const reply = await this.#caller.call({ kind: 'read', signal }, (send) =>
      this.#caller.typed.GET('/v1/core/request-logs/{id}', {
        params: { path: { id }, query: { 'include[]': ['account', 'actor'] } },
        fetch: send,
      }),
    );
    return this.#caller.parse(requestLogReplySchema, reply);
  }

  /** The newest changes of API keys, to see what an operation did. */
  async keyEvents(keyId: string | null, signal?: AbortSignal): Promise<WholeList<AuditEventReply>> {
    const ofKey = keyId === null ? {} : { 'resource_ids[]': [keyId] };
    return await this.#changesOfKeys({ limit: PAGE_SIZE, ...ofKey }, signal);
  }

  /** What was done to a key, by whom and what changed; newest first. */
  async keyHistory(keyId: string, signal?: AbortSignal): Promise<WholeList<AuditEventReply>> {
    // The published document does not know `request`, which the newer version has in place of `request_id`.
    const include = ['actor', 'changes', ...(hasNewerShapes(this.#caller.version) ? ['request'] : [])] as (
      'actor' | 'changes'
    )[];
    return await this.#changesOfKeys(
      { limit: HISTORY_EVENTS, 'resource_ids[]': [keyId], 'include[]': include },
      signal,
    );
  }

  async #changesOfKeys(
    query: {
      readonly limit: number;
      'resource_ids[]'?: string[];
      'include[]'?: ('actor' | 'changes')[];
    },
    signal: AbortSignal | undefined,
  ): Promise<WholeList<AuditEventReply>> {
    const reply = await this.#caller.call({ kind: 'read', signal }, (send) =>
      this.#caller.typed.GET('/v1/core/audit-events', {
        params: { query: { ...this.#sinceEver(), 'resource_types[]': ['api_key'], ...query } },
        fetch: send,
      }),
    );
    return this.#caller.parse(pageSchema(auditEventReplySchema), reply);
  }

  /** Every event of a key having been made, as far back as the account keeps them, with who did it. */
  keyCreations(signal?: AbortSignal): Promise<WholeList<AuditEventReply>> {
    return this.#caller.all(auditEventReplySchema, signal, (cursor, send) =>
      this.#caller.typed.GET('/v1/core/audit-events', {
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
    return listsOneDay(this.#caller.version) ? { starts_at: EVERYTHING_SINCE } : {};
  }
}
