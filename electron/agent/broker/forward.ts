/** The request that really goes out, with the real key, to the connection's confirmed address and nowhere else. */
import { API_VERSIONS, NEWEST_VERSION } from '../../../shared/api-version.ts';
import { BRANDS, type BrandId } from '../../../shared/brands.ts';
import type { Destination } from '../../http/confirmed-addresses.ts';
import type { FetchLike } from '../../http/fetch-like.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { certain } from '../../../shared/certain.ts';

export interface Upstream {
  readonly origin: string;
  readonly brand: BrandId;
  readonly destination: Destination;
  readonly fetch: FetchLike;
  readonly secret: SecretBytes;
  readonly userAgent: string;
}

export interface Outgoing {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer | null;
  readonly signal: AbortSignal;
}

export interface Incoming {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

const LARGEST_REPLY = 16 << 20;
const PASSED_ON = ['accept', 'content-type', 'idempotency-key'];
const PASSED_BACK =
  /^(?:content-type|request-id|retry-after|idempotent-replayed|www-authenticate|ratelimit(?:-[a-z]+)?)$/;

/** @throws what `fetch` throws, and where the reply is a redirect or too large */
export async function forward(upstream: Upstream, request: Outgoing): Promise<Incoming> {
  const { origin, brand, destination, secret } = upstream;
  const url = new URL(request.target, origin);
  // SECURITY: whatever was asked for, it goes to the address that a person confirmed.
  if (url.origin !== new URL(origin).origin || !destination.includes(url.href))
    throw new Error('A request to a place that nobody agreed to.');
  const { version } = BRANDS[brand].headers;
  const asked = request.headers[version.toLowerCase()];
  const headers: [string, string][] = PASSED_ON.flatMap((name): [string, string][] => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  headers.push(
    ['accept-encoding', 'identity'],
    ['user-agent', upstream.userAgent],
    // SECURITY: out of our own table, never the program's text.
    [version, API_VERSIONS.find((known) => known === asked) ?? NEWEST_VERSION],
    ['authorization', `Bearer ${secret.revealText()}`],
  );
  const response = await upstream.fetch(url.href, {
    method: request.method,
    headers,
    ...(request.body === null ? {} : { body: request.body as Uint8Array<ArrayBuffer> }),
    signal: request.signal,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
  });
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    void response.body?.cancel().catch(() => undefined);
    throw new Error('A redirect is not followed.');
  }
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => PASSED_BACK.test(name.toLowerCase())),
    body: await bodyOf(response),
  };
}

async function bodyOf(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (next === undefined || next.done) return Buffer.concat(chunks);
    size += next.value.byteLength;
    if (size > LARGEST_REPLY) {
      void certain(reader)
        .cancel()
        .catch(() => undefined);
      throw new Error('The reply is too large.');
    }
    chunks.push(next.value);
  }
}
