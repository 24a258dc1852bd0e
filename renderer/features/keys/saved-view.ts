/** A saved view and the list as it is now, either way. */
import type { SavedView } from '../../../shared/ipc/upkeep-channels.ts';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useConnections } from '../connections/store.ts';
import { OPTIONAL_COLUMNS, SORT_COLUMNS, TABS } from './key-list.ts';
import { useKeyView } from './store.ts';

/** Shows the list as the view has it. What a newer version named, or what is gone, is passed over. */
export function applyView(view: SavedView): void {
  const { connectionId, chooseConnection, go } = useNavigation.getState();
  const known = useConnections.getState().items.some(({ id }) => id === view.connectionId);
  const wanted = known ? view.connectionId : null;
  if (wanted !== connectionId) chooseConnection(wanted);
  useKeyView.getState().show({
    tab: TABS.find((tab) => tab === view.tab) ?? 'all',
    search: view.search,
    sort: {
      column: SORT_COLUMNS.find((column) => column === view.sort.column) ?? 'name',
      descending: view.sort.descending,
    },
    provider: view.provider,
    hidden: new Set(OPTIONAL_COLUMNS.filter((column) => view.hidden.includes(column))),
  });
  go('keys');
}

export function currentView(): Omit<SavedView, 'id' | 'name'> {
  const { tab, search, sort, provider, hidden } = useKeyView.getState();
  return {
    tab,
    search: search.slice(0, 500),
    sort,
    connectionId: useNavigation.getState().connectionId,
    provider,
    hidden: [...hidden],
  };
}
