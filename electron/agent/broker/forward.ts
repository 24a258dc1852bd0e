/** The request that really goes out, with the real key, to the connection's confirmed address and nowhere else. */
import { API_VERSIONS, NEWEST_VERSION } from '../../../shared/api-version.ts';
import { BRANDS, type BrandId } from '../../../shared/brands.ts';
import type { Destination } from '../../http/confirmed-addresses.ts';
import type { Sender } from '../../http/sender.ts';
import type { WholeReply } from '../../http/whole-reply.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';

export interface Upstream {
  readonly origin: string;
  readonly brand: BrandId;
  readonly destination: Destination;
  readonly exchange: Sender['exchange'];
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

const LARGEST_REPLY = 16 << 20;
const PASSED_ON = ['accept', 'content-type', 'idempotency-key'];
const PASSED_BACK =
  /^(?:content-type|request-id|retry-after|idempotent-replayed|www-authenticate|ratelimit(?:-[a-z]+)?)$/;

/** @throws what `exchange` throws, and where the reply is a redirect */
export async function forward(upstream: Upstream, request: Outgoing): Promise<WholeReply> {
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
  const reply = await upstream.exchange({
    ...{ url: url.href, method: request.method, headers, body: request.body, signal: request.signal },
    maximumBytes: LARGEST_REPLY,
  });
  if (reply.status >= 300 && reply.status < 400) throw new Error('A redirect is not followed.');
  return { ...reply, headers: reply.headers.filter(([name]) => PASSED_BACK.test(name)) };
}
