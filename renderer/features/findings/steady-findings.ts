import { useEffect, useMemo, useState } from 'react';
import type { Finding } from '../../../shared/findings.ts';
import { useScan } from './scan-store.ts';
import { useFindings } from './store.ts';

type State = Finding['state'];
type Shown = ReadonlyMap<string, State>;

const statesOf = (items: readonly Finding[]): Shown => new Map(items.map(({ id, state }) => [id, state]));

/**
 * What is drawn of `items` where `shown` is what the person was shown last, with how many changes wait. What was not
 * there yet waits, and what is found no more stays where it was; whatever else is known of a finding is always today's.
 */
export function steadyFindings(
  items: readonly Finding[],
  shown: Shown,
): { readonly items: readonly Finding[]; readonly waiting: number } {
  // Where there is nothing to point at, nothing can move.
  if (shown.size === 0) return { items, waiting: 0 };
  let waiting = 0;
  const drawn = items.flatMap((finding) => {
    const state = shown.get(finding.id);
    const isGone = finding.state === 'resolved' && state !== 'resolved';
    if (state === undefined || isGone) waiting += 1;
    if (state === undefined) return [];
    return [isGone ? { ...finding, state } : finding];
  });
  return { items: drawn, waiting };
}

/** The findings of the screen, which only a person's own scan or a click changes while they are looked at. */
export function useSteadyFindings(): {
  readonly items: readonly Finding[];
  readonly waiting: number;
  readonly showAll: () => void;
} {
  const { items, load } = useFindings();
  const last = useScan((store) => store.last);
  const [shown, setShown] = useState<Shown>(() => statesOf(useFindings.getState().items));
  const showAll = (): void => {
    setShown(statesOf(useFindings.getState().items));
  };
  useEffect(() => {
    if (last !== null) void load().then(showAll);
  }, [last, load]);
  const steady = useMemo(() => steadyFindings(items, shown), [items, shown]);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- what is drawn first is what is shown from then on
    if (shown.size === 0 && items.length > 0) setShown(statesOf(items));
  }, [shown, items]);
  return { ...steady, showAll };
}
