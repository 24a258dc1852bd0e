import { LockKeyhole } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { isPendingId } from '../../../shared/pending-keys.ts';
import { classes } from '../../ui/classes.ts';
import { LeakBadge, ModeMark, StatusBadge, Tag } from '../../ui/marks.tsx';
import { ProviderMark } from '../providers/provider-mark.tsx';
import { keyCell } from './key-columns.tsx';
import type { OptionalColumn } from './key-list.ts';
import styles from './key-table.module.css';

const c = classes(styles);

export interface RowProps {
  readonly entry: KeySummary;
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  /** Its detail is open. */
  readonly opened: boolean;
  readonly marked: boolean;
  /** Behind name and status. */
  readonly columns: readonly OptionalColumn[];
}

export const KeyRow = memo(function KeyRow({
  entry,
  index,
  top,
  active,
  opened,
  marked,
  columns,
}: RowProps): ReactElement {
  const t = useText();
  const sentence = useSentence();
  return (
    <div
      role="row"
      id={`key-row-${entry.id}`}
      aria-rowindex={index + 2}
      aria-selected={marked}
      aria-current={opened ? 'true' : undefined}
      data-testid="key-row"
      data-key-id={entry.id}
      data-index={index}
      className={c('row', active && 'active', opened && 'selected', marked && 'marked')}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className={c('mark')}>
        <input
          type="checkbox"
          tabIndex={-1}
          className={c('mark-box')}
          aria-label={t('bulk.mark', { name: entry.name })}
          checked={marked}
          disabled={isPendingId(entry.id)}
          readOnly
        />
      </div>
      <div role="gridcell" className={c('name')}>
        <ModeMark mode={entry.mode} />
        {entry.provider.abilities.lists ? null : <ProviderMark provider={entry.provider} />}
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
        <StatusBadge status={entry.status} isLeaked={entry.leakCount > 0} />
      </div>
      {columns.map((column) => keyCell(column, entry, { t, sentence }))}
      <div role="gridcell" className={c('held', entry.secretHeld && 'held-yes')}>
        <span className="visually-hidden">
          {t(entry.secretHeld ? 'keys.secret-held' : 'keys.secret-not-held')}
        </span>
        {entry.secretHeld ? <LockKeyhole aria-hidden /> : <span aria-hidden>–</span>}
      </div>
    </div>
  );
});
