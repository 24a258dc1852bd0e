/**
 * A client that behaves as the official ones are documented to, written anew for these tests: options and environment,
 * automatic pages by `next_page_url`, two retries with `Retry-After`, every 409 among them, typed errors by status, times
 * in whole seconds, arrays as one comma-separated value, and no idempotency key of its own.
 */
import { BRANDS, type BrandId } from '../../../../shared/brands.ts';

class StatusError extends Error {
  readonly status: number;
  readonly code: string;
  readonly param: string | null;

  constructor(status: number, error: { code: string; message: string; param: string | null }) {
    super(`${String(status)} ${error.message}`);
    this.status = status;
    this.code = error.code;
    this.param = error.param;
  }
}
export class BadRequestError extends StatusError {}
export class AuthenticationError extends StatusError {}
export class PermissionDeniedError extends StatusError {}
export class NotFoundError extends StatusError {}
export class ConflictError extends StatusError {}
class RateLimitError extends StatusError {}
export class InternalServerError extends StatusError {}

const CLASSES: Readonly<Record<number, typeof StatusError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  429: RateLimitError,
};

interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly param: string | null };
}

export interface ListPage {
  readonly object: 'list';
  readonly data: readonly Record<string, unknown>[];
  readonly page_info: { readonly has_next_page: boolean; readonly next_page_url: string | null };
}

type Query = Readonly<Record<string, string | number | readonly string[] | Date>>;

export interface ClientOptions {
  readonly brand: BrandId;
  readonly bearerToken: string;
  readonly baseURL: string;
  readonly version: string;
  readonly accountID?: string;
  readonly maxRetries?: number;
}

const RETRIED: ReadonlySet<number> = new Set([408, 409, 429]);

export class OfficialLikeClient {
  readonly #options: ClientOptions;
  /** Status of each reply, retries among them. */
  readonly statuses: number[] = [];

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  async request(method: string, path: string, query: Query = {}, body?: unknown): Promise<unknown> {
    const { brand, bearerToken, baseURL, version, accountID, maxRetries = 2 } = this.#options;
    const url = new URL(path, baseURL);
    for (const [name, value] of Object.entries(query)) url.searchParams.append(name, written(value));
    const names = BRANDS[brand].headers;
    const headers: Record<string, string> = {
      Accept: 'application/json',
      Authorization: `Bearer ${bearerToken}`,
      [names.version]: version,
      ...(accountID === undefined ? {} : { [names.account]: accountID }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    for (let tries = 0; ; tries += 1) {
      const response = await fetch(url, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      this.statuses.push(response.status);
      const parsed: unknown = await response.json();
      if (response.ok) return parsed;
      if (tries < maxRetries && (RETRIED.has(response.status) || response.status >= 500)) {
        const seconds = Number(response.headers.get('retry-after') ?? 0);
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        continue;
      }
      const Class = response.status >= 500 ? InternalServerError : CLASSES[response.status];
      throw new (Class ?? StatusError)(response.status, (parsed as ErrorBody).error);
    }
  }

  async *listAutoPaging(path: string, query: Query = {}): AsyncGenerator<Record<string, unknown>> {
    let page = (await this.request('GET', path, query)) as ListPage;
    for (;;) {
      yield* page.data;
      const next = page.page_info.next_page_url;
      if (!page.page_info.has_next_page || next === null) return;
      page = (await this.request('GET', next)) as ListPage;
    }
  }

  async all(path: string, query: Query = {}): Promise<readonly Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    for await (const item of this.listAutoPaging(path, query)) items.push(item);
    return items;
  }
}

function written(value: Query[string]): string {
  if (value instanceof Date) return `${value.toISOString().slice(0, 19)}Z`;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : value.join(',');
}
