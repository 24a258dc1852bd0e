import { ShieldCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import type { KeyTestResult } from '../../../shared/domain.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** After a key was stored: that it is safe, and what the service said to it. */
export function StoredPanel({
  redacted,
  test,
}: {
  readonly redacted: string;
  readonly test: KeyTestResult | null;
}): ReactElement {
  const t = useText();
  return (
    <>
      <p className={c('stored')} role="status">
        <ShieldCheck aria-hidden />
        <span>
          {t('providers.stored')} <code>{redacted}</code>
        </span>
      </p>
      {test === null ? (
        <p className="muted">{t('providers.not-tested')}</p>
      ) : (
        <Notice tone={test.outcome === 'accepted' ? 'ok' : 'warn'} alert>
          <p>{test.message}</p>
        </Notice>
      )}
    </>
  );
}
