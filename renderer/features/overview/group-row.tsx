import { AlarmClock } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { mayWaitForChange, PUT_OFF_SPANS, type PutOffSpan } from '../../../shared/matters.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useKeyView } from '../keys/store.ts';
import { AttentionRow, ICONS, TONES } from './attention-row.tsx';
import { decisionFor, type GroupedKind, type MatterGroup } from './groups.ts';
import type { ShownMatter } from './use-attention.ts';
import styles from './overview.module.css';

const c = classes(styles);
const NAMED = 3;
const SHOWN = 50;

/** Matters that are alike: one sentence, one decision for all, and each of them on request. */
export function GroupRow({
  group: { items },
  kind,
  onPutOff,
}: {
  readonly group: MatterGroup;
  readonly kind: GroupedKind;
  readonly onPutOff: (items: readonly ShownMatter[], span: PutOffSpan) => void;
}): ReactElement {
  const t = useText();
  const { openDialog, go } = useNavigation();
  const [opened, setOpened] = useState(false);
  const { action, search } = decisionFor(kind);
  const [first] = items;
  const count = items.length;
  const keyIds = items.flatMap(({ keyId }) => keyId ?? []);
  const title = t(`attention.group-${kind}`, { count });
  const select = (): void => {
    const { show, mark, sort } = useKeyView.getState();
    show({ tab: 'all', search, sort });
    mark(new Set(keyIds));
    useNavigation.getState().closeKey();
    go('keys');
  };
  return (
    <li className={c('group')} data-testid="attention-group">
      <div className={c('item', TONES[first.severity])}>
        {ICONS[kind]}
        <div className={c('text')}>
          <p className={c('title')}>{title}</p>
          <p className="muted truncate">
            {t('attention.group-names', {
              names: items
                .slice(0, NAMED)
                .map(({ name }) => name)
                .join(', '),
              more: Math.max(0, count - NAMED),
            })}
          </p>
        </div>
        <Button
          size="small"
          aria-expanded={opened}
          aria-label={t('attention.each-of', { title })}
          onClick={() => setOpened(!opened)}
        >
          {t(opened ? 'attention.fold' : 'attention.each')}
        </Button>
        <Button size="small" aria-label={t('attention.select-of', { title })} onClick={select}>
          {t('attention.select')}
        </Button>
        {action === null ? null : (
          <Button
            size="small"
            aria-label={t(`bulk.${action}-count`, { count })}
            onClick={() => openDialog({ kind: 'bulk', action, keyIds, cause: 'selection', person: null })}
          >
            {t(`attention.${action}-all`)}
          </Button>
        )}
        <Menu
          align="end"
          trigger={
            <IconButton label={t('attention.put-off', { name: title })}>
              <AlarmClock aria-hidden />
            </IconButton>
          }
        >
          {PUT_OFF_SPANS.filter((span) => span !== 'change' || items.every(mayWaitForChange)).map((span) => (
            <MenuItem key={span} onSelect={() => onPutOff(items, span)}>
              {t(`attention.put-off-${span}`)}
            </MenuItem>
          ))}
        </Menu>
      </div>
      {opened ? (
        <ul className={c('members')} aria-label={title}>
          {items.slice(0, SHOWN).map((item) => (
            <AttentionRow key={item.id} item={item} onPutOff={(one, span) => onPutOff([one], span)} />
          ))}
          {count <= SHOWN ? null : (
            <li className={c('item', 'muted')}>{t('overview.more', { count: count - SHOWN })}</li>
          )}
        </ul>
      ) : null}
    </li>
  );
}
