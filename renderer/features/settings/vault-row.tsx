import { ShieldCheck } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import styles from '../../ui/settings.module.css';
import type { Said } from '../../../shared/messages/say.ts';

const c = classes(styles);

export function VaultRow(): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const openDialog = useNavigation((store) => store.openDialog);
  const verify = useAction();
  const [problems, setProblems] = useState<readonly Said[] | null>(null);
  const run = async (): Promise<void> => {
    setProblems(null);
    const done = await verify.run(() => call('vault.verify', undefined));
    if (done !== null) setProblems(done.value.sound ? [] : done.value.problems);
  };
  return (
    <div className={c('row')}>
      <div className={c('text')}>
        <div className={c('buttons')}>
          <Button onClick={() => openDialog({ kind: 'change-password' })}>
            {t('settings.change-password')}
          </Button>
          <Button icon={<ShieldCheck aria-hidden />} pending={verify.pending} onClick={() => void run()}>
            {t('settings.verify')}
          </Button>
        </div>
        {verify.error === null ? null : <ErrorNotice error={verify.error} />}
        {problems === null ? null : problems.length === 0 ? (
          <Notice tone="ok" alert>
            <p>{t('settings.sound')}</p>
          </Notice>
        ) : (
          <Notice tone="danger" title={t('settings.damaged')} alert>
            <ul>
              {problems.map((problem, index) => (
                <li key={index}>{sentence(problem)}</li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </div>
  );
}
