/** Counts requests by day and key, for the charts. Pure. */
import type { AccountUsage, DayOfKey } from '../../../../shared/ipc/attention-channels.ts';
import { unreadEntries } from '../../../../shared/unread-entries.ts';
import type { AccountRequest } from '../../../keys/types.ts';
import type { AccountLog } from './request-log-book.ts';
import { isOurs } from './usage-signs.ts';

/** `2026-11-21`, where the user is. */
export function localDay(at: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export function countDays(requests: readonly AccountRequest[]): DayOfKey[] {
  const days = new Map<string, DayOfKey>();
  for (const request of requests) {
    // What this app itself asks is no use of a key.
    if (isOurs(request)) continue;
    const day = localDay(new Date(request.at));
    const id = `${day} ${request.keyId}`;
    const counted = days.get(id) ?? { keyId: request.keyId, day, ok: 0, refused: 0, failed: 0 };
    const kind = request.statusCode >= 500 ? 'failed' : request.statusCode >= 400 ? 'refused' : 'ok';
    days.set(id, { ...counted, [kind]: counted[kind] + 1 });
  }
  return [...days.values()];
}

export function usageOfAccount(log: AccountLog): AccountUsage {
  return {
    connectionId: log.connectionId,
    readAt: log.readAt?.toISOString() ?? null,
    readBackTo: log.readBackTo?.toISOString() ?? null,
    complete: log.complete,
    error: log.error,
    unread: unreadEntries(log.unread),
    days: countDays(log.requests),
  };
}
