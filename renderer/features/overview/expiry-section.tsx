import { useState, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { useLocale, useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { Select } from '../../ui/select.tsx';
import { formatDay } from '../../ui/time.ts';
import { useKeyView } from '../keys/store.ts';
import { expiryWeeks, searchForWeek, upcomingExpiries, type ExpiryWeek } from './expiries.ts';
import { ExpiryTime } from './expiry-time.tsx';
import shared from '../../ui/screen.module.css';
import styles from './overview.module.css';

const c = classes(shared, styles);
const SPANS = ['90', '180'] as const;
const LISTED = 12;
const HEIGHT = 72;

/** A bar for each week, which leads to the list of its keys. */
function Weeks({ weeks }: { readonly weeks: readonly ExpiryWeek[] }): ReactElement {
  const t = useText();
  const locale = useLocale();
  const go = useNavigation((store) => store.go);
  const { show, sort } = useKeyView();
  const most = Math.max(1, ...weeks.map(({ production, sandbox }) => production + sandbox));
  const height = (count: number): number => (count === 0 ? 0 : Math.max(4, (count / most) * HEIGHT));
  const dayOf = (date: Date): string =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(date);
  const open = (week: ExpiryWeek): void => {
    show({ tab: 'all', search: searchForWeek(week), sort });
    go('keys');
  };
  return (
    <div className={c('weeks')}>
      <span className={c('weeks-scale', 'figures', 'muted')} aria-hidden>
        <span>{most}</span>
        <span>0</span>
      </span>
      <ol className={c('weeks-bars')} aria-label={t('overview.weeks')}>
        {weeks.map((week, index) => {
          const { start, lastDay, production, sandbox } = week;
          const count = production + sandbox;
          const label = t('overview.week', {
            from: formatDay(start, locale),
            to: formatDay(lastDay, locale),
            count,
            production,
          });
          return (
            <li key={start.getTime()} className={c('week')}>
              {count === 0 ? (
                <span className={c('bar')} title={label}>
                  <span className="visually-hidden">{label}</span>
                </span>
              ) : (
                <button
                  type="button"
                  className={c('bar')}
                  title={label}
                  aria-label={label}
                  onClick={() => open(week)}
                >
                  <span className={c('bar-count', 'figures')} aria-hidden>
                    {count}
                  </span>
                  <span className={c('bar-test')} style={{ height: height(sandbox) }} />
                  <span className={c('bar-prod')} style={{ height: height(production) }} />
                </button>
              )}
              <span className={c('week-label')} aria-hidden>
                {index % 4 === 0 ? (index === 0 ? t('overview.this-week') : dayOf(start)) : ''}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

export function ExpirySection({
  keys,
  now,
}: {
  readonly keys: readonly KeySummary[];
  readonly now: number;
}): ReactElement {
  const t = useText();
  const openKey = useNavigation((store) => store.openKey);
  const [span, setSpan] = useState<(typeof SPANS)[number]>('90');
  const days = Number(span);
  const upcoming = upcomingExpiries(keys, now, days);
  return (
    <section className={c('section')} aria-label={t('overview.timeline')}>
      <div className={c('head')}>
        <h2>{t('overview.timeline')}</h2>
        <div className={c('span')}>
          <Select
            label={t('overview.timeline-span')}
            value={span}
            options={SPANS.map((value) => ({
              value,
              label: t('overview.next-days', { days: Number(value) }),
            }))}
            onChange={setSpan}
          />
        </div>
      </div>
      <div className={c('panel')}>
        {upcoming.length === 0 ? (
          <p className="muted">{t('overview.timeline-none', { days })}</p>
        ) : (
          <>
            <Weeks weeks={expiryWeeks(upcoming, now, days)} />
            <p className={c('legend', 'muted')} aria-hidden>
              <span className={c('swatch', 'bar-prod')} /> {t('mode.prod-long')}
              <span className={c('swatch', 'bar-test')} /> {t('mode.test-long')}
            </p>
            <ul className={c('expiries')}>
              {upcoming.slice(0, LISTED).map(({ key, at }) => (
                <li key={key.id}>
                  <button type="button" className={c('expiry')} onClick={() => openKey(key.id)}>
                    <ModeMark mode={key.mode} />
                    <span className={c('expiry-name', 'truncate')}>{key.name}</span>
                    <span className="muted">
                      <ExpiryTime at={at} aheadMs={key.clockAheadMs} form="short" />
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            {upcoming.length <= LISTED ? null : (
              <p className="muted">{t('overview.more', { count: upcoming.length - LISTED })}</p>
            )}
          </>
        )}
      </div>
    </section>
  );
}
