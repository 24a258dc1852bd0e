import { Files } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCopiesBeside, useDismissed, useFollowedCopies } from '../features/protection/copies-store.ts';
import { useText } from '../lib/intl.tsx';
import { useNavigation } from '../lib/navigation-store.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import styles from './shell.module.css';

const c = classes(styles);

/** Conflict copies that a sync tool left beside the vault: named, with the way to fold them in. */
export function CopiesBar(): ReactElement | null {
  const t = useText();
  useFollowedCopies();
  const openDialog = useNavigation((store) => store.openDialog);
  const { names: dismissed, dismiss } = useDismissed();
  const names = useCopiesBeside((store) => store.items).filter((name) => !dismissed.includes(name));
  const [first] = names;
  if (first === undefined) return null;
  return (
    <div className={c('bar')} role="status">
      <Files aria-hidden />
      <span className={c('bar-text')}>
        {names.length === 1 ? t('merge.bar', { name: first }) : t('merge.bar-more', { count: names.length })}
      </span>
      <Button size="small" onClick={() => openDialog({ kind: 'merge-copy' })}>
        {t('merge.bar-look')}
      </Button>
      <Button size="small" onClick={() => dismiss(names)}>
        {t('merge.bar-later')}
      </Button>
    </div>
  );
}
