import type { ReactElement } from 'react';
import { useLocale, useText } from '../../app/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { formatDay } from '../../ui/time.ts';
import type { UpcomingExpiry } from './attention.ts';
import styles from './overview.module.css';

const c = classes(styles);
const DAY_MS = 86_400_000;
const WIDTH = 900;
const BASE = 64;

/** One dot per key at the day it ends; keys of the same few days stand on each other. */
export function ExpiryTimeline({
  upcoming,
  now,
  days,
}: {
  readonly upcoming: readonly UpcomingExpiry[];
  readonly now: number;
  readonly days: number;
}): ReactElement {
  const t = useText();
  const locale = useLocale();
  const stacks = new Map<number, number>();
  const marks = [0, 30, 60, 90].filter((day) => day <= days);
  return (
    <>
      <svg
        viewBox={`0 0 ${WIDTH} 72`}
        role="img"
        aria-label={t('overview.timeline-label', { count: upcoming.length, days })}
      >
        <line x1={0} x2={WIDTH} y1={BASE} y2={BASE} className={c('axis')} />
        {marks.map((day) => (
          <line
            key={day}
            x1={(day / days) * WIDTH}
            x2={(day / days) * WIDTH}
            y1={4}
            y2={BASE}
            className={c('tick')}
          />
        ))}
        {upcoming.map(({ key, at }) => {
          const x = ((at - now) / (days * DAY_MS)) * WIDTH;
          const column = Math.round(x / 14);
          const level = stacks.get(column) ?? 0;
          stacks.set(column, level + 1);
          if (level > 3) return null;
          return (
            <circle
              key={key.id}
              cx={Math.max(7, Math.min(WIDTH - 7, column * 14))}
              cy={BASE - 9 - level * 14}
              r={6}
              className={c('dot', key.mode === 'prod' && 'dot-prod')}
            >
              <title>{`${key.name}, ${formatDay(new Date(at), locale)}`}</title>
            </circle>
          );
        })}
      </svg>
      <div className={c('labels', 'figures')} aria-hidden>
        {marks.map((day) => (
          <span key={day} style={{ insetInlineStart: `${(day / days) * 100}%` }}>
            {day === 0 ? t('overview.today-label') : formatDay(new Date(now + day * DAY_MS), locale)}
          </span>
        ))}
      </div>
    </>
  );
}
