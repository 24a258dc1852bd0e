import type { ReactElement } from 'react';
import type { MaskedKey } from '../../../shared/findings.ts';
import type { EventPayload } from '../../../shared/ipc-contract.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { useKeys } from '../keys/store.ts';
import { useScan } from './scan-store.ts';
import styles from './findings.module.css';

const c = classes(styles);

/** What came of the last scan, with what it could not read: a clean result over skipped files is no clean result. */
export function LastScan({ last }: { readonly last: EventPayload<'scan.finished'> }): ReactElement | null {
  const t = useText();
  const sentence = useSentence();
  const dismissLast = useScan((store) => store.dismissLast);
  const dismiss = (
    <Button size="small" onClick={dismissLast}>
      {t('common.dismiss')}
    </Button>
  );
  if (last.error !== null) return <ErrorNotice error={last.error} actions={dismiss} />;
  if (last.outcome === 'cancelled') {
    return (
      <Notice tone="notice" title={t('scan.cancelled')} actions={dismiss}>
        <p>{t('scan.cancelled-text')}</p>
      </Notice>
    );
  }
  const report = last.report;
  if (report === null) return null;
  return (
    <Notice
      tone={last.newFindings > 0 ? 'danger' : report.complete ? 'ok' : 'warn'}
      title={
        last.newFindings === 0 && !report.complete
          ? t('scan.done-incomplete')
          : t('scan.done', { count: last.newFindings })
      }
      actions={dismiss}
      alert
    >
      <p className="figures">
        {t('scan.done-figures', {
          files: report.scanned.files,
          blobs: report.scanned.blobs,
          seconds: report.scanned.durationMs / 1000,
        })}
      </p>
      {report.skipped.length === 0 && report.complete ? null : (
        <details>
          <summary>{t('scan.skipped', { count: report.skipped.length })}</summary>
          <ul className={c('skipped')}>
            {report.skipped.slice(0, 200).map((item, index) => (
              <li key={`${item.path}:${index}`} className="wrap">
                <code>{item.path}</code> <span className="muted">{sentence(item.said ?? item.reason)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Masked masked={report.masked ?? []} />
    </Notice>
  );
}

/** Masked keys are no leaks; their last four characters say which key of the vault they look like. */
function Masked({ masked }: { readonly masked: readonly MaskedKey[] }): ReactElement | null {
  const t = useText();
  const keys = useKeys((store) => store.items);
  if (masked.length === 0) return null;
  return (
    <details>
      <summary>{t('scan.masked', { count: masked.length })}</summary>
      <ul className={c('skipped')}>
        {masked.slice(0, 200).map(({ redacted, examples }) => {
          const alike = keys.filter((key) => key.redacted === redacted).map(({ name }) => name);
          return (
            <li key={redacted} className="wrap">
              <code>{redacted}</code> {examples[0]}{' '}
              {alike.length === 0 ? null : (
                <span className="muted">{t('scan.masked-like', { names: alike.join(', ') })}</span>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
