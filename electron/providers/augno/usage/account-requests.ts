/** Reads what all keys of an account requested, page by page, as far back as is asked and sensible. */
import type { RequestLogEntry } from '../../../../shared/domain.ts';
import { redactKeysIn } from '../../../../shared/key-format.ts';
import { PAGE_SIZE } from '../api/page-size.ts';
import type { ChannelOutput } from '../../../../shared/ipc-contract.ts';
import { unreadOf, type RequestLogReply } from '../api/schemas.ts';
import type { ServiceContext } from '../context.ts';
import type { AccountRequest, AccountRequests } from '../../../keys/types.ts';

/** Half of what the API allows an address in one second. */
const MOST_PAGES = 10;

function requestEntry(log: RequestLogReply): RequestLogEntry {
  return {
    id: log.id,
    at: log.occurred_at,
    method: log.method,
    // SECURITY: some put a key into the address that they ask for, or call themselves by it; the page shows both whole.
    path: redactKeysIn(log.path),
    route: log.normalized_route,
    statusCode: log.status_code,
    errorCode: log.error_code,
    clientIp: log.client_ip,
    userAgent: log.user_agent === null ? null : redactKeysIn(log.user_agent),
    latencyMs: log.latency_us === null || log.latency_us === undefined ? null : log.latency_us / 1000,
  };
}

export async function readAccountRequests(
  context: ServiceContext,
  connectionId: string,
  since: Date,
  signal?: AbortSignal,
): Promise<AccountRequests> {
  const client = context.client(connectionId);
  const earliest = since.toISOString();
  const requests: AccountRequest[] = [];
  const unread: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const reply: Awaited<ReturnType<typeof client.logs.requestsOfAccount>> =
      await client.logs.requestsOfAccount(PAGE_SIZE, signal, cursor);
    unread.push(...reply.skipped.map(({ label }) => label));
    for (const log of reply.items) {
      if (log.occurred_at < earliest) return { requests, unread, complete: true };
      if (log.actor === null) continue;
      requests.push({
        ...requestEntry(log),
        keyId: log.actor.id,
        errorMessage: log.error_message === null ? null : redactKeysIn(log.error_message),
        referrer: log.referrer,
      });
    }
    cursor = reply.nextCursor;
    if (cursor === null) return { requests, unread, complete: true };
  }
  return { requests, unread, complete: false };
}

const ENTRIES_OF_KEY = 50;

/** The newest requests with one key. */
export async function readKeyRequests(
  context: ServiceContext,
  keyId: string,
  signal: AbortSignal,
): Promise<ChannelOutput<'keys.requests'>> {
  const { record } = context.key(keyId);
  const page = await context.client(record.connectionId).logs.requestsOfKey(keyId, ENTRIES_OF_KEY, signal);
  return {
    requests: page.items.map(requestEntry),
    more: page.nextCursor !== null,
    unread: unreadOf(page.skipped),
  };
}
