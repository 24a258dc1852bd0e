/** Other copies that lie beside the vault, and what a merge kept twice. Read when something is first drawn. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ShownDifference } from '../../../shared/ipc/merge-channels.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { createCollection } from '../../lib/collection.ts';

export const useCopiesBeside = createCollection<string, 'merge.beside'>(
  () => call('merge.beside', undefined),
  (value) => value.names,
);
export const useDifferences = createCollection<ShownDifference, 'merge.differences'>(
  () => call('merge.differences', undefined),
  (value) => value.differences,
);

/** Not to be spoken of again in this window. */
export const useDismissed = create<{
  readonly names: readonly string[];
  readonly dismiss: (names: readonly string[]) => void;
}>((set) => ({
  names: [],
  dismiss: (names) => set((store) => ({ names: [...store.names, ...names] })),
}));

/** A sync tool lays a copy there while the window is open: looked for whenever somebody comes back to it. */
export function useFollowedCopies(): void {
  const load = useCopiesBeside((store) => store.load);
  useEffect(() => {
    const look = (): void => void load();
    look();
    window.addEventListener('focus', look);
    const end = onEvent('vault.changed', look);
    return () => {
      window.removeEventListener('focus', look);
      end();
    };
  }, [load]);
}

export function useFollowedDifferences(): void {
  const load = useDifferences((store) => store.load);
  useEffect(() => {
    void load();
    return onEvent('vault.changed', () => void load());
  }, [load]);
}
