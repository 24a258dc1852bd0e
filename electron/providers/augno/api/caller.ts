/** One way to ask the API: a request is built from the document, sent our way, and what comes is checked by its shape. */
import type { z } from 'zod';
import { BRANDS, type BrandId } from '../../../../shared/brands.ts';
import { spelledAs } from '../../../../shared/key-format.ts';
import type { ApiVersion } from '../../../../shared/api-version.ts';
import type { Destination } from '../../../http/confirmed-addresses.ts';
import type { FetchLike } from '../../../http/fetch-like.ts';
import { unexpectedReply } from '../../../http/network-failure.ts';
import type { RequestLimiter } from '../../../http/request-limiter.ts';
import { Transport, type Reply, type SendPolicy } from '../../../http/transport.ts';
import { ReadBudget, type ReadBounds } from './bounds.ts';
import { typedRequests, type Send, type TypedRequests } from './requests.ts';
import { pageSchema, type Page, type SkippedEntry } from './schemas.ts';

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

export interface WholeList<Item> {
  readonly items: readonly Item[];
  /** Entries in a form that is not known; they were left out. */
  readonly skipped: readonly SkippedEntry[];
}

export class ApiCaller {
  /** Builds requests from the published document; each is sent by the `fetch` that is given with it. */
  readonly typed: TypedRequests;
  readonly #options: ApiClientOptions;
  readonly #transport: Transport;

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
    this.typed = typedRequests(options.origin);
  }

  get version(): ApiVersion {
    return this.#options.version;
  }

  /** All pages of a list. */
  async all<Item extends z.ZodType>(
    item: Item,
    signal: AbortSignal | undefined,
    fetchPage: (cursor: { cursor?: string }, send: Send) => Promise<void>,
  ): Promise<WholeList<z.output<Item>>> {
    const schema = pageSchema(item);
    const items: z.output<Item>[] = [];
    const skipped: SkippedEntry[] = [];
    const seen = new Set<string>();
    const budget = this.#options.budget ?? new ReadBudget(this.#options.bounds);
    let cursor: string | null = null;
    do {
      const query: { cursor?: string } = cursor === null ? {} : { cursor };
      let reply: Reply;
      try {
        reply = await budget.within(signal, (within) =>
          this.call({ kind: 'read', signal: within }, (send) => fetchPage(query, send)),
        );
      } catch (thrown) {
        if (signal?.aborted !== true) budget.throwIfOver(this.host);
        throw thrown;
      }
      const page: Page<z.output<Item>> = this.parse(schema, reply);
      items.push(...page.items);
      skipped.push(...page.skipped);
      cursor = page.nextCursor;
      // A cursor that comes twice would go round for ever.
      if (cursor !== null && seen.has(cursor)) throw unexpectedReply(this.host, reply.status);
      if (cursor !== null) seen.add(cursor);
      budget.spend(reply.length, cursor === null, this.host);
    } while (cursor !== null);
    return { items, skipped };
  }

  get host(): string {
    return new URL(this.#options.origin).host;
  }

  /** Sends what is built, our way; the parsed reply comes back unchanged. */
  async call(policy: SendPolicy, build: (send: Send) => Promise<void>): Promise<Reply> {
    let reply: Reply | undefined;
    await build(async (request) => {
      const { brand, version, userAgent, accountId, readKey } = this.#options;
      const names = BRANDS[brand].headers;
      const headers = {
        ...request.headers,
        accept: 'application/json',
        'user-agent': userAgent,
        [names.version]: version,
        ...(accountId === undefined ? {} : { [names.account]: accountId }),
        authorization: `Bearer ${spelledAs(brand, await readKey())}`,
      };
      reply = await this.#transport.send({ ...request, headers }, policy);
    });
    if (reply === undefined) throw new Error('Nothing was sent.');
    return reply;
  }

  parse<Schema extends z.ZodType>(schema: Schema, reply: Reply): z.output<Schema> {
    const parsed = schema.safeParse(reply.body);
    // SECURITY: zod's report may quote the reply; it is dropped.
    if (!parsed.success) throw unexpectedReply(this.host, reply.status);
    return parsed.data;
  }
}
