import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, LockKeyhole } from 'lucide-react';
import { memo, useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { useText } from '../../app/intl.tsx';
import { useNavigation } from '../../app/navigation-store.ts';
import { classes } from '../../ui/classes.ts';
import { LeakBadge, ModeMark, StatusBadge, Tag } from '../../ui/marks.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { SORT_COLUMNS, type SortColumn } from './key-list.ts';
import { useKeyView } from './store.ts';
import styles from './keys-screen.module.css';

const c = classes(styles);
const ROW_HEIGHT = 36;

const COLUMN_CLASS: Readonly<Record<SortColumn, string>> = {
  name: 'name-head',
  status: 'status',
  redacted: 'redacted',
  role: 'role',
  lastUsed: 'last-used',
  expires: 'expires',
};

function Head(): ReactElement {
  const t = useText();
  const { sort, sortBy } = useKeyView();
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className={c('head')}>
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
}

interface RowProps {
  readonly entry: KeySummary;
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  readonly selected: boolean;
  readonly onPick: (index: number) => void;
}

const Row = memo(function Row({ entry, index, top, active, selected, onPick }: RowProps): ReactElement {
  const t = useText();
  return (
    <div
      role="row"
      id={`key-row-${entry.id}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-testid="key-row"
      data-key-id={entry.id}
      className={c('row', active && 'active', selected && 'selected')}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onPick(index)}
    >
      <div role="gridcell" className={c('name')}>
        <ModeMark mode={entry.mode} />
        <span className={c('name-text', 'truncate')} title={entry.name}>
          {entry.name}
        </span>
        {entry.leakCount > 0 ? <LeakBadge count={entry.leakCount} /> : null}
        <span className={c('tags')}>
          {entry.tags.slice(0, 3).map((tag) => (
            <Tag key={tag} text={tag} />
          ))}
        </span>
      </div>
      <div role="gridcell" className={c('status')}>
        <StatusBadge status={entry.status} />
      </div>
      <div role="gridcell" className={c('redacted', 'truncate', 'mono', 'muted')}>
        {entry.redacted}
      </div>
      <div role="gridcell" className={c('role', 'truncate')} title={entry.roleName ?? undefined}>
        {entry.roleName ?? '–'}
      </div>
      <div role="gridcell" className={c('last-used', 'truncate', 'muted')}>
        {entry.lastUsedAt === null ? t('keys.never') : <TimeText at={entry.lastUsedAt} form="short" />}
      </div>
      <div role="gridcell" className={c('expires', 'truncate', 'muted')}>
        {entry.expiresAt === null ? t('keys.no-expiry') : <TimeText at={entry.expiresAt} form="short" />}
      </div>
      <div role="gridcell" className={c('held', entry.secretHeld && 'held-yes')}>
        <span className="visually-hidden">
          {t(entry.secretHeld ? 'keys.secret-held' : 'keys.secret-not-held')}
        </span>
        {entry.secretHeld ? <LockKeyhole aria-hidden /> : <span aria-hidden>–</span>}
      </div>
    </div>
  );
});

/** Draws what is on screen and a little more, however many keys there are. */
export function KeyTable({ keys }: { readonly keys: readonly KeySummary[] }): ReactElement {
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const { keyId, openKey, closeKey } = useNavigation();
  const [activeId, setActiveId] = useState<string | null>(keyId);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing it returns is handed to a memoized part
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => keys[index]?.id ?? index,
    overscan: 8,
  });
  const activeIndex = keys.findIndex((key) => key.id === activeId);

  // A key that is opened from elsewhere (a link, a finding, just created) is brought into view.
  useEffect(() => {
    const index = keyId === null ? -1 : keys.findIndex((key) => key.id === keyId);
    if (index < 0) return;
    setActiveId(keyId);
    virtualizer.scrollToIndex(index, { align: 'auto' });
    // Only when another key is opened, not whenever the list is drawn anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [keyId]);

  const moveTo = (index: number): void => {
    const next = keys[Math.max(0, Math.min(keys.length - 1, index))];
    if (next === undefined) return;
    setActiveId(next.id);
    virtualizer.scrollToIndex(keys.indexOf(next), { align: 'auto' });
    if (keyId !== null) openKey(next.id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
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
      moveTo(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const entry = keys[activeIndex];
      if (entry !== undefined) openKey(entry.id);
    } else if (event.key === 'Escape') {
      closeKey();
    }
  };

  return (
    <div role="grid" aria-label={t('keys.table')} aria-rowcount={keys.length + 1} className={c('table')}>
      <Head />
      <div
        ref={scroller}
        id="key-table"
        role="rowgroup"
        className={c('scroller')}
        tabIndex={0}
        aria-label={t('keys.table')}
        aria-activedescendant={activeIndex >= 0 ? `key-row-${keys[activeIndex]?.id ?? ''}` : undefined}
        onKeyDown={onKeyDown}
        onFocus={() => {
          if (activeIndex < 0) setActiveId(keys[0]?.id ?? null);
        }}
      >
        <div className={c('body')} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const entry = keys[item.index];
            if (entry === undefined) return null;
            return (
              <Row
                key={entry.id}
                entry={entry}
                index={item.index}
                top={item.start}
                active={entry.id === activeId}
                selected={entry.id === keyId}
                onPick={(index) => {
                  const picked = keys[index];
                  if (picked === undefined) return;
                  setActiveId(picked.id);
                  openKey(picked.id);
                }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
