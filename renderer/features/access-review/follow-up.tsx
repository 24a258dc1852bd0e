import { CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ReviewItem } from '../../../shared/ipc/upkeep-channels.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { redactedTail } from '../keys/redacted-tail.ts';
import { roleWords } from '../keys/role-words.ts';
import { useKeys } from '../keys/store.ts';
import { startGuide } from '../guides/store.ts';
import styles from './review.module.css';

const c = classes(styles);

/** What became of a decision, and the way on where it is one key's own: the guided narrowing. */
export function FollowUp({ item }: { readonly item: ReviewItem }): ReactElement | null {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const openKey = useNavigation((store) => store.openKey);
  const newKey = useKeys((store) => store.items.find(({ id }) => id === item.newKeyId));
  const newRole = newKey === undefined ? null : roleWords(newKey, sentence);
  if (item.followUp === 'none' || item.decision === null || item.decision === 'keep') return null;
  const done = item.followUp === 'done';
  const narrow = item.decision === 'narrow' && !done;
  return (
    <div className={c('follow-up')} data-testid="follow-up">
      {item.followUp === 'open' ? null : (
        <span className={c('outcome', done && 'done')}>
          {done ? <CircleCheck aria-hidden /> : <CircleDashed aria-hidden />}
          {t(`review.${item.decision}-${item.followUp}`)}
          {newKey === undefined ? null : (
            <>
              {' '}
              <Button variant="link" onClick={() => openKey(newKey.id)}>
                {t('review.new-key', { tail: redactedTail(newKey.redacted) })}
              </Button>
              {newRole === null ? null : <span className="muted">{newRole}</span>}
            </>
          )}
        </span>
      )}
      {narrow ? (
        <Button
          size="small"
          pending={action.pending}
          aria-label={t(item.followUp === 'open' ? 'review.narrow-named' : 'review.narrow-on-named', {
            name: item.name,
          })}
          onClick={() => void action.run(() => startGuide('narrow', { keyId: item.keyId }))}
        >
          {t(item.followUp === 'open' ? 'review.narrow-now' : 'guide.go-on')}
        </Button>
      ) : null}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </div>
  );
}
