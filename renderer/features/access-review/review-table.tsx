import { memo, useRef, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import type { ReviewDecision } from '../../../shared/ipc/upkeep-channels.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { LastUseCell } from '../keys/last-use.tsx';
import { TableHead } from '../keys/table-head.tsx';
import { useRowSelection } from '../keys/use-row-selection.ts';
import { useRowWindow } from '../keys/use-row-window.ts';
import table from '../keys/key-table.module.css';
import { decisionOfKey } from './decisions.ts';
import { REVIEW_COLUMNS, type ReviewColumn, type ReviewEntry, type ReviewSort } from './review-list.ts';
import working from './under-way.module.css';

const c = classes({ ...table, ...working });
const ROW_HEIGHT = 36;
/** As long as the shortcuts wait for the second letter of two. */
const SEQUENCE_MS = 1000;
const idOf = ({ item }: ReviewEntry): string => item.keyId;
const SIZES = { row: ROW_HEIGHT, head: 33 };
const COLUMN_CLASS: Readonly<Record<ReviewColumn, string>> = {
  name: 'name-head',
  role: 'review-role',
  owner: 'owner',
  lastUsed: 'used',
  decision: 'decided',
};

const Row = memo(function Row({
  entry: { item, key },
  index,
  active,
  marked,
}: {
  readonly entry: ReviewEntry;
  readonly index: number;
  readonly active: boolean;
  readonly marked: boolean;
}): ReactElement {
  const t = useText();
  return (
    <div
      role="row"
      id={`review-row-${item.keyId}`}
      aria-rowindex={index + 2}
      aria-selected={marked}
      aria-current={active ? 'true' : undefined}
      data-testid="review-row"
      data-index={index}
      className={c('row', active && 'active', active && 'selected', marked && 'marked')}
      style={{ transform: `translateY(${String(index * ROW_HEIGHT)}px)` }}
    >
      <div role="gridcell" className={c('mark')}>
        <input
          type="checkbox"
          tabIndex={-1}
          className={c('mark-box')}
          aria-label={t('bulk.mark', { name: item.name })}
          checked={marked}
          readOnly
        />
      </div>
      <div role="gridcell" className={c('name', 'named')}>
        <ModeMark mode={item.mode} />
        <span className={c('name-text', 'truncate')} title={item.name}>
          {item.name}
        </span>
      </div>
      <div role="gridcell" className={c('review-role', 'truncate')} title={item.roleName ?? undefined}>
        {item.roleName ?? '–'}
      </div>
      <div role="gridcell" className={c('owner', 'truncate')} title={item.owner ?? undefined}>
        {item.owner ?? '–'}
      </div>
      <div role="gridcell" className={c('used', 'truncate', 'muted')}>
        <LastUseCell
          at={item.lastUsedAt}
          logs={key?.provider.abilities.logs ?? null}
          aheadMs={key?.clockAheadMs}
        />
      </div>
      <div role="gridcell" className={c('decided', 'truncate', item.decision === 'revoke' && 'to-revoke')}>
        {item.decision === null
          ? item.gone
            ? t('review.gone-short')
            : '–'
          : t(`review.decision-${item.decision}`)}
      </div>
    </div>
  );
});

export interface ReviewTableProps {
  readonly entries: readonly ReviewEntry[];
  readonly activeId: string | null;
  readonly onActive: (keyId: string) => void;
  readonly marked: ReadonlySet<string>;
  readonly onMark: (marked: ReadonlySet<string>) => void;
  readonly sort: ReviewSort;
  readonly onSort: (column: ReviewColumn) => void;
  /** About the marked keys, else about the one that the keyboard stands on. */
  readonly onDecide: (decision: ReviewDecision | null) => void;
}

/** Draws what is in sight and a little more, however many keys there are. */
export function ReviewTable({
  entries,
  activeId,
  onActive,
  marked,
  onMark,
  sort,
  onSort,
  onDecide,
}: ReviewTableProps): ReactElement {
  const t = useText();
  const grid = useRef<HTMLDivElement>(null);
  const { start, end, slots } = useRowWindow(grid, entries.length, ROW_HEIGHT);
  /** When `g` was typed, which leads to a screen with the letter after it: that letter decides nothing. */
  const led = useRef(-SEQUENCE_MS);
  const rows = useRowSelection({ entries, idOf, grid, sizes: SIZES, activeId, onActive, marked, onMark });
  const { activeIndex, idAt } = rows;
  const all = marked.size > 0 && entries.every((entry) => marked.has(idOf(entry)));

  const decide = (decision: ReviewDecision | null): void => {
    onDecide(decision);
    // On to the next: the walk goes on without a second hand.
    if (marked.size === 0 && decision !== null) rows.moveTo(activeIndex + 1, false);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // Keys that are pressed on the buttons of the head are theirs.
    if (event.target !== event.currentTarget || event.altKey) return;
    const modified = event.ctrlKey || event.metaKey;
    const leads = event.timeStamp - led.current < SEQUENCE_MS;
    led.current = event.key.toLowerCase() === 'g' ? event.timeStamp : -SEQUENCE_MS;
    const next = rows.targetOf(event);
    const decision = modified || leads ? undefined : decisionOfKey(event.key);
    if (next !== undefined) rows.moveTo(next, event.shiftKey);
    else if (modified && event.key.toLowerCase() === 'a') rows.markAll();
    else if (event.key === ' ') rows.toggle(activeIndex);
    else if (event.key === 'Escape' && marked.size > 0) onMark(new Set());
    else if (event.key === 'Backspace' || event.key === 'Delete') decide(null);
    else if (decision !== undefined) decide(decision);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const index = rows.rowAt(event);
    const id = index === null ? null : idAt(index);
    if (index === null || id === null) return;
    if (event.shiftKey) rows.markTo(index);
    else if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) rows.toggle(index);
    else rows.stand(id);
    grid.current?.focus({ preventScroll: true });
  };

  return (
    <div
      ref={grid}
      data-focus-home
      role="grid"
      tabIndex={0}
      aria-label={t('review.keys')}
      aria-rowcount={entries.length + 1}
      aria-multiselectable
      aria-activedescendant={activeIndex >= 0 ? `review-row-${idAt(activeIndex) ?? ''}` : undefined}
      className={c('table', 'review-table')}
      onKeyDown={onKeyDown}
    >
      <TableHead
        columns={REVIEW_COLUMNS.map((column) => ({
          column,
          label: t(`review.column-${column}`),
          className: c(COLUMN_CLASS[column], column === 'name' && 'named'),
        }))}
        sort={sort}
        onSort={onSort}
        all={all}
        onMarkAll={(wanted) => (wanted ? rows.markAll() : onMark(new Set()))}
      />
      <div
        role="rowgroup"
        className={c('body')}
        style={{ height: entries.length * ROW_HEIGHT }}
        onClick={onClick}
      >
        {entries.slice(start, end).map((entry, offset) => (
          <Row
            key={(start + offset) % slots}
            entry={entry}
            index={start + offset}
            active={entry.item.keyId === activeId}
            marked={marked.has(entry.item.keyId)}
          />
        ))}
      </div>
    </div>
  );
}
