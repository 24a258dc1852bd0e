import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { AuditEntry } from '../../../shared/domain.ts';
import { say } from '../../../shared/messages/say.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { detailOf } from './activity-log.ts';
import styles from './activity.module.css';

const c = classes(styles);

/** One entry whole: what a row has no room for, to read out or to copy. */
export function EntryPanel({
  entry,
  onClose,
}: {
  readonly entry: AuditEntry;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const openKey = useNavigation((store) => store.openKey);
  const { subjectId } = entry;
  const facts: readonly (readonly [label: string, value: ReactNode])[] = [
    [t('activity.when'), <TimeText key="at" at={entry.at} form="absolute" />],
    [t('activity.utc'), <code key="utc">{entry.at}</code>],
    [t('activity.subject'), entry.subjectName],
    [t('activity.id'), subjectId === null ? null : <code key="id">{subjectId}</code>],
    [t('activity.detail'), detailOf(entry, sentence)],
    [t('activity.reason'), entry.reason],
    [t('activity.actor'), sentence(say(`actor.${entry.actor}`))],
    [
      t('activity.number'),
      <span key="number" className="figures">
        {entry.sequence}
      </span>,
    ],
  ];
  return (
    <aside className={c('panel')} aria-label={t('activity.entry')}>
      <header className={c('panel-head')}>
        <h2>{sentence(say(`action.${entry.action}`))}</h2>
        <IconButton label={t('common.close')} onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      <dl className={c('facts', 'selectable')}>
        {facts.map(([label, value]) =>
          value === null || value === '' ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="wrap">{value}</dd>
            </div>
          ),
        )}
      </dl>
      {subjectId?.startsWith('apke_') === true ? (
        <Button size="small" onClick={() => openKey(subjectId)}>
          {t('findings.show-key')}
        </Button>
      ) : null}
    </aside>
  );
}
