/** Which account answers, and which of its keys is the one that was used to ask: the API has no "who am I". */
import type { ApiClient } from '../api/client.ts';
import type { ApiKeyReply, RequestLogReply } from '../api/schemas.ts';
import { ApiError } from '../../../http/api-error.ts';
import { isSameRedacted } from '../../../../shared/key-format.ts';
import { delay } from '../../../http/request-limiter.ts';
import { certain } from '../../../../shared/certain.ts';

export interface Identity {
  readonly keyId: string | null;
  readonly accountId: string | null;
  readonly accountName: string | null;
}

/** The server writes a request's log a moment after its reply. */
const LOG_WAITS_MS = [0, 100, 300, 900];

/**
 * From the list of keys by the redacted form, where only one fits, and from the log of the request just made, which names
 * the account and the key exactly.
 * @param now by the server's clock, as the keys' times are
 */
export async function identify(
  client: ApiClient,
  redacted: string,
  keys: readonly ApiKeyReply[],
  requestId: string | null,
  now: Date,
  signal?: AbortSignal,
): Promise<Identity> {
  const fitting = keys.filter(
    (key) =>
      isSameRedacted(key.redacted_value, redacted) &&
      (key.revoked_at === null || Date.parse(key.revoked_at) > now.getTime()),
  );
  const log = requestId === null ? null : await readLog(client, requestId, signal);
  const fromLog =
    log?.actor?.id !== undefined && keys.some((key) => key.id === certain(log.actor).id)
      ? log.actor.id
      : null;
  return {
    keyId: fromLog ?? (fitting.length === 1 ? certain(fitting[0]).id : null),
    accountId: log?.account?.id ?? null,
    accountName: log?.account?.name ?? null,
  };
}

async function readLog(
  client: ApiClient,
  requestId: string,
  signal?: AbortSignal,
): Promise<RequestLogReply | null> {
  if (!/^[a-z]+_[0-9a-z]+$/.test(requestId)) return null;
  for (const wait of LOG_WAITS_MS) {
    if (wait > 0) await delay(wait, signal);
    try {
      return await client.logs.requestLog(requestId, signal);
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      if (thrown.code === 'cancelled') throw thrown;
      // Not there yet: wait. Anything else: this server does not tell, and the list has to do.
      if (thrown.code !== 'api-not-found') return null;
    }
  }
  return null;
}
