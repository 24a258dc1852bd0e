import { standsForKey } from '../../../shared/leaks.ts';
import { FolderSearch, ScanSearch } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { useScan } from '../findings/scan-store.ts';
import { placeOf } from '../findings/sentence.ts';
import { useFindings } from '../findings/store.ts';
import type { StepProps } from './step-props.ts';
import styles from './runbook.module.css';

const c = classes(styles);

interface Asked {
  readonly scanId: string;
  readonly paths: readonly string[];
  readonly history: boolean;
}

/** Scans again where the key was found, and says what is left. */
export function ScanStep({ guide, step, tick }: StepProps): ReactElement {
  const t = useText();
  const action = useAction();
  const { scanId, last, begin } = useScan();
  const findings = useFindings((store) => store.items).filter(
    (finding) => finding.keyId === guide.keyId && standsForKey(finding.finding),
  );
  const open = findings.filter(({ state }) => state === 'open');
  const roots = [...new Set(findings.map(({ root }) => root))];
  const [asked, setAsked] = useState<Asked | null>(null);
  const { run } = action;
  const scan = useCallback(
    async (paths: readonly string[], history: boolean): Promise<void> => {
      const started = await run(() => call('scan.start', { paths: [...paths], history }));
      if (started === null) return;
      setAsked({ scanId: started.value.scanId, paths, history });
      begin(started.value.scanId, paths, history);
    },
    [run, begin],
  );
  const choose = async (): Promise<void> => {
    const chosen = await action.run(() => call('app.choose-folder', undefined));
    const path = chosen?.value.path ?? null;
    if (path !== null) await scan([path], true);
  };
  const answered = asked !== null && last?.scanId === asked.scanId ? last : null;
  // A folder that is no repository has no history: its files are all there is.
  const withoutHistory = answered?.error?.code === 'scan-not-a-repository' && asked?.history === true;
  const finished = withoutHistory ? null : answered;
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it sets state after the reply, not in the effect
    if (withoutHistory) void scan(asked.paths, false);
  }, [withoutHistory, asked, scan]);
  const clean = finished?.outcome === 'done' && finished.report?.complete === true && open.length === 0;
  const ticked = useRef(false);
  useEffect(() => {
    if (!clean || ticked.current || step.doneAt !== null) return;
    ticked.current = true;
    void tick(true);
  }, [clean, step.doneAt, tick]);
  return (
    <>
      {roots.length === 0 ? <p className="muted">{t('guide.scan-nowhere')}</p> : null}
      {open.length === 0 ? null : (
        <Notice tone="warn" title={t('guide.scan-open', { count: open.length })}>
          <ul>
            {open.slice(0, 10).map((finding) => (
              <li key={finding.id} className="wrap">
                <code>
                  {finding.root} › {placeOf(finding) ?? finding.finding.commit?.id.slice(0, 10) ?? ''}
                </code>{' '}
                {finding.finding.source === 'history' ? t('guide.scan-history') : null}
              </li>
            ))}
          </ul>
          <p>{t('guide.scan-open-hint')}</p>
        </Notice>
      )}
      {finished === null ? null : clean ? (
        <Notice tone="ok" alert>
          <p>{t('guide.scan-clean', { files: finished.report?.scanned.files ?? 0 })}</p>
        </Notice>
      ) : finished.error !== null ? (
        <ErrorNotice error={finished.error} />
      ) : finished.report?.complete === false ? (
        <Notice tone="warn" alert>
          <p>{t('guide.scan-incomplete')}</p>
        </Notice>
      ) : null}
      <div className={c('actions')}>
        {roots.length === 0 ? null : (
          <Button
            variant="primary"
            icon={<ScanSearch aria-hidden />}
            pending={action.pending || scanId !== null}
            onClick={() => void scan(roots, true)}
          >
            {t('guide.scan-again')}
          </Button>
        )}
        <Button icon={<FolderSearch aria-hidden />} disabled={scanId !== null} onClick={() => void choose()}>
          {t('guide.scan-folder')}
        </Button>
      </div>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </>
  );
}
