import { useEffect, useState, type ReactElement } from 'react';
import type { KeyDetail, RequestLogEntry } from '../../../shared/domain.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { UnreadNote } from '../../ui/unread-note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { requestsByDay } from './request-days.ts';
import styles from './key-detail.module.css';

const c = classes(styles);
const DAYS = 14;
const BAR = 10;
const HEIGHT = 48;

function RequestsChart({
  requests,
  aheadMs,
}: {
  readonly requests: readonly RequestLogEntry[];
  readonly aheadMs: number;
}): ReactElement {
  const t = useText();
  const now = useNow(60_000);
  const days = requestsByDay(requests, new Date(now), DAYS, aheadMs);
  const most = Math.max(1, ...days.map((day) => day.ok + day.failed));
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  const height = (count: number): number => (count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT));
  return (
    <svg
      className={c('chart')}
      viewBox={`0 0 ${DAYS * (BAR + 4)} ${HEIGHT + 2}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('requests.chart', { count: requests.length, days: DAYS, failed })}
    >
      <line x1={0} x2={DAYS * (BAR + 4)} y1={HEIGHT + 1} y2={HEIGHT + 1} className={c('chart-base')} />
      {days.map((day, index) => {
        const okHeight = height(day.ok);
        const failedHeight = height(day.failed);
        return (
          <g key={day.start}>
            <rect
              x={index * (BAR + 4)}
              width={BAR}
              y={HEIGHT - okHeight}
              height={okHeight}
              className={c('chart-ok')}
            />
            <rect
              x={index * (BAR + 4)}
              width={BAR}
              y={HEIGHT - okHeight - failedHeight}
              height={failedHeight}
              className={c('chart-failed')}
            />
          </g>
        );
      })}
    </svg>
  );
}

export function RequestsSection({
  detail: { id: keyId, clockAheadMs },
}: {
  readonly detail: Pick<KeyDetail, 'id' | 'clockAheadMs'>;
}): ReactElement {
  const t = useText();
  const [read, setRead] = useState<ChannelOutput<'keys.requests'> | null>(null);
  const [error, setError] = useState<SerializedError | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    void call('keys.requests', { keyId }).then((reply) => {
      if (!current) return;
      if (reply.ok) setRead(reply.value);
      setError(reply.ok ? null : reply.error);
    });
    return () => {
      current = false;
    };
  }, [keyId, round]);
  const requests = read?.requests ?? null;
  return (
    <section className={c('section')} aria-label={t('requests.title')}>
      <div className={c('section-head')}>
        <h3>{t('requests.title')}</h3>
        <Button variant="link" onClick={() => setRound(round + 1)}>
          {t('common.refresh')}
        </Button>
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
      {read === null ? null : <UnreadNote unread={read.unread} />}
      {requests === null ? null : requests.length === 0 ? (
        <p className="muted">{t('requests.none')}</p>
      ) : (
        <>
          <RequestsChart requests={requests} aheadMs={clockAheadMs ?? 0} />
          <table className={c('requests')}>
            <thead>
              <tr>
                <th scope="col">{t('requests.when')}</th>
                <th scope="col">{t('requests.request')}</th>
                <th scope="col">{t('requests.status')}</th>
                <th scope="col">{t('requests.from')}</th>
              </tr>
            </thead>
            <tbody>
              {requests.slice(0, 8).map((request) => (
                <tr key={request.id}>
                  <td>
                    <TimeText at={request.at} form="short" aheadMs={clockAheadMs} />
                  </td>
                  <td className="mono" title={`${request.method} ${request.path}`}>
                    {request.method} {request.route ?? request.path}
                  </td>
                  <td
                    className={c(request.statusCode >= 400 && 'failed')}
                    title={request.errorCode ?? undefined}
                  >
                    {request.statusCode}
                  </td>
                  <td title={request.userAgent ?? undefined}>{request.clientIp ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
