/** What ends at a time that people were told. */

/** A timer stands still while the computer sleeps; so often it is looked at the clock. */
const LOOK_MS = 30_000;

/**
 * Calls `then` once it is `until` by the clock on the wall, or the time until then has gone by, whichever is first: a clock
 * that is set back gives nobody more.
 * @returns what gives it up
 */
export function atTime(until: Date, then: () => void): () => void {
  const over = performance.now() + until.getTime() - Date.now();
  let timer: NodeJS.Timeout | null = null;
  const look = (): void => {
    const left = Math.min(until.getTime() - Date.now(), over - performance.now());
    if (left <= 0) then();
    else timer = setTimeout(look, Math.min(left, LOOK_MS));
  };
  look();
  return () => {
    if (timer !== null) clearTimeout(timer);
  };
}
