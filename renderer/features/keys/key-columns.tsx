import { Copy } from 'lucide-react';
import type { ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import type { Said } from '../../../shared/messages/say.ts';
import type { TextFunction } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { TimeText } from '../../ui/time-text.tsx';
import type { OptionalColumn, SortColumn } from './key-list.ts';
import { roleWords } from './role-words.ts';
import styles from './key-table.module.css';

const c = classes(styles);

/** Of the column's head; the cells below are as wide. */
export function columnClass(column: SortColumn): string {
  return c(
    column === 'name' ? 'name-head' : column.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  );
}

/** Asked for once a row. */
interface CellWords {
  readonly t: TextFunction;
  readonly sentence: (said: Said | string) => string;
}

/** A cell of the list behind name and status. A further column is a case here, and its order in `key-list.ts`. */
export function keyCell(column: OptionalColumn, entry: KeySummary, { t, sentence }: CellWords): ReactElement {
  switch (column) {
    case 'redacted':
      return (
        <div key={column} role="gridcell" className={c('redacted')}>
          <span className="truncate mono muted">{entry.redacted}</span>
          {entry.secretHeld ? (
            <button
              type="button"
              tabIndex={-1}
              data-copy
              className={c('copy')}
              aria-label={t('palette.act', { action: t('action.copy'), name: entry.name })}
              title={t('action.copy')}
            >
              <Copy aria-hidden />
            </button>
          ) : null}
        </div>
      );
    case 'role': {
      const role = roleWords(entry, sentence);
      return (
        <div key={column} role="gridcell" className={c('role', 'truncate')} title={role ?? undefined}>
          {role ?? '–'}
        </div>
      );
    }
    case 'lastUsed':
      return (
        <div key={column} role="gridcell" className={c('last-used', 'truncate', 'muted')}>
          {!entry.provider.abilities.logs ? (
            '–'
          ) : entry.lastUsedAt === null ? (
            t('keys.never')
          ) : (
            <TimeText at={entry.lastUsedAt} form="short" aheadMs={entry.clockAheadMs} />
          )}
        </div>
      );
    case 'expires':
      return (
        <div key={column} role="gridcell" className={c('expires', 'truncate', 'muted')}>
          {entry.expiresAt === null ? (
            t('keys.no-expiry')
          ) : (
            <TimeText at={entry.expiresAt} form="short" aheadMs={entry.clockAheadMs} />
          )}
        </div>
      );
  }
}
