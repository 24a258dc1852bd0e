import { ListChecks } from 'lucide-react';
import type { ReactElement } from 'react';
import { useText } from '../../app/intl.tsx';
import { useNavigation } from '../../app/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import styles from './runbook.module.css';
import { useGuides } from './store.ts';

const c = classes(styles);

/** What was begun and not ended, wherever one is. */
export function GuideBar(): ReactElement | null {
  const t = useText();
  const { route, openGuide } = useNavigation();
  const open = useGuides((store) => store.items.find((guide) => guide.outcome === 'open'));
  if (open === undefined || route === 'guide') return null;
  const done = open.steps.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <div className={c('bar')} role="status">
      <ListChecks aria-hidden />
      <span className={c('bar-text', 'truncate')}>
        {t(`guide.${open.kind}-under-way`, { name: open.keyName, done, count: open.steps.length })}
      </span>
      <Button size="small" onClick={() => openGuide(open.id)}>
        {t('guide.go-on')}
      </Button>
    </div>
  );
}
