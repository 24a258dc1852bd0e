import { useEffect, useState, type ReactElement } from 'react';
import type { KeyDetail, RequestLogEntry } from '../../../shared/domain.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { useLocale, useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { formatDay } from '../../ui/time.ts';
import { UnreadNote } from '../../ui/unread-note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { requestsByDay, type RequestDay } from './request-days.ts';
import styles from './key-detail.module.css';

const c = classes(styles);
const DAYS = 14;
const BAR = 10;
const HEIGHT = 48;
const AT_ONCE = 8;

function RequestsChart({
  requests,
  aheadMs,
}: {
  readonly requests: readonly RequestLogEntry[];
  readonly aheadMs: number;
}): ReactElement {
  const t = useText();
  const locale = useLocale();
  const now = useNow(60_000);
  const days = requestsByDay(requests, new Date(now), DAYS, aheadMs);
  const most = Math.max(1, ...days.map((day) => day.ok + day.failed));
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  const shown = days.reduce((sum, day) => sum + day.ok, failed);
  const height = (count: number): number => (count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT));
  const dayOf = (day: RequestDay | undefined): string =>
    day === undefined ? '' : formatDay(new Date(day.start), locale);
  const said = t('requests.chart', { count: shown, days: DAYS, failed });
  return (
    <figure className={c('chart-figure')}>
      <div className={c('chart-plot')}>
        <span className={c('chart-scale', 'figures')} aria-hidden>
          <span>{most}</span>
          <span>0</span>
        </span>
        <svg
          className={c('chart')}
          viewBox={`0 0 ${DAYS * (BAR + 4)} ${HEIGHT + 2}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={said}
        >
          <line x1={0} x2={DAYS * (BAR + 4)} y1={HEIGHT + 1} y2={HEIGHT + 1} className={c('chart-base')} />
          {days.map((day, index) => {
            const okHeight = height(day.ok);
            const failedHeight = height(day.failed);
            const x = index * (BAR + 4);
            return (
              <g key={day.start}>
                <title>
                  {t('requests.day', { day: dayOf(day), count: day.ok + day.failed, failed: day.failed })}
                </title>
                <rect x={x} width={BAR + 4} y={0} height={HEIGHT} className={c('chart-hover')} />
                <rect x={x} width={BAR} y={HEIGHT - okHeight} height={okHeight} className={c('chart-ok')} />
                <rect
                  x={x}
                  width={BAR}
                  y={HEIGHT - okHeight - failedHeight}
                  height={failedHeight}
                  className={c('chart-failed')}
                />
              </g>
            );
          })}
        </svg>
      </div>
      <p className={c('chart-dates', 'figures', 'muted', 'small')} aria-hidden>
        <span>{dayOf(days[0])}</span>
        <span>{dayOf(days.at(-1))}</span>
      </p>
      <figcaption className="muted small">{said}</figcaption>
    </figure>
  );
}

/** What was asked, of whom it came and what it was answered: all of it can be read without the pointer. */
function RequestRow({
  request: { at, method, path, statusCode, errorCode, clientIp, userAgent },
  aheadMs,
}: {
  readonly request: RequestLogEntry;
  readonly aheadMs: number | undefined;
}): ReactElement {
  const t = useText();
  const by = [clientIp === null ? null : t('requests.from', { address: clientIp }), userAgent]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
  return (
    <tr>
      <td className={c('at')}>
        <TimeText at={at} form="short" aheadMs={aheadMs} />
      </td>
      <td>
        <code className="wrap">
          {method} {path}
        </code>
        {by === '' ? null : <p className="muted small wrap">{by}</p>}
      </td>
      <td className={c('answer', statusCode >= 400 && 'failed')}>
        {statusCode}
        {errorCode === null ? null : <p className="small wrap">{errorCode}</p>}
      </td>
    </tr>
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
  const [all, setAll] = useState(false);
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
          <table className={c('requests')} aria-label={t('requests.title')}>
            <thead>
              <tr>
                <th scope="col">{t('requests.when')}</th>
                <th scope="col">{t('requests.request')}</th>
                <th scope="col">{t('requests.status')}</th>
              </tr>
            </thead>
            <tbody>
              {requests.slice(0, all ? undefined : AT_ONCE).map((request) => (
                <RequestRow key={request.id} request={request} aheadMs={clockAheadMs} />
              ))}
            </tbody>
          </table>
          {all || requests.length <= AT_ONCE ? null : (
            <Button variant="link" onClick={() => setAll(true)}>
              {t('requests.show-all', { count: requests.length })}
            </Button>
          )}
          {read?.more === true && (all || requests.length <= AT_ONCE) ? (
            <p className="muted small">{t('requests.older', { count: requests.length })}</p>
          ) : null}
        </>
      )}
    </section>
  );
}
