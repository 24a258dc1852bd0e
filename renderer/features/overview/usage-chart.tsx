import { useId, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import { useLocale, useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { formatDay } from '../../ui/time.ts';
import { scaleTop, totalOf, USAGE_DAYS, type UsageDay } from './usage.ts';
import styles from './usage.module.css';

const c = classes(styles);
const HEIGHT = 120;
const STEP = 100 / USAGE_DAYS;
const BAR = STEP * 0.74;
const MOVES: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -7,
  PageUp: 7,
  Home: -USAGE_DAYS,
  End: USAGE_DAYS,
};

const percent = (value: number): string => `${String(value)}%`;

function Bar({
  day,
  index,
  top,
  hatch,
}: {
  readonly day: UsageDay;
  readonly index: number;
  readonly top: number;
  readonly hatch: string;
}): ReactElement {
  const x = percent(index * STEP + (STEP - BAR) / 2);
  const width = percent(BAR);
  if (!day.known && totalOf(day) === 0) {
    return <rect x={x} width={width} y={HEIGHT - 6} height={6} className={c('unknown')} />;
  }
  const height = (count: number): number => (count === 0 ? 0 : Math.max(2, (count / top) * HEIGHT));
  const [ok, refused, failed] = [height(day.ok), height(day.refused), height(day.failed)];
  return (
    <g>
      <rect x={x} width={width} y={HEIGHT - ok} height={ok} className={c('ok')} />
      <rect x={x} width={width} y={HEIGHT - ok - refused} height={refused} className={c('refused-ground')} />
      <rect x={x} width={width} y={HEIGHT - ok - refused} height={refused} fill={`url(#${hatch})`} />
      <rect x={x} width={width} y={HEIGHT - ok - refused - failed} height={failed} className={c('failed')} />
    </g>
  );
}

/**
 * A bar for each day. As a whole it is a slider over the days: arrow keys (or the pointer) choose one, whose figures are
 * read out and stand below.
 */
export function UsageChart({
  days,
  name,
}: {
  readonly days: readonly UsageDay[];
  readonly name: string;
}): ReactElement {
  const t = useText();
  const locale = useLocale();
  const hatch = useId();
  const [chosen, setChosen] = useState(USAGE_DAYS - 1);
  const top = scaleTop(Math.max(...days.map(totalOf)));
  const number = new Intl.NumberFormat(locale);
  const say = (day: UsageDay): string =>
    t(day.known ? 'usage.day' : 'usage.day-partly', {
      day: formatDay(day.date, locale),
      count: totalOf(day),
      refused: day.refused,
      failed: day.failed,
    });
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const dayOf = (day: UsageDay | undefined): string => (day === undefined ? '' : short.format(day.date));
  const move = (event: KeyboardEvent): void => {
    const step = MOVES[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setChosen((before) => Math.min(USAGE_DAYS - 1, Math.max(0, before + step)));
  };
  const point = (event: PointerEvent<HTMLElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / width) * USAGE_DAYS);
    setChosen(Math.min(USAGE_DAYS - 1, Math.max(0, index)));
  };
  const day = days[chosen];
  return (
    <>
      <div className={c('plot')}>
        <span className={c('scale', 'figures', 'muted')} aria-hidden>
          <span>{number.format(top)}</span>
          <span>{number.format(top / 2)}</span>
          <span>0</span>
        </span>
        <div
          role="slider"
          tabIndex={0}
          aria-label={t('usage.chart', { name })}
          aria-valuemin={1}
          aria-valuemax={USAGE_DAYS}
          aria-valuenow={chosen + 1}
          aria-valuetext={day === undefined ? undefined : say(day)}
          className={c('bars')}
          onKeyDown={move}
          onPointerMove={point}
        >
          <svg width="100%" height={HEIGHT} aria-hidden focusable="false">
            <defs>
              <pattern
                id={hatch}
                width={5}
                height={5}
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width={2.5} height={5} className={c('hatch')} />
              </pattern>
            </defs>
            <rect
              x={percent(chosen * STEP)}
              width={percent(STEP)}
              y={0}
              height={HEIGHT}
              className={c('chosen')}
            />
            {[0.5, HEIGHT / 2, HEIGHT - 0.5].map((y) => (
              <line key={y} x1="0" x2="100%" y1={y} y2={y} className={c('line')} />
            ))}
            {days.map((one, index) => (
              <Bar key={one.date.getTime()} day={one} index={index} top={top} hatch={hatch} />
            ))}
          </svg>
        </div>
      </div>
      <p className={c('dates', 'figures', 'muted')} aria-hidden>
        {[0, Math.floor(USAGE_DAYS / 2), USAGE_DAYS - 1].map((index) => (
          <span key={index}>{dayOf(days[index])}</span>
        ))}
      </p>
      <p className={c('day', 'figures')} aria-hidden>
        {day === undefined ? '' : say(day)}
      </p>
      <p className={c('key-to')} aria-hidden>
        <span className={c('sample', 'ok-sample')} /> {t('usage.ok')}
        <span className={c('sample', 'refused-sample')} /> {t('usage.refused')}
        <span className={c('sample', 'failed-sample')} /> {t('usage.failed')}
      </p>
    </>
  );
}

export function UsageTable({
  days,
  name,
}: {
  readonly days: readonly UsageDay[];
  readonly name: string;
}): ReactElement {
  const t = useText();
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale);
  return (
    <details>
      <summary>{t('usage.as-table')}</summary>
      <table className={c('table', 'figures')} aria-label={t('usage.chart', { name })}>
        <thead>
          <tr>
            <th scope="col">{t('usage.column-day')}</th>
            <th scope="col">{t('usage.column-requests')}</th>
            <th scope="col">{t('usage.ok')}</th>
            <th scope="col">{t('usage.refused')}</th>
            <th scope="col">{t('usage.failed')}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.date.getTime()}>
              <th scope="row">{formatDay(day.date, locale)}</th>
              {day.known || totalOf(day) > 0 ? (
                [totalOf(day), day.ok, day.refused, day.failed].map((count, index) => (
                  <td key={index}>{number.format(count)}</td>
                ))
              ) : (
                <td colSpan={4}>{t('usage.not-read')}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
