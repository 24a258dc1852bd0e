import { useState, type ReactElement } from 'react';
import type { ReviewDecision, ReviewItem } from '../../../shared/ipc/upkeep-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { FollowUp } from './follow-up.tsx';
import styles from './review.module.css';

const c = classes(styles);
const DECISIONS: readonly ReviewDecision[] = ['keep', 'rotate', 'narrow', 'revoke'];

/** One key of the walk: what speaks for and against it, and the decision. */
export function ReviewRow({
  reviewId,
  item,
  onChanged,
}: {
  readonly reviewId: string;
  readonly item: ReviewItem;
  readonly onChanged: () => Promise<void>;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const openKey = useNavigation((store) => store.openKey);
  const [note, setNote] = useState(item.note);
  useDraft(`review-note:${reviewId}:${item.keyId}`, { note }, note.trim() === item.note, (kept) =>
    setNote(textOf(kept, 'note')),
  );
  const decide = async (decision: ReviewDecision | null): Promise<void> => {
    const done = await action.run(() =>
      call('reviews.decide', { reviewId, keyId: item.keyId, decision, note: note.slice(0, 500) }),
    );
    if (done !== null) await onChanged();
  };
  return (
    <li className={c('row')} data-testid="review-row">
      <div className={c('who')}>
        <ModeMark mode={item.mode} />
        <Button variant="link" onClick={() => openKey(item.keyId)}>
          <span className="truncate">{item.name}</span>
        </Button>
        <code className="muted">{item.redacted}</code>
      </div>
      <p className="muted">
        {item.roleName ?? t('detail.role-unknown')} · {item.owner ?? t('review.no-owner')} ·{' '}
        {item.lastUsedAt === null ? (
          t('keys.never-used')
        ) : (
          <>
            {t('keys.last-used')} <TimeText at={item.lastUsedAt} />
          </>
        )}
      </p>
      {item.gone ? (
        <p>{t('review.gone')}</p>
      ) : (
        <div className={c('decide')}>
          <div className={c('decisions')} role="group" aria-label={t('review.decision', { name: item.name })}>
            {DECISIONS.map((decision) => (
              <button
                key={decision}
                type="button"
                aria-pressed={item.decision === decision}
                className={c('decision', decision)}
                onClick={() => void decide(item.decision === decision ? null : decision)}
              >
                {t(`review.decision-${decision}`)}
              </button>
            ))}
          </div>
          <input
            className={c('note')}
            aria-label={t('review.note', { name: item.name })}
            placeholder={t('review.note-placeholder')}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            onBlur={() => {
              if (note.trim() !== item.note) void decide(item.decision);
            }}
          />
        </div>
      )}
      <FollowUp item={item} />
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </li>
  );
}
