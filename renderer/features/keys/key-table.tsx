import { LockKeyhole } from 'lucide-react';
import {
  memo,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { KeySummary } from '../../../shared/domain.ts';
import { say } from '../../../shared/messages/say.ts';
import { isPendingId } from '../../../shared/pending-keys.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { classes } from '../../ui/classes.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { showToast } from '../../ui/toast.tsx';
import { createJump } from './jump.ts';
import { useKeyActions, type KeyActionId } from './key-actions.tsx';
import { KeyMenuItems } from './key-menu-items.tsx';
import { columnClass } from './key-columns.tsx';
import { OPTIONAL_COLUMNS, SORT_COLUMNS, type OptionalColumn } from './key-list.ts';
import { KeyRow } from './key-row.tsx';
import { useKeyView } from './store.ts';
import { TableHead } from './table-head.tsx';
import { useRowSelection } from './use-row-selection.ts';
import { scrollToRow, useRowWindow } from './use-row-window.ts';
import styles from './key-table.module.css';

const c = classes(styles);
const ROW_HEIGHT = 36;
const HEAD_HEIGHT = 33;
const idOf = ({ id }: KeySummary): string => id;
const SIZES = { row: ROW_HEIGHT, head: HEAD_HEIGHT };

const Head = memo(function Head({ keys }: { readonly keys: readonly KeySummary[] }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const { sort, sortBy, marked, mark, hidden } = useKeyView(
    useShallow(({ sort, sortBy, marked, mark, hidden }) => ({ sort, sortBy, marked, mark, hidden })),
  );
  const shown = SORT_COLUMNS.filter((column) => !hidden.has(column as OptionalColumn));
  const all = useMemo(
    () => marked.size > 0 && keys.every((key) => marked.has(key.id) || isPendingId(key.id)),
    [keys, marked],
  );
  return (
    <TableHead
      columns={shown.map((column) => ({
        column,
        label: sentence(say(`column.${column}`)),
        className: columnClass(column),
      }))}
      sort={sort}
      onSort={sortBy}
      all={all}
      onMarkAll={(wanted) => mark(new Set(wanted ? keys.map((key) => key.id) : []))}
    >
      <div role="columnheader" className={c('held')}>
        <span className="visually-hidden">{t('keys.column-held')}</span>
        <LockKeyhole aria-hidden style={{ width: 12, height: 12 }} />
      </div>
    </TableHead>
  );
});

/** Draws what is on screen and a little more, however many keys there are. */
export const KeyTable = memo(function KeyTable({
  keys,
}: {
  readonly keys: readonly KeySummary[];
}): ReactElement {
  const t = useText();
  const grid = useRef<HTMLDivElement>(null);
  const { keyId, openKey } = useNavigation();
  // Not what is typed above the list: a letter that changes nothing in it draws nothing of it.
  const { marked, mark, hidden } = useKeyView(
    useShallow(({ marked, mark, hidden }) => ({ marked, mark, hidden })),
  );
  const columns = useMemo(() => OPTIONAL_COLUMNS.filter((column) => !hidden.has(column)), [hidden]);
  const [activeId, setActiveId] = useState<string | null>(keyId);
  const { start, end, slots } = useRowWindow(grid, keys.length, ROW_HEIGHT);
  const rows = useRowSelection({
    ...{ entries: keys, idOf, grid, sizes: SIZES },
    ...{ activeId, onActive: setActiveId, marked, onMark: mark },
  });
  const { activeIndex, idAt } = rows;

  const [openedBefore, setOpenedBefore] = useState(keyId);
  if (keyId !== openedBefore) {
    setOpenedBefore(keyId);
    if (keyId !== null && keys.some((key) => key.id === keyId)) setActiveId(keyId);
  }

  // A key that is opened from elsewhere (a link, a finding, just created) is brought into view.
  useEffect(() => {
    const index = keyId === null ? -1 : keys.findIndex((key) => key.id === keyId);
    if (index < 0) return;
    scrollToRow(grid.current, index, SIZES);
    // Only when another key is opened, not whenever the list is drawn anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [keyId]);

  const moveTo = (index: number, extend: boolean): void => {
    const id = rows.moveTo(index, extend);
    if (id !== null && keyId !== null && !extend) openKey(id);
  };

  const [jump] = useState(() => createJump('g', 'okrfpas'));
  const actionsOf = useKeyActions();
  /** Does it with the key that the keyboard stands on, if it can be done. */
  const act = (event: KeyboardEvent, action: KeyActionId): void => {
    event.preventDefault();
    const key = keys[activeIndex];
    if (key === undefined) return;
    const possible = actionsOf(key).find(({ id }) => id === action);
    if (possible !== undefined) possible.run();
    else if (action === 'copy') showToast(t('action.not-held', { name: key.name }));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // Keys that are pressed on the buttons of the head are theirs.
    if (event.target !== event.currentTarget) return;
    const modified = event.ctrlKey || event.metaKey;
    const next = rows.targetOf(event);
    if (next !== undefined) {
      event.preventDefault();
      moveTo(next, event.shiftKey);
    } else if (modified && event.key.toLowerCase() === 'c') {
      act(event, event.shiftKey ? 'copy-id' : 'copy');
    } else if (event.key === 'F2') {
      act(event, 'alias');
    } else if (modified && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      rows.markAll();
    } else if (event.key === ' ') {
      event.preventDefault();
      rows.toggle(activeIndex);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const id = idAt(activeIndex);
      if (id !== null) openKey(id);
    } else if (event.key === 'Escape' && marked.size > 0) {
      event.preventDefault();
      mark(new Set());
    } else if (!modified && !event.altKey && /^[\p{L}\p{N}]$/u.test(event.key)) {
      const names = keys.map(({ name }) => name);
      const index = jump.type(event.key, names, activeIndex, Date.now());
      if (index !== null) moveTo(index, false);
    }
  };
  const onMark = (index: number, event: MouseEvent): void => {
    if (event.shiftKey) rows.markTo(index);
    else rows.toggle(index);
    grid.current?.focus({ preventScroll: true });
  };
  /** One listener for all rows: a row is drawn again only when it changes, not whenever what a click does was made anew. */
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const { target } = event;
    const index = rows.rowAt(event);
    const id = index === null ? null : idAt(index);
    if (index === null || id === null) return;
    if (target instanceof Element && target.closest('[data-copy]') !== null) {
      setActiveId(id);
      const key = keys[index];
      if (key !== undefined)
        actionsOf(key)
          .find((action) => action.id === 'copy')
          ?.run();
      grid.current?.focus({ preventScroll: true });
      return;
    }
    const inBox = target instanceof HTMLInputElement;
    if (inBox || event.ctrlKey || event.metaKey || event.shiftKey) {
      onMark(index, event);
      return;
    }
    rows.stand(id);
    openKey(id);
  };

  const [asked, setAsked] = useState<KeySummary | null>(null);
  /** The row under the pointer; with the menu key the one that the keyboard stands on. */
  const onAsk = (event: MouseEvent): boolean => {
    const key = keys[rows.rowAt(event) ?? (event.target === grid.current ? activeIndex : -1)];
    if (key === undefined) return false;
    setActiveId(key.id);
    setAsked(key);
    return true;
  };

  return (
    <ContextMenu onAsk={onAsk} items={asked === null ? null : <KeyMenuItems entry={asked} />}>
      <div
        ref={grid}
        id="key-table"
        data-focus-home
        role="grid"
        tabIndex={0}
        aria-label={t('keys.table')}
        aria-rowcount={keys.length + 1}
        aria-multiselectable
        aria-activedescendant={activeIndex >= 0 ? `key-row-${idAt(activeIndex) ?? ''}` : undefined}
        className={c('table')}
        onKeyDown={onKeyDown}
        onFocus={() => {
          if (activeIndex < 0) setActiveId(idAt(0));
        }}
      >
        <Head keys={keys} />
        <div
          role="rowgroup"
          className={c('body')}
          style={{ height: keys.length * ROW_HEIGHT }}
          onClick={onClick}
        >
          {keys.slice(start, end).map((entry, offset) => (
            <KeyRow
              key={(start + offset) % slots}
              entry={entry}
              index={start + offset}
              top={(start + offset) * ROW_HEIGHT}
              active={entry.id === activeId}
              opened={entry.id === keyId}
              marked={marked.has(entry.id)}
              columns={columns}
            />
          ))}
        </div>
      </div>
    </ContextMenu>
  );
});
