/** How far a server's clock is ahead of this computer's, from the `Date` of one reply. */
const EARLIEST = Date.UTC(2020, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
/** A `Date` has whole seconds, and is written somewhere between the sending and the end of the reply. */
const HALF_SECOND_MS = 500;
const LEAST_MS = 5_000;

/**
 * In milliseconds; 0 where the difference is no larger than what the way there and back explains, null where the header
 * is missing or makes no sense.
 * @param sentAt and `receivedAt`: milliseconds since 1970 by this computer's clock
 */
export function readSkew(date: string | null, sentAt: number, receivedAt: number): number | null {
  if (date === null || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(date))
    return null;
  const there = Date.parse(date);
  // One that was set anew meanwhile says nothing.
  if (Number.isNaN(there) || there < EARLIEST || there > LATEST || receivedAt < sentAt) return null;
  const ahead = there + HALF_SECOND_MS - (sentAt + receivedAt) / 2;
  const explained = Math.max(LEAST_MS, (receivedAt - sentAt) / 2 + HALF_SECOND_MS);
  return Math.abs(ahead) <= explained ? 0 : Math.round(ahead);
}
