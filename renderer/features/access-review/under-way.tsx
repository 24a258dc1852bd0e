import { X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { Review, ReviewDecision } from '../../../shared/ipc/upkeep-channels.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { call } from '../../lib/bridge.ts';
import { useDrafts } from '../../lib/drafts-store.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useKeys } from '../keys/store.ts';
import { useReviews } from '../keys/upkeep-store.ts';
import { DECISION_KEYS, DECISIONS } from './decisions.ts';
import { ReviewDetail } from './review-detail.tsx';
import { ReviewFilters } from './review-filters.tsx';
import { NO_FILTER, reviewEntries, shownEntries, type ReviewSort } from './review-list.ts';
import { ReviewTable } from './review-table.tsx';
import styles from './review.module.css';
import working from './under-way.module.css';

const c = classes({ ...styles, ...working });
const REMINDERS = ['30', '90', '180', '365', 'none'] as const;

/** Ends the review, or says what is still undecided. */
function Finish({ review }: { readonly review: Review }): ReactElement {
  const t = useText();
  const action = useAction();
  const load = useReviews((store) => store.load);
  const [reminder, setReminder] = useState<(typeof REMINDERS)[number]>('90');
  const finish = async (): Promise<void> => {
    const remindInDays = reminder === 'none' ? null : Number(reminder);
    if ((await action.run(() => call('reviews.finish', { reviewId: review.id, remindInDays }))) === null)
      return;
    showToast(t('review.finished'));
    await load();
  };
  return (
    <>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <div className={c('finish')}>
        <span className={c('hint', 'muted', 'truncate')}>{t('review.hint')}</span>
        <span className={c('spring')} />
        <span id="review-remind">{t('review.remind')}</span>
        <div className={c('reminder')}>
          <Select
            labelledBy="review-remind"
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
        </div>
        <Button variant="primary" pending={action.pending} onClick={() => void finish()}>
          {t('review.finish')}
        </Button>
      </div>
    </>
  );
}

/** Stands on the key that somebody was writing about when the vault was locked. */
function useDraftedKey(reviewId: string, stand: (keyId: string) => void): void {
  const first = useRef(stand);
  useEffect(() => {
    const prefix = `review-note:${reviewId}:`;
    void useDrafts
      .getState()
      .load()
      .then(() => {
        const draft = useDrafts.getState().drafts.find(({ formId }) => formId.startsWith(prefix));
        if (draft !== undefined) first.current(draft.formId.slice(prefix.length));
      });
  }, [reviewId]);
}

export function UnderWay({ review }: { readonly review: Review }): ReactElement {
  const t = useText();
  const action = useAction();
  const keys = useKeys((store) => store.items);
  const now = useNow(DAY_MS);
  const [filter, setFilter] = useState(NO_FILTER);
  const [sort, setSort] = useState<ReviewSort>({ column: 'name', descending: false });
  const [activeId, setActiveId] = useState<string | null>(null);
  useDraftedKey(review.id, setActiveId);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const sentence = useSentence();
  const entries = useMemo(() => reviewEntries(review.items, keys, sentence), [review.items, keys, sentence]);
  const shown = useMemo(() => shownEntries(entries, filter, sort, now), [entries, filter, sort, now]);
  const active = shown.find(({ item }) => item.keyId === activeId) ?? shown[0];
  const chosen = shown.filter(({ item }) => marked.has(item.keyId));

  const decide = async (
    keyIds: readonly string[],
    decision: ReviewDecision | null,
    note: string | null,
  ): Promise<void> => {
    const done = await action.inTurn(() =>
      call('reviews.decide', { reviewId: review.id, keyIds: [...keyIds], decision, note }),
    );
    if (done === null) return;
    const changed = new Map(done.value.items.map((item) => [item.keyId, item]));
    useReviews.setState(({ items }) => ({
      items: items.map((other) =>
        other.id === review.id
          ? { ...other, items: other.items.map((item) => changed.get(item.keyId) ?? item) }
          : other,
      ),
    }));
  };
  const decideShown = (decision: ReviewDecision | null): void => {
    const about = (chosen.length > 0 ? chosen : active === undefined ? [] : [active]).filter(
      ({ item }) => !item.gone,
    );
    if (about.length === 0) return;
    void decide(
      about.map(({ item }) => item.keyId),
      decision,
      null,
    );
    setMarked(new Set());
  };

  return (
    <section aria-label={t('review.under-way')} className={c('under-way')}>
      <ReviewFilters review={review} entries={entries} filter={filter} onFilter={setFilter} />
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <div className={c('split')}>
        {shown.length === 0 ? <p className={c('no-match', 'muted')}>{t('review.no-match')}</p> : null}
        {shown.length === 0 ? null : (
          <ReviewTable
            entries={shown}
            activeId={active?.item.keyId ?? null}
            onActive={setActiveId}
            marked={marked}
            onMark={setMarked}
            sort={sort}
            onSort={(column) => setSort({ column, descending: sort.column === column && !sort.descending })}
            onDecide={decideShown}
          />
        )}
        {active === undefined ? null : (
          <ReviewDetail
            key={active.item.keyId}
            reviewId={review.id}
            entry={active}
            onDecide={(decision, note) => void decide([active.item.keyId], decision, note.slice(0, 500))}
          />
        )}
      </div>
      {/* Below the rows: none moves under the pointer that has just selected it. */}
      {chosen.length === 0 ? null : (
        <div className={c('bulk')} role="toolbar" aria-label={t('bulk.bar')}>
          <span className="figures" role="status">
            {t('bulk.count', { count: chosen.length })}
          </span>
          {DECISIONS.map((decision) => (
            <Button
              key={decision}
              size="small"
              aria-keyshortcuts={DECISION_KEYS[decision]}
              onClick={() => decideShown(decision)}
            >
              {t(`review.decision-${decision}`)}
            </Button>
          ))}
          <span className={c('spring')} />
          <IconButton label={t('bulk.clear')} onClick={() => setMarked(new Set())}>
            <X aria-hidden />
          </IconButton>
        </div>
      )}
      <Finish review={review} />
    </section>
  );
}
