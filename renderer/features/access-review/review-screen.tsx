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
import { Field } from '../../ui/field.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useKeys } from '../keys/store.ts';
import { useFollowed, useReviews } from '../keys/upkeep-store.ts';
import { canBeDone } from '../keys/bulk-dialog.tsx';
import { FollowUp } from './follow-up.tsx';
import { ReviewRow } from './review-row.tsx';
import styles from './review.module.css';

const c = classes(styles);
const REMINDERS = ['30', '90', '180', '365', 'none'] as const;

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
        {open.map((item) => (
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
    </Notice>
  );
}

function UnderWay({
  review,
  onChanged,
}: {
  readonly review: Review;
  readonly onChanged: () => Promise<void>;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [reminder, setReminder] = useState<(typeof REMINDERS)[number]>('90');
  const live = review.items.filter(({ gone }) => !gone);
  const decided = live.filter(({ decision }) => decision !== null).length;
  const finish = async (): Promise<void> => {
    const remindInDays = reminder === 'none' ? null : Number(reminder);
    if ((await action.run(() => call('reviews.finish', { reviewId: review.id, remindInDays }))) === null)
      return;
    showToast(t('review.finished'));
    await onChanged();
  };
  return (
    <section aria-label={t('review.under-way')} className={c('section')}>
      <h2>{t('review.under-way')}</h2>
      <p className="muted">
        {t('review.since')} <TimeText at={review.startedAt} /> · {t('review.kept')}
      </p>
      <div className={c('progress-line')}>
        <progress aria-label={t('review.progress-label')} max={live.length} value={decided} />
        <span role="status" className="figures">
          {t('review.progress', { decided, count: live.length })}
        </span>
      </div>
      <ul className={c('rows')} aria-label={t('review.keys')}>
        {review.items.map((item) => (
          <ReviewRow key={item.keyId} reviewId={review.id} item={item} onChanged={onChanged} />
        ))}
      </ul>
      <div className={c('finish')}>
        <Field label={t('review.remind')}>
          {({ id, labelId }) => (
            <Select
              id={id}
              labelledBy={labelId}
              value={reminder}
              options={REMINDERS.map((value) => ({
                value,
                label:
                  value === 'none'
                    ? t('review.remind-never')
                    : t('review.remind-days', { days: Number(value) }),
              }))}
              onChange={setReminder}
            />
          )}
        </Field>
        <Button variant="primary" pending={action.pending} onClick={() => void finish()}>
          {t('review.finish')}
        </Button>
      </div>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </section>
  );
}

function Past({ review }: { readonly review: Review }): ReactElement {
  const t = useText();
  const { run, action } = useExport();
  return (
    <li className={c('past')}>
      <details>
        <summary>
          <TimeText at={review.finishedAt ?? review.startedAt} /> ·{' '}
          {t('review.count', { count: review.items.length })}
        </summary>
        <ul className={c('rows')}>
          {review.items.map((item) => (
            <li key={item.keyId} className={c('row')}>
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
  return (
    <div className={c('screen')} tabIndex={0} role="region" aria-label={t('nav.review')}>
      {error === null ? null : <ErrorNotice error={error} />}
      {start.error === null ? null : <ErrorNotice error={start.error} />}
      {open === undefined ? null : <UnderWay review={open} onChanged={load} />}
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
