import { useCallback, useEffect, useState, type ReactElement } from 'react';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { UnreadNote } from '../../ui/unread-note.tsx';
import { callersOf } from './callers.ts';
import type { StepProps } from '../guides/step-props.ts';
import shared from '../../ui/screen.module.css';
import styles from '../guides/guides.module.css';

const c = classes(shared, styles);

export function ReviewStep({ guide }: StepProps): ReactElement | null {
  const t = useText();
  const { run, error, pending } = useAction();
  const [read, setRead] = useState<ChannelOutput<'keys.requests'> | null>(null);
  const { keyId } = guide;
  const load = useCallback(async (): Promise<void> => {
    if (keyId === null) return;
    const done = await run(() => call('keys.requests', { keyId }));
    if (done !== null) setRead(done.value);
  }, [keyId, run]);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets state after the reply, not in the effect
    void load();
  }, [load]);
  const callers = read === null ? null : callersOf(read.requests);
  return (
    <>
      {error === null ? null : (
        <ErrorNotice
          error={error}
          actions={
            <Button pending={pending} onClick={() => void load()}>
              {t('common.try-again')}
            </Button>
          }
        />
      )}
      {read === null ? null : <UnreadNote unread={read.unread} />}
      {callers === null ? null : callers.length === 0 ? (
        <p className="muted">{t('guide.no-requests')}</p>
      ) : (
        <table className={c('table')} aria-label={t('guide.callers')}>
          <thead>
            <tr>
              <th scope="col">{t('guide.address')}</th>
              <th scope="col">{t('guide.client')}</th>
              <th scope="col" className={c('number')}>
                {t('guide.requests')}
              </th>
              <th scope="col" className={c('number')}>
                {t('guide.refused')}
              </th>
              <th scope="col">{t('guide.last')}</th>
            </tr>
          </thead>
          <tbody>
            {callers.map((caller) => (
              <tr key={`${caller.address} ${caller.client}`}>
                <td>
                  <code>{caller.address}</code>
                </td>
                <td>{caller.client}</td>
                <td className={c('number', 'figures')}>{caller.count}</td>
                <td className={c('number', 'figures')}>{caller.refused}</td>
                <td>
                  <TimeText at={caller.lastAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
