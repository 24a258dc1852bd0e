import { ListChecks } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Guide } from '../../../shared/ipc/guide-channels.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import styles from '../guides/guides.module.css';
import { useGuides } from '../guides/store.ts';

const c = classes(styles);

/** What was begun and not ended, wherever one is. With several, which one to go on with is the person's choice. */
export function GuideBar(): ReactElement | null {
  const t = useText();
  const { route, openGuide } = useNavigation();
  const items = useGuides((store) => store.items);
  const open = items.filter((guide) => guide.outcome === 'open' && guide.begun);
  const first = open[0];
  if (first === undefined || route === 'guide') return null;
  const say = (guide: Guide): string =>
    t(`guide.${guide.kind}-under-way`, {
      name: guide.keyName,
      done: guide.steps.filter(({ doneAt }) => doneAt !== null).length,
      count: guide.steps.length,
    });
  return (
    <div className={c('bar')} role="status">
      <ListChecks aria-hidden />
      <span className={c('bar-text', 'truncate')}>
        {open.length === 1
          ? say(first)
          : t('guide.many-under-way', { count: open.length, first: say(first) })}
      </span>
      {open.length === 1 ? (
        <Button size="small" onClick={() => openGuide(first.id)}>
          {t('guide.go-on')}
        </Button>
      ) : (
        <Menu align="end" trigger={<Button size="small">{t('guide.choose')}</Button>}>
          {open.map((guide) => (
            <MenuItem key={guide.id} icon={<ListChecks aria-hidden />} onSelect={() => openGuide(guide.id)}>
              {say(guide)}
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  );
}
