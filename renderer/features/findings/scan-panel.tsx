import { FolderSearch, X } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { choose, takeDrop } from '../../lib/choose.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button, Spinner } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Checkbox } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { LastScan } from './last-scan.tsx';
import { useScan } from './scan-store.ts';
import styles from './findings.module.css';

const c = classes(styles);
const MEGABYTE = 1_000_000;

/** Where a scan is begun, runs and ends: with one height, so that none of it moves the sources and findings below. */
export function ScanPanel(): ReactElement {
  const t = useText();
  const action = useAction();
  const cancel = useAction();
  const { scanId, paths, progress, last, begin } = useScan();
  const [history, setHistory] = useState(true);

  const [over, setOver] = useState(false);
  const scan = async (chosen: Granted | null): Promise<void> => {
    if (chosen === null) return;
    const what = { kind: 'chosen', grant: chosen.grant } as const;
    const started = await action.run(() => call('scan.start', { what, history }));
    if (started !== null) begin(started.value.scanId, started.value.paths, history);
  };

  if (scanId !== null) {
    const fraction = progress?.fraction ?? null;
    return (
      <section className={c('panel')} aria-label={t('scan.running')}>
        <div className={c('row', 'begin')}>
          <Spinner />
          <strong className="truncate">{paths[0] ?? t('scan.running')}</strong>
          <span className={c('spring')} />
          <Button
            size="small"
            icon={<X aria-hidden />}
            pending={cancel.pending}
            onClick={() => void cancel.run(() => call('scan.cancel', { scanId }))}
          >
            {t('scan.cancel')}
          </Button>
        </div>
        <div className={c('room')}>
          <div
            className={c('track')}
            role="progressbar"
            aria-label={t('scan.progress')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={fraction === null ? undefined : Math.round(fraction * 100)}
          >
            <div
              className={c('fill-bar', fraction === null && 'unknown')}
              style={fraction === null ? undefined : { width: `${fraction * 100}%` }}
            />
          </div>
          {progress === null ? null : (
            <div className={c('figures-row', 'figures')}>
              <span>{t(`scan.phase-${progress.phase}`)}</span>
              {progress.totalFiles === null ? (
                <span>{t('scan.files', { count: progress.files })}</span>
              ) : (
                <span>{t('scan.files-of', { count: progress.files, total: progress.totalFiles })}</span>
              )}
              <span>{t('scan.megabytes', { count: progress.bytes / MEGABYTE })}</span>
              {progress.bytesPerSecond === null ? null : (
                <span>{t('scan.rate', { count: progress.bytesPerSecond / MEGABYTE })}</span>
              )}
              {progress.blobs === 0 ? null : <span>{t('scan.blobs', { count: progress.blobs })}</span>}
              <span>{t('scan.found', { count: progress.findings })}</span>
              <span>{t('scan.seconds', { seconds: Math.round(progress.elapsedMs / 1000) })}</span>
              {progress.remainingMs === null ? null : (
                <span>
                  {t('scan.left', { seconds: Math.max(1, Math.ceil(progress.remainingMs / 1000)) })}
                </span>
              )}
            </div>
          )}
          {cancel.error === null ? null : <ErrorNotice error={cancel.error} />}
        </div>
      </section>
    );
  }
  return (
    <section
      className={c('panel', over && 'over')}
      aria-label={t('scan.title')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void takeDrop(action, 'scan-folder', event.dataTransfer.files).then(scan);
      }}
    >
      <div className={c('row')}>
        <Button
          variant="primary"
          data-field="scan"
          icon={<FolderSearch aria-hidden />}
          pending={action.pending}
          onClick={() => void choose(action, 'scan-folder').then(scan)}
        >
          {t('scan.choose')}
        </Button>
        <Checkbox label={t('scan.history')} checked={history} onChange={setHistory} />
      </div>
      <div className={c('room')} role="region" aria-label={t('scan.came-to')} tabIndex={0}>
        {action.error !== null ? (
          <ErrorNotice error={action.error} />
        ) : last !== null ? (
          <LastScan last={last} />
        ) : (
          <p className={c('drop', 'muted')}>
            {t('scan.explain')} {t('scan.drop')}
          </p>
        )}
      </div>
    </section>
  );
}
