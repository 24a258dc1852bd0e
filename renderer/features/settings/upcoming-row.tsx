import { useCallback, useEffect, useState, type ReactElement } from 'react';
import type { DueDate } from '../../../shared/ipc/desktop-channels.ts';
import { MINUTE_MS } from '../../../shared/times.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Badge, ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from '../../ui/settings.module.css';

const c = classes(styles);
const LISTED = 8;

/** Nine o'clock tomorrow, local time. */
function tomorrow(): string {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9).toISOString();
}

/** The dates that notices will speak of, each of which can be put off. */
export function UpcomingRow(): ReactElement {
  const t = useText();
  const action = useAction();
  const { openKey, go } = useNavigation();
  const [due, setDue] = useState<readonly DueDate[] | null>(null);
  const now = useNow(MINUTE_MS);
  const load = useCallback(
    () =>
      call('notices.list', undefined).then((reply) => {
        if (reply.ok) setDue(reply.value.due);
      }),
    [],
  );
  useEffect(() => {
    void load();
    return onEvent('vault.changed', () => void load());
  }, [load]);
  const snooze = async (id: string, until: string | null): Promise<void> => {
    await action.run(() => call('notices.snooze', { ids: [id], until }));
    await load();
  };
  return (
    <div className={c('row')}>
      <div className={c('text')}>
        <p>{t('notices.upcoming')}</p>
        {action.error === null ? null : <ErrorNotice error={action.error} />}
        {due === null ? null : due.length === 0 ? (
          <p className="muted small">{t('notices.upcoming-none')}</p>
        ) : (
          <ul className={c('upcoming')}>
            {due.slice(0, LISTED).map((entry) => {
              const putOff = entry.snoozedUntil !== null && Date.parse(entry.snoozedUntil) > now;
              const review = entry.kind === 'review-due';
              const name = review ? t('nav.review') : entry.name;
              return (
                <li key={entry.id}>
                  <Button
                    variant="link"
                    className="truncate"
                    onClick={() => (review ? go('review') : openKey(entry.keyId))}
                  >
                    {name}
                  </Button>
                  {review ? null : <ModeMark mode={entry.mode} />}
                  <span className="muted small">
                    {t(`notices.kind-${entry.kind}`)} <TimeText at={entry.at} />
                  </span>
                  {putOff ? <Badge tone="notice">{t('notices.snoozed')}</Badge> : null}
                  <Button
                    size="small"
                    className={c('end')}
                    aria-label={t(putOff ? 'notices.unsnooze-of' : 'notices.snooze-of', { name })}
                    onClick={() => void snooze(entry.id, putOff ? null : tomorrow())}
                  >
                    {t(putOff ? 'notices.unsnooze' : 'notices.snooze')}
                  </Button>
                </li>
              );
            })}
          </ul>
        )}
        {due === null || due.length <= LISTED ? null : (
          <p className="muted small">{t('notices.more', { count: due.length - LISTED })}</p>
        )}
      </div>
    </div>
  );
}
