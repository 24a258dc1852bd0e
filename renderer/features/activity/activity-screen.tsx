import { History } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import type { AuditEntry } from '../../../shared/domain.ts';
import { call, onEvent } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useNavigation } from '../../app/navigation-store.ts';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import styles from './activity.module.css';

const c = classes(styles);
const PAGE = 100;

export function ActivityScreen(): ReactElement {
  const t = useText();
  const openKey = useNavigation((store) => store.openKey);
  const { run, pending, error } = useAction();
  const [entries, setEntries] = useState<readonly AuditEntry[] | null>(null);
  const [more, setMore] = useState(false);
  const shown = useRef(PAGE);

  const read = useCallback(async (): Promise<void> => {
    // One more than is shown says whether there is more.
    const limit = Math.min(1000, shown.current + 1);
    const done = await run(() => call('audit.list', { limit, before: null, subjectId: null }));
    if (done === null) return;
    setEntries(done.value.entries.slice(0, shown.current));
    setMore(done.value.entries.length > shown.current);
  }, [run]);

  const readOlder = async (): Promise<void> => {
    const oldest = entries?.at(-1)?.sequence ?? null;
    const done = await run(() => call('audit.list', { limit: PAGE + 1, before: oldest, subjectId: null }));
    if (done === null) return;
    const older = done.value.entries.slice(0, PAGE);
    shown.current += older.length;
    setEntries([...(entries ?? []), ...older]);
    setMore(done.value.entries.length > PAGE);
  };

  useEffect(() => {
    void read();
    return onEvent('vault.changed', ({ collections }) => {
      if (collections.includes('audit')) void read();
    });
  }, [read]);

  return (
    <div className={c('screen')}>
      {error === null ? null : <ErrorNotice error={error} />}
      {entries === null ? null : entries.length === 0 ? (
        <EmptyState icon={<History aria-hidden />} title={t('activity.none')} />
      ) : (
        <table className={c('table')} aria-label={t('nav.activity')}>
          <thead>
            <tr>
              <th scope="col" className={c('when')}>
                {t('activity.when')}
              </th>
              <th scope="col">{t('activity.what')}</th>
              <th scope="col">{t('activity.subject')}</th>
              <th scope="col">{t('activity.reason')}</th>
              <th scope="col" className={c('actor')}>
                {t('activity.actor')}
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.sequence}>
                <td className="muted">
                  <TimeText at={entry.at} />
                </td>
                <td>
                  {t(`audit.${entry.action}`)}
                  {entry.detail === null ? null : <span className="muted"> · {entry.detail}</span>}
                </td>
                <td>
                  {entry.subjectId?.startsWith('apke_') === true ? (
                    <Button variant="link" onClick={() => openKey(entry.subjectId ?? '')}>
                      <span className="wrap" style={{ whiteSpace: 'normal' }}>
                        {entry.subjectName ?? entry.subjectId}
                      </span>
                    </Button>
                  ) : (
                    entry.subjectName
                  )}
                </td>
                <td>{entry.reason}</td>
                <td className="muted">{t(`activity.actor-${entry.actor}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more ? (
        <div className={c('more')}>
          <Button pending={pending} onClick={() => void readOlder()}>
            {t('activity.older')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
