import type { ReactElement } from 'react';
import { Notice } from '../ui/notice.tsx';
import { useText } from './intl.tsx';

/** At the top of a form whose fields were filled from a draft. */
export function RestoredNotice({ restored }: { readonly restored: boolean }): ReactElement | null {
  const t = useText();
  if (!restored) return null;
  return (
    <Notice tone="notice">
      <p>{t('draft.restored')}</p>
    </Notice>
  );
}
