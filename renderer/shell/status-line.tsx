import { ClipboardCheck, RefreshCw } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { isWell } from '../features/connections/is-well.ts';
import { useConnections } from '../features/connections/store.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { showToast } from '../ui/toast.tsx';
import { formatRelative, secondsUntil } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import { useAppStore } from '../lib/app-store.ts';
import { call } from '../lib/bridge.ts';
import { useErrorText } from '../lib/error-text.ts';
import { useLocale, useText } from '../lib/intl.tsx';
import { useNavigation } from '../lib/navigation-store.ts';
import { syncedOf } from './synced.ts';
import styles from './shell.module.css';

const c = classes(styles);

function ClipboardCountdown(): ReactElement | null {
  const t = useText();
  const { label, clearsAt } = useAppStore((store) => store.clipboard);
  const now = useNow(clearsAt === null ? null : 1000);
  if (label === null) return null;
  return (
    <span className={c('clipboard', 'figures')} data-testid="clipboard-state">
      <ClipboardCheck aria-hidden />
      <span className="truncate">
        {clearsAt === null
          ? t('clipboard.copied', { label })
          : t('clipboard.clears', { label, seconds: secondsUntil(clearsAt, now) })}
      </span>
    </span>
  );
}

export function StatusLine(): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const locale = useLocale();
  const now = useNow(30_000);
  const [syncing, setSyncing] = useState(false);
  const connectionId = useNavigation((store) => store.connectionId);
  const all = useConnections((store) => store.items);
  const connections = connectionId === null ? all : all.filter((item) => item.id === connectionId);
  const { at, unreachable, all: count } = syncedOf(connections);
  const synced = (): string => {
    const isDark = unreachable === count;
    // Beside an account that cannot be reached nothing is called synced.
    const standing = isDark ? 'unreachable' : connections.every(isWell) ? 'synced' : 'as-of';
    const of =
      at === null
        ? t(isDark ? 'status-line.never-reached' : 'status-line.never')
        : t(`status-line.${standing}`, {
            when: formatRelative(new Date(at), new Date(now), locale),
          });
    return unreachable === 0 || isDark
      ? of
      : `${of}, ${t('status-line.some-unreachable', { unreachable, count })}`;
  };
  const sync = async (): Promise<void> => {
    setSyncing(true);
    const reply = await call('connections.sync', { connectionId });
    setSyncing(false);
    if (!reply.ok) {
      const { message, hint } = errorText(reply.error);
      showToast(message, hint);
    }
  };
  return (
    <footer className={c('status')}>
      {/* Before what it changes: the words beside it have no length of their own. */}
      {connections.length === 0 ? null : (
        <Button
          variant="link"
          className="small"
          icon={<RefreshCw aria-hidden style={{ width: 12, height: 12 }} />}
          pending={syncing}
          onClick={() => void sync()}
        >
          {t('status-line.sync-now')}
        </Button>
      )}
      <span className="truncate figures" data-testid="status-line">
        {connections.length === 0
          ? t('status-line.no-connection')
          : t('status-line.summary', {
              synced: synced(),
              keys: connections.reduce((sum, item) => sum + item.keyCount, 0),
              secrets: connections.reduce((sum, item) => sum + item.secretCount, 0),
            })}
      </span>
      <span className={c('spring')} />
      <ClipboardCountdown />
    </footer>
  );
}
