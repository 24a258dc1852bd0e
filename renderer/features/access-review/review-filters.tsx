import { useMemo, type ReactElement } from 'react';
import type { Review } from '../../../shared/ipc/upkeep-channels.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { Select } from '../../ui/select.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import {
  occurring,
  progressByAccount,
  REVIEW_MARKS,
  type ReviewEntry,
  type ReviewFilter,
} from './review-list.ts';
import styles from './review.module.css';
import working from './under-way.module.css';

const c = classes({ ...styles, ...working });
/** What no role and no person is called. */
const ANY = '\0any';

function Choice({
  label,
  any,
  none,
  names,
  value,
  onChange,
}: {
  readonly label: string;
  readonly any: string;
  /** What stands for the empty name; left out where there is no such choice. */
  readonly none?: string;
  readonly names: readonly string[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}): ReactElement {
  return (
    <div className={c('choice')}>
      <Select
        label={label}
        value={value ?? ANY}
        options={[
          { value: ANY, label: any },
          ...(none === undefined ? [] : [{ value: '', label: none }]),
          ...names.map((name) => ({ value: name, label: name })),
        ]}
        onChange={(next) => onChange(next === ANY ? null : next)}
      />
    </div>
  );
}

/** How far the review is, by account, and which of its keys the list shows. */
export function ReviewFilters({
  review,
  entries,
  filter,
  onFilter,
}: {
  readonly review: Review;
  readonly entries: readonly ReviewEntry[];
  readonly filter: ReviewFilter;
  readonly onFilter: (filter: ReviewFilter) => void;
}): ReactElement {
  const t = useText();
  const accounts = useMemo(() => progressByAccount(entries), [entries]);
  const roles = useMemo(() => occurring(entries, 'roleName'), [entries]);
  const owners = useMemo(() => occurring(entries, 'owner'), [entries]);
  const live = review.items.filter(({ gone }) => !gone);
  const decided = live.filter(({ decision }) => decision !== null).length;
  return (
    <div className={c('top')}>
      <div className={c('progress-line')}>
        <progress aria-label={t('review.progress-label')} max={live.length} value={decided} />
        <span role="status" className="figures">
          {t('review.progress', { decided, count: live.length })}
        </span>
        <span className="muted truncate">
          {t('review.since')} <TimeText at={review.startedAt} /> · {t('review.kept')}
        </span>
      </div>
      {accounts.length < 2 ? null : (
        <ul className={c('accounts')} aria-label={t('review.accounts')}>
          {accounts.map((account) => (
            <li key={account.connectionId}>
              <button
                type="button"
                className={c('account')}
                aria-pressed={filter.connectionId === account.connectionId}
                onClick={() =>
                  onFilter({
                    ...filter,
                    connectionId: filter.connectionId === account.connectionId ? null : account.connectionId,
                  })
                }
              >
                <ModeMark mode={account.mode} />
                <span className="truncate" title={account.name}>
                  {account.name}
                </span>
                <span className="figures muted">
                  {t('review.of', { decided: account.decided, count: account.count })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={c('filters')} role="group" aria-label={t('review.filter')}>
        <input
          type="search"
          className={c('text')}
          aria-label={t('review.filter-text')}
          placeholder={t('review.filter-text')}
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        />
        <Choice
          label={t('review.column-role')}
          any={t('review.any-role')}
          names={roles}
          value={filter.role}
          onChange={(role) => onFilter({ ...filter, role })}
        />
        <Choice
          label={t('review.column-owner')}
          any={t('review.anybody')}
          none={t('review.nobody')}
          names={owners}
          value={filter.owner}
          onChange={(owner) => onFilter({ ...filter, owner })}
        />
        {REVIEW_MARKS.map((mark) => (
          <button
            key={mark}
            type="button"
            className={c('account')}
            aria-pressed={filter.marks.has(mark)}
            onClick={() => {
              const marks = new Set(filter.marks);
              if (!marks.delete(mark)) marks.add(mark);
              onFilter({ ...filter, marks });
            }}
          >
            {t(`review.mark-${mark}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
