import type { ReactElement } from 'react';
import { UNTIL_IT_CHANGES } from '../../../shared/matters.ts';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { ItemText, itemName } from './attention-row.tsx';
import type { ShownMatter, ShownMatters } from './use-attention.ts';
import styles from './overview.module.css';

const c = classes(styles);

/** What waits for later: folded away, but never out of reach. */
export function PutOffList({
  items,
  onBringBack,
}: {
  readonly items: ShownMatters['putOff'];
  readonly onBringBack: (item: ShownMatter) => void;
}): ReactElement | null {
  const t = useText();
  if (items.length === 0) return null;
  return (
    <details className={c('put-off')}>
      <summary>{t('attention.put-off-list', { count: items.length })}</summary>
      <ul className={c('list')}>
        {items.map(({ item, until }) => (
          <li key={item.id} className={c('item')} data-testid="put-off-item">
            <ItemText item={item} />
            <span className={c('until', 'muted')}>
              {until === null || until === item.date?.at || until === UNTIL_IT_CHANGES ? (
                t(until === item.date?.at ? 'attention.until-date' : 'attention.until-change')
              ) : (
                <>
                  {t('attention.until')} <TimeText at={until} form="day" />
                </>
              )}
            </span>
            <Button
              size="small"
              aria-label={t('attention.bring-back-of', { name: itemName(item, t) })}
              onClick={() => onBringBack(item)}
            >
              {t('attention.bring-back')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
