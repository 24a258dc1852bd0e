import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useState, type ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { secondsUntil } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import dialogStyles from '../ui/dialog.module.css';
import { useAppStore } from '../lib/app-store.ts';
import { call } from '../lib/bridge.ts';
import { useText } from '../lib/intl.tsx';

const c = classes(dialogStyles);
/** Read out at these; every second would be a nuisance. */
const SPOKEN_SECONDS = [30, 20, 10, 5];

/** The vault locks soon: counts down, and stays open at a word. Any key or mouse movement is a word. */
export function IdleWarning(): ReactElement | null {
  const locksAt = useAppStore((store) => store.locksAt);
  return locksAt === null ? null : <Countdown locksAt={locksAt} />;
}

function Countdown({ locksAt }: { readonly locksAt: string }): ReactElement {
  const t = useText();
  const now = useNow(1000);
  const [opened] = useState(() => Date.now());
  const seconds = secondsUntil(locksAt, Math.max(now, opened));
  const spoken = SPOKEN_SECONDS.findLast((at) => at >= seconds) ?? seconds;
  return (
    <AlertDialog.Root open>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={c('backdrop')} />
        <AlertDialog.Viewport className={c('viewport')}>
          <AlertDialog.Popup className={c('popup')}>
            <div className={c('header')}>
              <div className={c('heading')}>
                <AlertDialog.Title className={c('title')}>{t('idle.title')}</AlertDialog.Title>
                <AlertDialog.Description className={c('description')}>
                  {t('idle.text')}
                </AlertDialog.Description>
              </div>
            </div>
            <div className={c('body')}>
              <p className="figures" role="timer" aria-live="off" data-testid="idle-seconds">
                {t('idle.seconds', { seconds })}
              </p>
              <p className="visually-hidden" aria-live="polite">
                {t('idle.seconds', { seconds: spoken })}
              </p>
            </div>
            <div className={c('footer')}>
              <Button onClick={() => void call('vault.lock', undefined)}>{t('idle.lock-now')}</Button>
              <Button variant="primary" autoFocus onClick={() => void call('lock.stay-unlocked', undefined)}>
                {t('idle.stay')}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
