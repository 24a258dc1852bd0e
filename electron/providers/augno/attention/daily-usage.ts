/** Counts requests by day and key, for the charts. Pure. */
import type { AccountUsage, DayOfKey } from '../../../../shared/ipc/attention-channels.ts';
import { dayAt } from '../../../../shared/day-starts.ts';
import { unreadEntries } from '../../../../shared/unread-entries.ts';
import type { AccountRequest } from '../../../keys/types.ts';
import type { AccountLog } from './request-log-book.ts';
import { isOurs } from './usage-signs.ts';

/**
 * @param starts of days by this computer's clock, oldest first; what is older than the first is left out
 * @param aheadMs how far the server's clock, by which requests are dated, counts as ahead of it
 */
export function countDays(
  requests: readonly AccountRequest[],
  starts: readonly number[],
  aheadMs: number,
): DayOfKey[] {
  const days = new Map<string, DayOfKey>();
  for (const request of requests) {
    // What this app itself asks is no use of a key.
    if (isOurs(request)) continue;
    const start = starts[dayAt(starts, Date.parse(request.at) - aheadMs)];
    if (start === undefined) continue;
    const id = `${String(start)} ${request.keyId}`;
    const counted = days.get(id) ?? {
      keyId: request.keyId,
      day: new Date(start).toISOString(),
      ok: 0,
      refused: 0,
      failed: 0,
    };
    const kind = request.statusCode >= 500 ? 'failed' : request.statusCode >= 400 ? 'refused' : 'ok';
    days.set(id, { ...counted, [kind]: counted[kind] + 1 });
  }
  return [...days.values()];
}

export function usageOfAccount(log: AccountLog, starts: readonly number[]): AccountUsage {
  const { readBackTo, aheadMs } = log;
  return {
    connectionId: log.connectionId,
    readAt: log.readAt?.toISOString() ?? null,
    readBackTo: readBackTo === null ? null : new Date(readBackTo.getTime() - aheadMs).toISOString(),
    complete: log.complete,
    error: log.error,
    unread: unreadEntries(log.unread),
    days: countDays(log.requests, starts, aheadMs),
  };
}
