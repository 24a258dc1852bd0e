import { Bookmark, BookmarkPlus, ClipboardCheck, Ellipsis, FileDown, Trash2, UserMinus } from 'lucide-react';
import type { ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import type { SavedView } from '../../../shared/ipc/upkeep-channels.ts';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useNavigation } from '../../app/navigation-store.ts';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { SORT_COLUMNS, TABS } from './key-list.ts';
import { useKeyView } from './store.ts';
import { useFollowed, useViews } from './upkeep-store.ts';

function apply(view: SavedView): void {
  useKeyView.getState().show({
    // A view of a newer version may name what this one does not have.
    tab: TABS.find((tab) => tab === view.tab) ?? 'all',
    search: view.search,
    sort: {
      column: SORT_COLUMNS.find((column) => column === view.sort.column) ?? 'name',
      descending: view.sort.descending,
    },
  });
}

/** Saved views, and what is done with all keys rather than with one. */
export function KeysMenu({ shown }: { readonly shown: readonly KeySummary[] }): ReactElement {
  const t = useText();
  const { go, openDialog } = useNavigation();
  const { items, load } = useViews();
  useFollowed(load);
  const action = useAction();
  const save = async (): Promise<void> => {
    const done = await action.run(() => call('keys.export', { keyIds: shown.map(({ id }) => id) }));
    if (done !== null && done.value.path !== null) showToast(t('keys.exported', { count: shown.length }));
  };
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button aria-label={t('keys.more')}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {items.map((view) => (
          <MenuItem key={view.id} icon={<Bookmark aria-hidden />} onSelect={() => apply(view)}>
            {view.name}
          </MenuItem>
        ))}
        <MenuItem icon={<BookmarkPlus aria-hidden />} onSelect={() => openDialog({ kind: 'views' })}>
          {t('views.open')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<ClipboardCheck aria-hidden />} onSelect={() => go('review')}>
          {t('nav.review')}
        </MenuItem>
        <MenuItem icon={<UserMinus aria-hidden />} onSelect={() => openDialog({ kind: 'someone-left' })}>
          {t('people.open')}
        </MenuItem>
        <MenuItem icon={<Trash2 aria-hidden />} onSelect={() => openDialog({ kind: 'trash' })}>
          {t('trash.open')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<FileDown aria-hidden />} disabled={shown.length === 0} onSelect={() => void save()}>
          {t('keys.export', { count: shown.length })}
        </MenuItem>
      </Menu>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </>
  );
}
