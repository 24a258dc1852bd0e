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

/**
 * The same as a sentence. That a service tells of no request says nothing of whether there were any.
 * @param props `unread`: its log was asked for just now, and cannot be read
 */
export function LastUse({
  at,
  logs,
  aheadMs,
  unread = false,
}: LastUseProps & { readonly unread?: boolean }): ReactElement {
  const t = useText();
  if (at === null && logs !== true)
    return <>{t(logs === null ? 'keys.use-not-known' : 'rotation.no-logs')}</>;
  return (
    <>
      {t(at === null ? 'keys.never-used' : 'keys.last-used')}
      {at === null ? null : (
        <>
          {' '}
          <TimeText at={at} aheadMs={aheadMs} />
        </>
      )}
      {unread ? ` ${t('keys.use-unread')}` : null}
    </>
  );
}
