import type { ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';

/** A secret from a file of others: not used before it is tested, or known to be right. */
export function UnprovenNotice({ keyId }: { readonly keyId: string }): ReactElement {
  const t = useText();
  const action = useAction();
  return (
    <Notice
      tone="warn"
      title={t('detail.unproven-title')}
      actions={
        <Button
          size="small"
          pending={action.pending}
          onClick={() => void action.run(() => call('keys.confirm-secret', { keyId }))}
        >
          {t('detail.unproven-confirm')}
        </Button>
      }
    >
      <p>{t('detail.unproven-text')}</p>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </Notice>
  );
}
