/** Which bytes of some content were read as a container's own: whatever begins in the others is opened as well. */
export class Covered {
  /** Null, which is all of them, until something is told. */
  #ranges: { readonly start: number; readonly end: number }[] | null = null;

  /** In the order of their ends; what lies in the next one goes with it. */
  add(start: number, end: number): void {
    const ranges = (this.#ranges ??= []);
    while (ranges.length > 0 && ranges.at(-1)!.start >= start) ranges.pop();
    if (end > start) ranges.push({ start, end });
  }

  addAll(other: Covered): void {
    for (const { start, end } of other.#ranges ?? []) this.add(start, end);
  }

  /** Behind the last of them; null where nothing was told. */
  get end(): number | null {
    return this.#ranges === null ? null : (this.#ranges.at(-1)?.end ?? 0);
  }

  holds(offset: number): boolean {
    if (this.#ranges === null) return true;
    let from = 0;
    let to = this.#ranges.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#ranges[middle]!.end <= offset) from = middle + 1;
      else to = middle;
    }
    return (this.#ranges[from]?.start ?? Infinity) <= offset;
  }
}
