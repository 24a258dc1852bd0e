import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { useAppStore } from './app-store.ts';
import { call } from './bridge.ts';
import { useText } from './intl.tsx';
import { useAction } from './use-action.ts';
import styles from './shell.module.css';

const c = classes(styles);

/** The vault's file is older than what this machine last saw of it: said until a person takes it as the right one. */
export function RollbackBar(): ReactElement | null {
  const t = useText();
  const warning = useAppStore((store) => store.state?.rollbackWarning ?? null);
  const action = useAction();
  if (warning === null) return null;
  const shown = action.error ?? warning;
  return (
    <div className={c('bar')} role="alert">
      <TriangleAlert aria-hidden />
      <span className={c('bar-text', 'wrap')}>
        {shown.message} {shown.hint}
      </span>
      <Button
        size="small"
        pending={action.pending}
        onClick={() => void action.run(() => call('vault.accept-rollback', undefined))}
      >
        {t('rollback.accept')}
      </Button>
    </div>
  );
}
