import {
  Bookmark,
  BookmarkPlus,
  ClipboardCheck,
  Ellipsis,
  FileDown,
  PackageX,
  Trash2,
  UserMinus,
} from 'lucide-react';
import type { ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { say } from '../../../shared/messages/say.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuCheck, MenuGroup, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { OPTIONAL_COLUMNS } from './key-list.ts';
import { applyView } from './saved-view.ts';
import { useKeyView } from './store.ts';
import { useFollowed, useViews } from './upkeep-store.ts';

/** Saved views, and what is done with all keys rather than with one. */
export function KeysMenu({ shown }: { readonly shown: readonly KeySummary[] }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const { go, openDialog } = useNavigation();
  const { items, load } = useViews();
  const hidden = useKeyView((view) => view.hidden);
  const setHidden = useKeyView((view) => view.setHidden);
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
          <MenuItem key={view.id} icon={<Bookmark aria-hidden />} onSelect={() => applyView(view)}>
            {view.name}
          </MenuItem>
        ))}
        <MenuItem icon={<BookmarkPlus aria-hidden />} onSelect={() => openDialog({ kind: 'views' })}>
          {t(items.length === 0 ? 'views.open' : 'views.manage')}
        </MenuItem>
        <MenuSeparator />
        <MenuGroup label={t('views.columns')}>
          {OPTIONAL_COLUMNS.map((column) => (
            <MenuCheck
              key={column}
              checked={!hidden.has(column)}
              onChange={(checked) => setHidden(column, !checked)}
            >
              {sentence(say(`column.${column}`))}
            </MenuCheck>
          ))}
        </MenuGroup>
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
        <MenuItem icon={<PackageX aria-hidden />} onSelect={() => openDialog({ kind: 'kept-replies' })}>
          {t('kept.open')}
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
