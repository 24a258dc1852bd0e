/** Requests by day, for the small chart. */
export interface RequestDay {
  /** The start of the day in the user's zone, in ms. */
  readonly start: number;
  readonly ok: number;
  readonly failed: number;
}

/** The last `days` days up to today, empty ones included. */
export function requestsByDay(
  requests: readonly { readonly at: string; readonly statusCode: number }[],
  now: Date,
  days: number,
): readonly RequestDay[] {
  const starts = Array.from({ length: days }, (_, index) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - (days - 1 - index)).getTime(),
  );
  const counts = starts.map(() => ({ ok: 0, failed: 0 }));
  for (const request of requests) {
    const at = Date.parse(request.at);
    // Days are not all 24 hours long; so they are looked up, not divided.
    const index = starts.findLastIndex((start) => start <= at);
    const day = counts[index];
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
