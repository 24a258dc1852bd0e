/** Lengths of time in milliseconds. A day is 24 hours: local calendar days are `renderer/ui/time.ts`. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** From now on, as the API takes it. */
export const LONGEST_OVERLAP_MS = 30 * DAY_MS;
