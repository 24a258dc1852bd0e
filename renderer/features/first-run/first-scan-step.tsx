import { FolderSearch } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { choose } from '../../lib/choose.ts';
import { useText } from '../../lib/intl.tsx';
import type { Route } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Checkbox } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { useScan } from '../findings/scan-store.ts';
import styles from './first-run.module.css';

const c = classes(styles);

export function FirstScanStep({
  onDone,
  onCreateKey,
}: {
  readonly onDone: (route: Route) => void;
  /** Left out where no account is connected. */
  readonly onCreateKey?: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [history, setHistory] = useState(true);
  const begin = useScan((store) => store.begin);

  const chooseAndScan = async (): Promise<void> => {
    const chosen = await choose(action, 'scan-folder');
    if (chosen === null) return;
    const what = { kind: 'chosen', grant: chosen.grant } as const;
    const started = await action.run(() => call('scan.start', { what, history }));
    if (started === null) return;
    begin(started.value.scanId, started.value.paths, history);
    onDone('findings');
  };

  return (
    <section className={c('panel')}>
      <div>
        <h1>{t('first-run.scan-title')}</h1>
        <p className="muted">{t('first-run.scan-text')}</p>
      </div>
      <Checkbox label={t('scan.history')} checked={history} onChange={setHistory} />
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <div className={c('actions')}>
        <Button variant="link" onClick={() => onDone('keys')}>
          {t('first-run.skip')}
        </Button>
        {onCreateKey === undefined ? null : (
          <Button size="large" onClick={onCreateKey}>
            {t('first-run.create-key')}
          </Button>
        )}
        <Button
          variant="primary"
          size="large"
          icon={<FolderSearch aria-hidden />}
          pending={action.pending}
          onClick={() => void chooseAndScan()}
        >
          {t('scan.choose')}
        </Button>
      </div>
    </section>
  );
}
