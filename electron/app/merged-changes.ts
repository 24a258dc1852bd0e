/** What a screen reads again for one change is a dozen calls; in this time one of them is answered, and most changes are over. */
const APART_MS = 250;

export interface MergedChanges {
  /** Told at once, or with what else changed since the last time. */
  note(collections: readonly string[]): void;
  /** Nothing that waits is told any more. */
  drop(): void;
}

/**
 * Tells of changes at most four times a second. Each screen reads its lists again for each: of fifty changes in a second
 * (a batch, a long synchronisation) the limit of calls was used up, and what a person pressed then was refused.
 */
export function mergeChanges(tell: (collections: readonly string[]) => void): MergedChanges {
  const changed = new Set<string>();
  let pause: NodeJS.Timeout | null = null;
  const tellNow = (): void => {
    pause = null;
    if (changed.size === 0) return;
    const collections = [...changed];
    changed.clear();
    pause = setTimeout(tellNow, APART_MS);
    tell(collections);
  };
  return {
    note(collections) {
      for (const name of collections) changed.add(name);
      if (pause === null) tellNow();
    },
    drop() {
      changed.clear();
    },
  };
}
