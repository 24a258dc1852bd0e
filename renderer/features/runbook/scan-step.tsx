import { standsForKey } from '../../../shared/leaks.ts';
import { FolderSearch, ScanSearch } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import type { ChannelInput } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { choose } from '../../lib/choose.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { useScan } from '../findings/scan-store.ts';
import { placeOf } from '../findings/sentence.ts';
import { useFindings } from '../findings/store.ts';
import type { StepProps } from '../guides/step-props.ts';
import styles from '../guides/guides.module.css';

const c = classes(styles);

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
  const [asked, setAsked] = useState<string | null>(null);
  const { run } = action;
  const scan = useCallback(
    async (what: ChannelInput<'scan.start'>['what']): Promise<void> => {
      const started = await run(() => call('scan.start', { what, history: true }));
      if (started === null) return;
      setAsked(started.value.scanId);
      begin(started.value.scanId, started.value.paths, true);
    },
    [run, begin],
  );
  const chooseFolder = async (): Promise<void> => {
    const chosen = await choose(action, 'scan-folder');
    if (chosen !== null) await scan({ kind: 'chosen', grant: chosen.grant });
  };
  const finished = asked !== null && last?.scanId === asked ? last : null;
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
            onClick={() => void scan({ kind: 'again', keyId: guide.keyId ?? '' })}
          >
            {t('guide.scan-again')}
          </Button>
        )}
        <Button
          icon={<FolderSearch aria-hidden />}
          disabled={scanId !== null}
          onClick={() => void chooseFolder()}
        >
          {t('guide.scan-folder')}
        </Button>
      </div>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </>
  );
}
