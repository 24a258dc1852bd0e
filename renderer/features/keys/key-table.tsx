import { ArrowDown, ArrowUp, LockKeyhole } from 'lucide-react';
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
import type { KeySummary } from '../../../shared/domain.ts';
import { isPendingId } from '../../../shared/pending-keys.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { classes } from '../../ui/classes.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { showToast } from '../../ui/toast.tsx';
import { createJump } from './jump.ts';
import { useKeyActions, type KeyActionId } from './key-actions.tsx';
import { KeyMenuItems } from './key-menu-items.tsx';
import { SORT_COLUMNS, type SortColumn } from './key-list.ts';
import { KeyRow } from './key-row.tsx';
import { useKeyView } from './store.ts';
import { scrollToRow, useRowWindow } from './use-row-window.ts';
import styles from './key-table.module.css';

const c = classes(styles);
const ROW_HEIGHT = 36;
const HEAD_HEIGHT = 33;
const SIZES = { row: ROW_HEIGHT, head: HEAD_HEIGHT };

const COLUMN_CLASS: Readonly<Record<SortColumn, string>> = {
  name: 'name-head',
  status: 'status',
  redacted: 'redacted',
  role: 'role',
  lastUsed: 'last-used',
  expires: 'expires',
};

const Head = memo(function Head({ keys }: { readonly keys: readonly KeySummary[] }): ReactElement {
  const t = useText();
  const { sort, sortBy, marked, mark } = useKeyView();
  const all = useMemo(
    () => marked.size > 0 && keys.every((key) => marked.has(key.id) || isPendingId(key.id)),
    [keys, marked],
  );
  return (
    <div role="rowgroup" className={c('head-group')}>
      <div role="row" aria-rowindex={1} className={c('head')}>
        <div role="columnheader" className={c('mark')}>
          <input
            type="checkbox"
            className={c('mark-box')}
            aria-label={t('bulk.mark-all')}
            checked={all}
            onChange={() => mark(new Set(all ? [] : keys.map((key) => key.id)))}
          />
        </div>
        {SORT_COLUMNS.map((column) => (
          <div
            key={column}
            role="columnheader"
            className={c(COLUMN_CLASS[column])}
            aria-sort={sort.column !== column ? 'none' : sort.descending ? 'descending' : 'ascending'}
          >
            <button type="button" className={c('sort')} onClick={() => sortBy(column)}>
              <span className="truncate">{t(`keys.column-${column}`)}</span>
              {sort.column !== column ? null : sort.descending ? (
                <ArrowDown aria-hidden />
              ) : (
                <ArrowUp aria-hidden />
              )}
            </button>
          </div>
        ))}
        <div role="columnheader" className={c('held')}>
          <span className="visually-hidden">{t('keys.column-held')}</span>
          <LockKeyhole aria-hidden style={{ width: 12, height: 12 }} />
        </div>
      </div>
    </div>
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
  const { marked, mark, hidden } = useKeyView();
  const [activeId, setActiveId] = useState<string | null>(keyId);
  /** Where a range that is marked with Shift begins. */
  const anchor = useRef<string | null>(null);
  const { start, end, slots } = useRowWindow(grid, keys.length, ROW_HEIGHT);
  const activeIndex = useMemo(() => keys.findIndex((key) => key.id === activeId), [keys, activeId]);

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

  const idAt = (index: number): string | null => keys[index]?.id ?? null;
  const toggle = (index: number): void => {
    const id = idAt(index);
    if (id === null) return;
    const next = new Set(marked);
    if (!next.delete(id)) next.add(id);
    anchor.current = id;
    setActiveId(id);
    mark(next);
  };
  /** From the anchor to `index`, in place of the range that was marked from it before. */
  const markTo = (index: number): void => {
    const from = keys.findIndex((key) => key.id === (anchor.current ?? activeId));
    const start = from < 0 ? index : from;
    anchor.current = idAt(start);
    const [low, high] = start < index ? [start, index] : [index, start];
    mark(new Set(keys.slice(low, high + 1).map((key) => key.id)));
  };
  const moveTo = (index: number, extend: boolean): void => {
    const target = Math.max(0, Math.min(keys.length - 1, index));
    const id = idAt(target);
    if (id === null) return;
    if (extend) markTo(target);
    setActiveId(id);
    scrollToRow(grid.current, target, SIZES);
    if (keyId !== null && !extend) openKey(id);
  };

  const names = useMemo(() => keys.map(({ name }) => name), [keys]);
  const [jump] = useState(() => createJump('g', 'okrfas'));
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
    const page = Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const target: Readonly<Record<string, number>> = {
      ArrowDown: activeIndex + 1,
      ArrowUp: activeIndex < 0 ? 0 : activeIndex - 1,
      PageDown: activeIndex + page,
      PageUp: activeIndex - page,
      Home: 0,
      End: keys.length - 1,
    };
    const next = target[event.key];
    if (next !== undefined) {
      event.preventDefault();
      moveTo(next, event.shiftKey);
    } else if (modified && event.key.toLowerCase() === 'c') {
      act(event, event.shiftKey ? 'copy-id' : 'copy');
    } else if (event.key === 'F2') {
      act(event, 'alias');
    } else if (modified && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      mark(new Set(keys.map((key) => key.id)));
    } else if (event.key === ' ') {
      event.preventDefault();
      toggle(activeIndex);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const id = idAt(activeIndex);
      if (id !== null) openKey(id);
    } else if (event.key === 'Escape' && marked.size > 0) {
      event.preventDefault();
      mark(new Set());
    } else if (!modified && !event.altKey && /^[\p{L}\p{N}]$/u.test(event.key)) {
      const index = jump.type(event.key, names, activeIndex, Date.now());
      if (index !== null) moveTo(index, false);
    }
  };
  const onMark = (index: number, event: MouseEvent): void => {
    if (event.shiftKey) markTo(index);
    else toggle(index);
    grid.current?.focus({ preventScroll: true });
  };
  /** One listener for all rows: a row is drawn again only when it changes, not whenever what a click does was made anew. */
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const { target } = event;
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    const index = Number(row?.dataset['index']);
    const id = row === null ? null : idAt(index);
    if (id === null) return;
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
    anchor.current = id;
    setActiveId(id);
    openKey(id);
  };

  const [asked, setAsked] = useState<KeySummary | null>(null);
  /** The row under the pointer; with the menu key the one that the keyboard stands on. */
  const onAsk = ({ target }: MouseEvent): boolean => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    const index = row === null ? (target === grid.current ? activeIndex : -1) : Number(row.dataset['index']);
    const key = keys[index];
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
        className={c('table', ...[...hidden].map((column) => `no-${COLUMN_CLASS[column]}`))}
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
            />
          ))}
        </div>
      </div>
    </ContextMenu>
  );
});
