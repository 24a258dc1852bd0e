import { useState, type ReactElement } from 'react';
import type { ReviewDecision } from '../../../shared/ipc/upkeep-channels.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { LastUse } from '../keys/last-use.tsx';
import { FollowUp } from './follow-up.tsx';
import { DECISION_KEYS, DECISIONS } from './decisions.ts';
import type { ReviewEntry } from './review-list.ts';
import styles from './review.module.css';
import working from './under-way.module.css';

const c = classes({ ...styles, ...working });

/** What speaks for and against one key, the decision about it and why. */
export function ReviewDetail({
  reviewId,
  entry: { item, key },
  onDecide,
}: {
  readonly reviewId: string;
  readonly entry: ReviewEntry;
  readonly onDecide: (decision: ReviewDecision | null, note: string) => void;
}): ReactElement {
  const t = useText();
  const openKey = useNavigation((store) => store.openKey);
  const [note, setNote] = useState(item.note);
  useDraft(`review-note:${reviewId}:${item.keyId}`, { note }, note.trim() === item.note, (kept) =>
    setNote(textOf(kept, 'note')),
  );
  return (
    <section className={c('detail')} aria-label={t('review.detail', { name: item.name })}>
      <div className={c('who')}>
        <ModeMark mode={item.mode} />
        <Button variant="link" title={item.name} onClick={() => openKey(item.keyId)}>
          <span className="truncate">{item.name}</span>
        </Button>
      </div>
      <p className="muted wrap">
        <code>{item.redacted}</code> · {item.roleName ?? t('detail.role-unknown')} ·{' '}
        {item.owner ?? t('review.no-owner')} ·{' '}
        <LastUse
          at={item.lastUsedAt}
          logs={key?.provider.abilities.logs ?? null}
          aheadMs={key?.clockAheadMs}
        />
        {key === null ? null : ` · ${key.provider.connectionName}`}
      </p>
      {item.gone ? (
        <p>{t('review.gone')}</p>
      ) : (
        <>
          <div className={c('decisions')} role="group" aria-label={t('review.decision', { name: item.name })}>
            {DECISIONS.map((decision) => (
              <button
                key={decision}
                type="button"
                aria-pressed={item.decision === decision}
                aria-keyshortcuts={DECISION_KEYS[decision]}
                className={c('decision', decision)}
                onClick={() => onDecide(item.decision === decision ? null : decision, note)}
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
              if (note.trim() !== item.note) onDecide(item.decision, note);
            }}
          />
        </>
      )}
      <FollowUp item={item} />
    </section>
  );
}
