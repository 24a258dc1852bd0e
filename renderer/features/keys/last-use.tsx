import type { ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { TimeText } from '../../ui/time-text.tsx';

interface LastUseProps {
  /** As of the last synchronisation, or of what was read since. */
  readonly at: string | null;
  /** Whether the key's service tells of requests; null: it is not known any more which service that was. */
  readonly logs: boolean | null;
  readonly aheadMs?: number | undefined;
}

/** When a key was last used, in a cell; a dash where nobody knows. */
export function LastUseCell({ at, logs, aheadMs }: LastUseProps): ReactElement | string {
  const t = useText();
  if (at !== null) return <TimeText at={at} form="short" aheadMs={aheadMs} />;
  return logs === true ? t('keys.never') : '–';
}

/** The same as a sentence. That a service tells of no request says nothing of whether there were any. */
export function LastUse({ at, logs, aheadMs }: LastUseProps): ReactElement | string {
  const t = useText();
  if (at !== null) {
    return (
      <>
        {t('keys.last-used')} <TimeText at={at} aheadMs={aheadMs} />
      </>
    );
  }
  if (logs === null) return t('keys.use-not-known');
  return t(logs ? 'keys.never-used' : 'rotation.no-logs');
}
