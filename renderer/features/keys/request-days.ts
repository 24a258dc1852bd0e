/** Requests by day, for the small chart. */
import { dayAt, dayStarts } from '../../../shared/day-starts.ts';

export interface RequestDay {
  /** The start of the day in the user's zone, in ms. */
  readonly start: number;
  readonly ok: number;
  readonly failed: number;
}

/**
 * The last `days` days up to today, empty ones included.
 * @param aheadMs how far the server's clock, by which requests are dated, counts as ahead of this computer's
 */
export function requestsByDay(
  requests: readonly { readonly at: string; readonly statusCode: number }[],
  now: Date,
  days: number,
  aheadMs: number,
): readonly RequestDay[] {
  const starts = dayStarts(now, days);
  const counts = starts.map(() => ({ ok: 0, failed: 0 }));
  for (const request of requests) {
    const day = counts[dayAt(starts, Date.parse(request.at) - aheadMs)];
    if (day === undefined) continue;
    if (request.statusCode < 400) day.ok += 1;
    else day.failed += 1;
  }
  return starts.map((start, index) => ({
    start,
    ok: counts[index]?.ok ?? 0,
    failed: counts[index]?.failed ?? 0,
  }));
}
