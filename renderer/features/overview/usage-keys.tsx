import type { ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { useLocale, useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { USAGE_DAYS, type KeyTotal } from './usage.ts';
import styles from './usage.module.css';

const c = classes(styles);
const LISTED = 8;
const WIDTH = 90;
const HEIGHT = 20;

/** Shape only; the figures stand beside it. */
function Sparkline({ days }: { readonly days: readonly number[] }): ReactElement {
  const most = Math.max(1, ...days);
  const points = days
    .map((count, index) => {
      const x = (index / (USAGE_DAYS - 1)) * WIDTH;
      const y = HEIGHT - 1 - (count / most) * (HEIGHT - 2);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
  return (
    <svg className={c('sparkline')} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden focusable="false">
      <polyline points={points} />
    </svg>
  );
}

/** The busiest keys, each with its own line. */
export function UsageKeys({
  totals,
  byId,
}: {
  readonly totals: readonly KeyTotal[];
  readonly byId: ReadonlyMap<string, KeySummary>;
}): ReactElement {
  const t = useText();
  const locale = useLocale();
  const openKey = useNavigation((store) => store.openKey);
  const number = new Intl.NumberFormat(locale);
  return (
    <>
      <table className={c('keys', 'figures')} aria-label={t('usage.by-key')}>
        <thead>
          <tr>
            <th scope="col">{t('usage.column-key')}</th>
            <th scope="col" className={c('trend')}>
              {t('usage.column-days')}
            </th>
            <th scope="col">{t('usage.column-requests')}</th>
            <th scope="col">{t('usage.refused')}</th>
            <th scope="col">{t('usage.failed')}</th>
          </tr>
        </thead>
        <tbody>
          {totals.slice(0, LISTED).map((total) => {
            const key = byId.get(total.keyId);
            return (
              <tr key={total.keyId}>
                <td className={c('key-cell')}>
                  {key === undefined ? (
                    <span className="muted truncate">{t('usage.unknown-key', { id: total.keyId })}</span>
                  ) : (
                    <button type="button" className={c('key-button')} onClick={() => openKey(key.id)}>
                      <ModeMark mode={key.mode} />
                      <span className="truncate">{key.name}</span>
                    </button>
                  )}
                </td>
                <td className={c('trend')}>
                  <Sparkline days={total.days} />
                </td>
                <td>{number.format(total.total)}</td>
                <td className={c(total.refused > 0 && 'some-refused')}>{number.format(total.refused)}</td>
                <td className={c(total.failed > 0 && 'some-failed')}>{number.format(total.failed)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {totals.length <= LISTED ? null : (
        <p className="muted">{t('overview.more', { count: totals.length - LISTED })}</p>
      )}
    </>
  );
}
