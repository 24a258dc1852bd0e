import { useState, type ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useConnections } from '../connections/store.ts';
import { useKeys } from '../keys/store.ts';
import { AttentionSection } from './attention-section.tsx';
import { useAttentionStore } from './attention-store.ts';
import { ExpirySection } from './expiry-section.tsx';
import { upcomingExpiries } from './expiries.ts';
import { UsageSection } from './usage-section.tsx';
import shared from '../../ui/screen.module.css';
import styles from './overview.module.css';
import { MINUTE_MS } from '../../../shared/times.ts';

const c = classes(shared, styles);
const NEXT_WITHIN_DAYS = 90;

export function OverviewScreen(): ReactElement {
  const t = useText();
  const allKeys = useKeys((store) => store.items);
  const sources = [useKeys(), useConnections(), useAttentionStore()];
  const connectionId = useNavigation((store) => store.connectionId);
  const [pointedAt, setPointedAt] = useState(false);
  const now = useNow(MINUTE_MS);
  const keys = allKeys.filter((key) => connectionId === null || key.connectionId === connectionId);
  // What could not be read must not look like calm.
  const failed = sources.find((source) => source.status === 'error');
  if (failed !== undefined && failed.error !== null) {
    return (
      <div className={c('screen')}>
        <ErrorNotice
          error={failed.error}
          actions={
            <Button onClick={() => sources.forEach((source) => void source.load())}>
              {t('common.try-again')}
            </Button>
          }
        />
      </div>
    );
  }
  if (sources.some((source) => source.status === 'idle')) return <div className={c('screen')} />;
  return (
    <div
      className={c('screen')}
      onPointerMove={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
    >
      <AttentionSection pointedAt={pointedAt} next={upcomingExpiries(keys, now, NEXT_WITHIN_DAYS)[0]} />
      <ExpirySection keys={keys} now={now} />
      <UsageSection keys={keys} connectionId={connectionId} />
    </div>
  );
}
