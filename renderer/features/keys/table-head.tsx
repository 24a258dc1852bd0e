import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import styles from './key-table.module.css';

const c = classes(styles);

interface HeadColumn<Column extends string> {
  readonly column: Column;
  readonly label: string;
  readonly className: string;
}

interface TableHeadProps<Column extends string> {
  readonly columns: readonly HeadColumn<Column>[];
  readonly sort: { readonly column: Column; readonly descending: boolean };
  readonly onSort: (column: Column) => void;
  /** Whether every row is marked. */
  readonly all: boolean;
  readonly onMarkAll: (all: boolean) => void;
  /** What stands behind the columns that can be sorted. */
  readonly children?: ReactNode;
}

/** Of a table of keys: marks all of them, and sorts by a column. */
export function TableHead<Column extends string>({
  columns,
  sort,
  onSort,
  all,
  onMarkAll,
  children,
}: TableHeadProps<Column>): ReactElement {
  const t = useText();
  return (
    <div role="rowgroup" className={c('head-group')}>
      <div role="row" aria-rowindex={1} className={c('head')}>
        <div role="columnheader" className={c('mark')}>
          <input
            type="checkbox"
            className={c('mark-box')}
            aria-label={t('bulk.mark-all')}
            checked={all}
            onChange={() => onMarkAll(!all)}
          />
        </div>
        {columns.map(({ column, label, className }) => (
          <div
            key={column}
            role="columnheader"
            className={className}
            aria-sort={sort.column !== column ? 'none' : sort.descending ? 'descending' : 'ascending'}
          >
            <button type="button" className={c('sort')} onClick={() => onSort(column)}>
              <span className="truncate">{label}</span>
              {sort.column !== column ? null : sort.descending ? (
                <ArrowDown aria-hidden />
              ) : (
                <ArrowUp aria-hidden />
              )}
            </button>
          </div>
        ))}
        {children}
      </div>
    </div>
  );
}
