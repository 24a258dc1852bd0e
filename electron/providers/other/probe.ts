/** "Does this key work?", asked of a service in every form that it takes. */
import type { KeyTestResult } from '../../../shared/domain.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Destination } from '../../http/confirmed-addresses.ts';
import { guardedFetch } from '../../http/guarded-fetch.ts';
import type { FetchLike } from '../../http/fetch-like.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Provider, ProviderAddress } from '../../keys/provider.ts';
import { certain } from '../../../shared/certain.ts';
import { say } from '../../../shared/messages/say.ts';

const TIMEOUT_MS = 20_000;
/** The answer's status counts; what it says is not read. */
const MAXIMUM_BYTES = 4 * 1024 * 1024;

export interface Asking {
  readonly fetch: FetchLike;
  readonly userAgent: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly destination: Destination;
}

/** @throws ApiError `cancelled` only; null where there is nothing to ask */
export async function ask(
  asking: Asking,
  provider: Provider,
  address: ProviderAddress,
  secret: SecretBytes,
): Promise<KeyTestResult | null> {
  // SECURITY: headers are text; this is the last moment before they are sent.
  const probes = provider.probes(address, secret.revealText());
  if (probes.length === 0) return null;
  const at = (): string => asking.now().toISOString();
  const taken: string[] = [];
  const others: string[] = [];
  let first: 'accepted' | 'refused' | null = null;
  for (const { label, url, headers } of probes) {
    const { host } = new URL(url);
    let status: number;
    try {
      const { response } = await guardedFetch(asking.fetch, {
        destination: asking.destination,
        url,
        method: 'GET',
        headers: [['accept', 'application/json'], ['user-agent', asking.userAgent], ...headers],
        body: null,
        timeoutMs: TIMEOUT_MS,
        maximumBytes: MAXIMUM_BYTES,
        signal: asking.signal,
      });
      status = response.status;
    } catch (thrown) {
      if (!(thrown instanceof ApiError) || thrown.code === 'cancelled') throw thrown;
      if (first !== null) break;
      return {
        outcome: 'unreachable',
        message: say('state.unreachable', { why: thrown.said.message }),
        at: at(),
      };
    }
    const judged = provider.judge(status);
    if (judged === 'unknown' && first === null) {
      return {
        outcome: 'unreachable',
        message: say('state.status-says-nothing', { host, status }),
        at: at(),
      };
    }
    if (first === null) first = judged === 'accepted' ? 'accepted' : 'refused';
    (judged === 'accepted' ? taken : others).push(label);
  }
  const { host } = new URL(certain(probes[0]).url);
  if (first === 'refused') {
    // One form accepted is a key that works: an old key must not pass for dead because of how it was sent.
    return taken.length === 0
      ? { outcome: 'refused', message: say('state.refused-by', { host }), at: at() }
      : {
          outcome: 'accepted',
          message: say('state.accepted-as-and-not-as', {
            host,
            forms: taken.join(', '),
            others: others.join(', '),
          }),
          at: at(),
        };
  }
  const message =
    probes.length === 1
      ? say('state.accepted', { who: host })
      : others.length === 0
        ? say('state.accepted-in-forms', { host, forms: taken.join(', ') })
        : say('state.accepted-as-and-not-as', { host, forms: taken.join(', '), others: others.join(', ') });
  return { outcome: 'accepted', message, at: at() };
}
