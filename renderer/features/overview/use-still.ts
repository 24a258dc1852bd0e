/**
 * A list that gains nothing while the pointer is over its screen: what comes by itself would push away what is pointed at.
 * It waits until the pointer goes, or until it is asked for; what is there no more goes at once.
 */
import { useMemo, useState } from 'react';

export function useStill<Item extends { readonly id: string }>(
  all: readonly Item[],
  pointedAt: boolean,
): {
  readonly items: readonly Item[];
  readonly showAll: () => void;
  /** A person asked for this one: it is shown whenever it comes. */
  readonly admit: (id: string) => void;
} {
  /** What was drawn when the pointer came; null: it is elsewhere. */
  const [held, setHeld] = useState<ReadonlySet<string> | null>(null);
  if (pointedAt !== (held !== null)) setHeld(pointedAt ? new Set(all.map(({ id }) => id)) : null);
  const items = useMemo(() => (held === null ? all : all.filter(({ id }) => held.has(id))), [all, held]);
  const admit = (id: string): void => setHeld((before) => before && new Set([...before, id]));
  return { items, showAll: () => setHeld(null), admit };
}
