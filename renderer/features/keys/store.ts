import { create } from 'zustand';
import type { KeySummary, Rotation } from '../../../shared/domain.ts';
import { isPendingId } from '../../../shared/pending-keys.ts';
import { call } from '../../lib/bridge.ts';
import { createCollection } from '../../lib/collection.ts';
import type { OptionalColumn, Sort, SortColumn, Tab } from './key-list.ts';

export const useKeys = createCollection<KeySummary, 'keys.list'>(
  () => call('keys.list', undefined),
  (value) => value.keys,
);

export const useRotations = createCollection<Rotation, 'rotations.list'>(
  () => call('rotations.list', undefined),
  (value) => value.rotations,
);

export interface KeyView {
  readonly tab: Tab;
  readonly search: string;
  readonly sort: Sort;
  /** Keys that are marked, to do something with all of them at once. */
  readonly marked: ReadonlySet<string>;
  /** Leaves out keys that are being made: what they become has another id, and would silently not be marked. */
  readonly mark: (marked: ReadonlySet<string>) => void;
  /** Columns that are left out. */
  readonly hidden: ReadonlySet<OptionalColumn>;
  readonly setHidden: (column: OptionalColumn, hidden: boolean) => void;
  readonly show: (
    view: Pick<KeyView, 'tab' | 'search' | 'sort'> & Partial<Pick<KeyView, 'provider' | 'hidden'>>,
  ) => void;
  /** `ACCOUNTS`, or the id of another service's connection; null: all. */
  readonly provider: string | null;
  readonly setTab: (tab: Tab) => void;
  readonly setSearch: (search: string) => void;
  readonly setProvider: (provider: string | null) => void;
  readonly sortBy: (column: SortColumn) => void;
}

export const useKeyView = create<KeyView>((set) => ({
  tab: 'active',
  search: '',
  sort: { column: 'name', descending: false },
  provider: null,
  marked: new Set(),
  mark: (marked) => set({ marked: new Set([...marked].filter((id) => !isPendingId(id))) }),
  hidden: new Set(),
  setHidden: (column, hidden) =>
    set((before) => {
      const next = new Set(before.hidden);
      if (hidden) next.add(column);
      else next.delete(column);
      return { hidden: next };
    }),
  show: (view) => set({ provider: null, ...view, marked: new Set() }),
  setTab: (tab) => set({ tab, marked: new Set() }),
  setSearch: (search) => set({ search }),
  setProvider: (provider) => set({ provider }),
  sortBy: (column) =>
    set(({ sort }) => ({ sort: { column, descending: sort.column === column && !sort.descending } })),
}));
