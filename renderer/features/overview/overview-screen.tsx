import {
  Ban,
  CalendarClock,
  CircleCheck,
  CircleHelp,
  Crown,
  History,
  Hourglass,
  MapPin,
  PlugZap,
  RefreshCw,
  ShieldAlert,
  TimerOff,
  TrendingUp,
  UserPlus,
  Waypoints,
  Wrench,
  X,
} from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import { useSentence } from '../../app/error-text.ts';
import { useText, type TextFunction } from '../../app/intl.tsx';
import { useNavigation } from '../../app/navigation-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { useNow } from '../../ui/use-now.ts';
import { RemedyButton } from '../connections/remedy-button.tsx';
import { useConnections } from '../connections/store.ts';
import { useFindings } from '../findings/store.ts';
import { useKeys, useRotations } from '../keys/store.ts';
import { upcomingExpiries, type AttentionItem, type AttentionKind } from './attention.ts';
import { ExpiryTimeline } from './expiry-timeline.tsx';
import { useSigns } from './signs-store.ts';
import { useAttention } from './use-attention.ts';
import styles from './overview.module.css';

const c = classes(styles);
const DAYS = 90;

const ICONS: Readonly<Record<AttentionKind, ReactElement>> = {
  unresolved: <CircleHelp aria-hidden />,
  connection: <PlugZap aria-hidden />,
  leaked: <ShieldAlert aria-hidden />,
  'unknown-leak': <ShieldAlert aria-hidden />,
  repair: <Wrench aria-hidden />,
  expiring: <CalendarClock aria-hidden />,
  rotation: <RefreshCw aria-hidden />,
  'never-used': <Hourglass aria-hidden />,
  stale: <TimerOff aria-hidden />,
  'rotation-due': <RefreshCw aria-hidden />,
  'made-elsewhere': <UserPlus aria-hidden />,
  'over-privileged': <Crown aria-hidden />,
  'old-secret': <History aria-hidden />,
  'new-address': <MapPin aria-hidden />,
  'many-places': <Waypoints aria-hidden />,
  spike: <TrendingUp aria-hidden />,
  refused: <Ban aria-hidden />,
};

function tone(item: AttentionItem): 'danger' | 'warn' | null {
  if (item.urgency < 10) return 'danger';
  return item.urgency < 50 ? 'warn' : null;
}

function explanation(item: AttentionItem, t: TextFunction, sentence: (text: string) => string): string {
  if (item.kind === 'connection')
    return sentence(item.connection?.healthMessage ?? t('connection.needs-repair'));
  if (item.kind === 'repair' || item.kind === 'unresolved')
    return sentence(item.key?.repair ?? t('attention.unresolved'));
  return t(`attention.${item.kind}`, { count: item.count });
}

/** Its one next step. */
function NextStep({ item }: { readonly item: AttentionItem }): ReactElement | null {
  const t = useText();
  const { openDialog, openKey, go } = useNavigation();
  if (item.kind === 'unknown-leak') {
    return (
      <Button size="small" onClick={() => go('findings')}>
        {t('detail.see-findings')}
      </Button>
    );
  }
  if (item.connection !== null) {
    return <RemedyButton connection={item.connection} />;
  }
  if (item.key === null) return null;
  const { id } = item.key;
  switch (item.kind) {
    case 'leaked':
      return (
        <Button
          size="small"
          variant="primary"
          onClick={() => openDialog({ kind: 'rotate-key', keyId: id, reason: 'compromised' })}
        >
          {t('findings.rotate-now')}
        </Button>
      );
    case 'rotation-due':
    case 'expiring':
      return (
        <Button size="small" onClick={() => openDialog({ kind: 'rotate-key', keyId: id })}>
          {t('detail.rotate')}
        </Button>
      );
    case 'rotation':
      return (
        <Button size="small" onClick={() => openKey(id)}>
          {t('attention.continue')}
        </Button>
      );
    case 'stale':
    case 'never-used':
    case 'made-elsewhere':
    case 'over-privileged':
    case 'old-secret':
    case 'new-address':
    case 'many-places':
    case 'spike':
    case 'refused':
    case 'unresolved':
    case 'repair':
    case 'connection':
      return (
        <Button size="small" onClick={() => openKey(id)}>
          {t('attention.look')}
        </Button>
      );
  }
}

export function OverviewScreen(): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const items = useAttention();
  const { load: loadSigns, dismiss, unread } = useSigns();
  useEffect(() => {
    void loadSigns();
  }, [loadSigns]);
  const keys = useKeys((store) => store.items);
  const sources = [useKeys(), useConnections(), useFindings(), useRotations()];
  const connectionId = useNavigation((store) => store.connectionId);
  const openKey = useNavigation((store) => store.openKey);
  const now = useNow(60_000);
  const upcoming = upcomingExpiries(
    keys.filter((key) => connectionId === null || key.connectionId === connectionId),
    now,
    DAYS,
  );
  const next = upcoming[0];
  // What could not be read must not look like calm.
  const failed = sources.find((source) => source.status === 'error');
  if (failed !== undefined && failed.error !== null) {
    return (
      <div className={c('screen')}>
        <ErrorNotice
          error={failed.error}
          actions={
            <Button onClick={() => sources.forEach((source) => void source.load())}>
              {t('common.try-again')}
            </Button>
          }
        />
      </div>
    );
  }
  if (sources.some((source) => source.status === 'idle')) return <div className={c('screen')} />;
  return (
    <div className={c('screen')}>
      <section className={c('section')} aria-label={t('overview.today')}>
        <h2>{t('overview.today')}</h2>
        {items.length === 0 ? (
          <div className={c('calm')}>
            <CircleCheck aria-hidden />
            <p>
              {t('overview.nothing')}{' '}
              {next === undefined ? (
                t('overview.no-expiry')
              ) : (
                <>
                  {t('overview.next-expiry', { name: next.key.name })}{' '}
                  <TimeText at={new Date(next.at).toISOString()} />.
                </>
              )}
            </p>
          </div>
        ) : (
          <ul className={c('list')}>
            {items.slice(0, 50).map((item) => (
              <li key={item.id} className={c('item', tone(item))} data-testid="attention-item">
                {ICONS[item.kind]}
                <div className={c('text')}>
                  <p className={c('title')}>
                    {item.kind === 'unknown-leak' ? (
                      <span className="truncate">{t('findings.unknown-key')}</span>
                    ) : (
                      <>
                        <ModeMark mode={item.key?.mode ?? item.connection?.mode ?? 'test'} />
                        <span className="truncate">{item.key?.name ?? item.connection?.name}</span>
                      </>
                    )}
                  </p>
                  <p className="muted wrap">
                    {explanation(item, t, sentence)}
                    {item.from === undefined || item.from.length === 0
                      ? null
                      : ` ${t('attention.from', { from: item.from.join('; ') })}`}
                    {item.kind === 'expiring' && item.key?.expiresAt ? (
                      <>
                        {' '}
                        <TimeText at={item.key.expiresAt} />.
                      </>
                    ) : null}
                  </p>
                </div>
                <NextStep item={item} />
                {item.from === undefined ? null : (
                  <IconButton label={t('attention.dismiss')} onClick={() => dismiss(item.id)}>
                    <X aria-hidden />
                  </IconButton>
                )}
              </li>
            ))}
          </ul>
        )}
        {unread === 0 ? null : <p className="muted small">{t('attention.unread', { count: unread })}</p>}
        {items.length <= 50 ? null : (
          <p className="muted">{t('overview.more', { count: items.length - 50 })}</p>
        )}
      </section>
      <section className={c('section')} aria-label={t('overview.timeline')}>
        <h2>{t('overview.timeline')}</h2>
        <div className={c('timeline')}>
          <ExpiryTimeline upcoming={upcoming} now={now} days={DAYS} />
          {upcoming.length === 0 ? (
            <p className="muted">{t('overview.timeline-none')}</p>
          ) : (
            <ul className={c('expiries')}>
              {upcoming.slice(0, 12).map(({ key, at }) => (
                <li key={key.id}>
                  <button type="button" className={c('expiry')} onClick={() => openKey(key.id)}>
                    <ModeMark mode={key.mode} />
                    <span className={c('expiry-name', 'truncate')}>{key.name}</span>
                    <span className="muted">
                      <TimeText at={new Date(at).toISOString()} form="short" />
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      </section>
    </div>
  );
}
