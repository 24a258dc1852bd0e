import { useCallback, useEffect, useState, type ReactElement } from 'react';
import type { KeyUsageReport } from '../../../shared/ipc/guide-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button, Spinner } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { UnreadNote } from '../../ui/unread-note.tsx';
import { PermissionFindings } from './permission-findings.tsx';
import type { StepProps } from '../guides/step-props.ts';
import shared from '../../ui/screen.module.css';
import styles from '../guides/guides.module.css';

const c = classes(shared, styles);

/** What the logs show of a key; read anew each time, since it goes on being used. */
export function useKeyUsageReport(keyId: string | null): {
  readonly report: KeyUsageReport | null;
  readonly action: ReturnType<typeof useAction>;
  readonly load: () => Promise<void>;
} {
  const action = useAction();
  const { run } = action;
  const [report, setReport] = useState<KeyUsageReport | null>(null);
  const load = useCallback(async (): Promise<void> => {
    if (keyId === null) return;
    const done = await run(() => call('usage.of-key', { keyId }));
    if (done !== null) setReport(done.value);
  }, [keyId, run]);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets state after the reply, not in the effect
    void load();
  }, [load]);
  return { report, action, load };
}

export function UsageStep({ guide }: StepProps): ReactElement {
  const t = useText();
  return (
    <div className={c('read')} role="region" aria-label={t('usage.routes')} tabIndex={0}>
      <Usage keyId={guide.keyId} />
    </div>
  );
}

function Usage({ keyId }: Pick<StepProps['guide'], 'keyId'>): ReactElement {
  const t = useText();
  const { report, action, load } = useKeyUsageReport(keyId);
  if (report === null) {
    return action.error === null ? (
      <p className="muted">
        <Spinner /> {t('usage.reading')}
      </p>
    ) : (
      <ErrorNotice
        error={action.error}
        actions={
          <Button pending={action.pending} onClick={() => void load()}>
            {t('common.try-again')}
          </Button>
        }
      />
    );
  }
  if (report.routes.length === 0) {
    return (
      <>
        <UnreadNote unread={report.unread} />
        <p className="muted">{t('usage.none')}</p>
      </>
    );
  }
  return (
    <>
      <p className="muted">
        {t('usage.from', { count: report.requests })}{' '}
        {report.since === null ? null : <TimeText at={report.since} />}
        {report.complete ? null : ` ${t('usage.incomplete')}`}
      </p>
      <UnreadNote unread={report.unread} />
      {report.needsAdmin ? (
        <Notice tone="warn">
          <p>{t('usage.needs-admin')}</p>
        </Notice>
      ) : null}
      <table className={c('table')} aria-label={t('usage.routes')}>
        <thead>
          <tr>
            <th scope="col">{t('usage.route')}</th>
            <th scope="col" className={c('number')}>
              {t('guide.requests')}
            </th>
            <th scope="col">{t('usage.permission')}</th>
          </tr>
        </thead>
        <tbody>
          {report.routes.map((route) => (
            <tr key={`${route.method} ${route.route}`}>
              <td>
                <code>
                  {route.method} {route.route === '' ? t('usage.no-route') : route.route}
                </code>
              </td>
              <td className={c('number', 'figures')}>{route.count}</td>
              <td>
                {route.permissions.length === 0 ? null : <code>{route.permissions.join(', ')}</code>}{' '}
                <span className="muted small">{t(`usage.${route.certainty}`)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <PermissionFindings findings={report.permissions} />
    </>
  );
}
