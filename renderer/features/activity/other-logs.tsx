import { useEffect, useState, type ReactElement } from 'react';
import type { AuditEntry } from '../../../shared/domain.ts';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { say } from '../../../shared/messages/say.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import shared from '../../ui/screen.module.css';
import styles from './activity.module.css';
import { EntryDetail } from './entry-detail.tsx';

const c = classes(shared, styles);

type Copies = ChannelOutput<'audit.copies'>['copies'];

/** The logs of copies that were folded in, beside this vault's own; nothing where there are none. */
export function OtherLogs(): ReactElement | null {
  const t = useText();
  const { inTurn, error } = useAction();
  const [copies, setCopies] = useState<Copies>([]);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const done = await inTurn(() => call('audit.copies', undefined));
      if (done !== null) setCopies(done.value.copies);
    };
    void read();
    return onEvent('vault.changed', ({ collections }) => {
      if (collections.includes('audit')) void read();
    });
  }, [inTurn]);
  if (error !== null) return <ErrorNotice error={error} />;
  if (copies.length === 0) return null;
  return (
    <section aria-label={t('activity.copies')}>
      <h2>{t('activity.copies')}</h2>
      <p className="muted">{t('activity.copies-text')}</p>
      {copies.map(({ copy, first, last, entries }) => (
        <details key={copy}>
          <summary>{t('activity.copy', { copy, first: String(first), last: String(last) })}</summary>
          <table
            className={c('table')}
            aria-label={t('activity.copy', { copy, first: String(first), last: String(last) })}
          >
            <tbody>
              {entries.map((entry) => (
                <Row key={entry.sequence} entry={entry} />
              ))}
            </tbody>
          </table>
        </details>
      ))}
    </section>
  );
}

function Row({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const sentence = useSentence();
  return (
    <tr>
      <td className={`${c('when')} muted`}>
        <TimeText at={entry.at} />
      </td>
      <td>
        {sentence(say(`action.${entry.action}`))}
        <EntryDetail entry={entry} />
      </td>
      <td>{entry.subjectName}</td>
      <td>{entry.reason}</td>
      <td className={`${c('actor')} muted`}>{sentence(say(`actor.${entry.actor}`))}</td>
    </tr>
  );
}
