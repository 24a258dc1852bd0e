import type { ReactElement } from 'react';
import type { AuditEntry } from '../../../shared/domain.ts';
import { say } from '../../../shared/messages/say.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { TimeText } from '../../ui/time-text.tsx';
import styles from './key-detail.module.css';

const c = classes(styles);

export function AuditSection({ entries }: { readonly entries: readonly AuditEntry[] }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  return (
    <section className={c('section')} aria-label={t('detail.audit')}>
      <h3>{t('detail.audit')}</h3>
      {entries.length === 0 ? <p className="muted">{t('activity.none')}</p> : null}
      <ol className={c('audit')}>
        {entries.slice(0, 30).map((entry) => (
          <li key={entry.sequence}>
            <span className="wrap">
              {sentence(say(`action.${entry.action}`))}
              {entry.reason === null ? null : <span className="muted"> · {entry.reason}</span>}
            </span>
            <TimeText at={entry.at} form="short" />
          </li>
        ))}
      </ol>
    </section>
  );
}
