/** Days as a person has them: from midnight to midnight where they are, 23 and 25 hours long among them. */

/** The starts of the last `count` days up to the one of `now`, in ms, oldest first, in the zone of the process. */
export function dayStarts(now: Date, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - (count - 1 - index)).getTime(),
  );
}

/** Which of them `at` is in, by its index; -1 for what lies before. The last has no end: a clock may be a little ahead. */
export function dayAt(starts: readonly number[], at: number): number {
  return starts.findLastIndex((start) => start <= at);
}
