import { ClipboardCheck, Download } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { Review } from '../../../shared/ipc/upkeep-channels.ts';
import { MINUTE_MS } from '../../../shared/times.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useKeys } from '../keys/store.ts';
import { useFollowed, useReviews } from '../keys/upkeep-store.ts';
import { canBeDone } from '../keys/bulk-dialog.tsx';
import { FollowUp } from './follow-up.tsx';
import { UnderWay } from './under-way.tsx';
import shared from '../../ui/screen.module.css';
import styles from './review.module.css';
import working from './under-way.module.css';

const c = classes(shared, { ...styles, ...working });
/** Rows of a past review, and of what is to be done, that are drawn at once. */
const ROWS_AT_ONCE = 100;

function useExport(): {
  readonly run: (id: string) => Promise<void>;
  readonly action: ReturnType<typeof useAction>;
} {
  const t = useText();
  const action = useAction();
  return {
    action,
    run: async (reviewId) => {
      const done = await action.run(() => call('reviews.export', { reviewId }));
      if (done !== null && done.value.path !== null) showToast(t('review.exported'));
    },
  };
}

/** The keys that a decision asks something of, and the way to do it. */
function Consequences({ review }: { readonly review: Review }): ReactElement | null {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  const keys = useKeys((store) => store.items);
  const open = review.items.filter(({ followUp }) => followUp === 'open' || followUp === 'under-way');
  const ofKind = (decision: 'rotate' | 'revoke'): readonly string[] =>
    open
      .filter((item) => item.decision === decision && item.followUp === 'open')
      .map(({ keyId }) => keyId)
      .filter((id) => keys.some((key) => key.id === id && canBeDone(key)));
  const rotate = ofKind('rotate');
  const revoke = ofKind('revoke');
  if (open.length === 0) return null;
  return (
    <Notice
      tone="notice"
      title={t('review.to-do')}
      actions={
        <>
          {rotate.length === 0 ? null : (
            <Button
              size="small"
              onClick={() =>
                openDialog({ kind: 'bulk', action: 'rotate', keyIds: rotate, cause: 'review', person: null })
              }
            >
              {t('bulk.rotate-count', { count: rotate.length })}
            </Button>
          )}
          {revoke.length === 0 ? null : (
            <Button
              size="small"
              variant="danger"
              onClick={() =>
                openDialog({ kind: 'bulk', action: 'revoke', keyIds: revoke, cause: 'review', person: null })
              }
            >
              {t('bulk.revoke-count', { count: revoke.length })}
            </Button>
          )}
        </>
      }
    >
      <p>{t('review.to-do-text')}</p>
      <ul className={c('to-do')} aria-label={t('review.to-do')}>
        {open.slice(0, ROWS_AT_ONCE).map((item) => (
          <li key={item.keyId}>
            <span className={c('who')}>
              <ModeMark mode={item.mode} />
              <strong className="truncate">{item.name}</strong>
              <span className="muted">
                {item.decision === null ? '' : t(`review.decision-${item.decision}`)}
              </span>
            </span>
            <FollowUp item={item} />
          </li>
        ))}
      </ul>
      {open.length <= ROWS_AT_ONCE ? null : (
        <p>{t('overview.more', { count: open.length - ROWS_AT_ONCE })}</p>
      )}
    </Notice>
  );
}

function Past({ review }: { readonly review: Review }): ReactElement {
  const t = useText();
  const { run, action } = useExport();
  const [opened, setOpened] = useState(false);
  const [most, setMost] = useState(ROWS_AT_ONCE);
  return (
    <li className={c('past')}>
      <details onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>
          <TimeText at={review.finishedAt ?? review.startedAt} /> ·{' '}
          {t('review.count', { count: review.items.length })}
        </summary>
        <ul className={c('rows')}>
          {(opened ? review.items.slice(0, most) : []).map((item) => (
            <li key={item.keyId} className={c('past-row')}>
              <span className={c('who')}>
                <strong className="truncate">{item.name}</strong>{' '}
                <code className="muted">{item.redacted}</code>
              </span>
              <span>
                {item.decision === null ? t('review.gone') : t(`review.decision-${item.decision}`)}
                {item.note === '' ? null : <span className="muted wrap"> {item.note}</span>}
              </span>
              {item.followUp === 'none' || item.followUp === 'open' ? null : <FollowUp item={item} />}
            </li>
          ))}
        </ul>
        {review.items.length <= most ? null : (
          <Button variant="link" onClick={() => setMost(most + ROWS_AT_ONCE * 5)}>
            {t('overview.more', { count: review.items.length - most })}
          </Button>
        )}
      </details>
      <Button size="small" icon={<Download aria-hidden />} onClick={() => void run(review.id)}>
        {t('review.export')}
      </Button>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </li>
  );
}

export function ReviewScreen(): ReactElement {
  const t = useText();
  const { items, status, error, load } = useReviews();
  const start = useAction();
  const now = useNow(MINUTE_MS);
  useFollowed(load);
  const open = items.find(({ finishedAt }) => finishedAt === null);
  const past = items.filter(({ finishedAt }) => finishedAt !== null);
  const latest = past[0];
  const begin = async (): Promise<void> => {
    if ((await start.run(() => call('reviews.start', undefined))) !== null) await load();
  };
  const beginButton = (
    <Button variant="primary" pending={start.pending} onClick={() => void begin()}>
      {t('review.start')}
    </Button>
  );
  const [looking, setLooking] = useState<'now' | 'before'>('now');
  if (open !== undefined && looking === 'now') {
    return (
      <div className={c('working')}>
        {error === null ? null : <ErrorNotice error={error} />}
        <UnderWay review={open} />
        {past.length === 0 ? null : (
          <Button variant="link" onClick={() => setLooking('before')}>
            {t('review.past')}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className={c('screen')} tabIndex={0} role="region" aria-label={t('nav.review')}>
      {error === null ? null : <ErrorNotice error={error} />}
      {start.error === null ? null : <ErrorNotice error={start.error} />}
      {open === undefined ? null : (
        <div>
          <Button onClick={() => setLooking('now')}>{t('review.to-open')}</Button>
        </div>
      )}
      {open === undefined && latest !== undefined ? (
        <section className={c('section')} aria-label={t('review.latest')}>
          <h2>{t('review.latest')}</h2>
          <p>
            {latest.nextAt === null ? (
              t('review.no-reminder')
            ) : (
              <>
                {t(Date.parse(latest.nextAt) <= now ? 'review.next-due' : 'review.next')}{' '}
                <TimeText at={latest.nextAt} />
              </>
            )}
          </p>
          <Consequences review={latest} />
          <div>{beginButton}</div>
        </section>
      ) : null}
      {status === 'ready' && items.length === 0 ? (
        <EmptyState icon={<ClipboardCheck aria-hidden />} title={t('review.none-title')} action={beginButton}>
          {t('review.none-text')}
        </EmptyState>
      ) : null}
      {past.length === 0 ? null : (
        <section className={c('section')} aria-label={t('review.past')}>
          <h2>{t('review.past')}</h2>
          <ul className={c('rows')}>
            {past.map((review) => (
              <Past key={review.id} review={review} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
