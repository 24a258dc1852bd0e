import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import type { AccountUsage } from '../../../shared/ipc/attention-channels.ts';
import { useErrorText } from '../../lib/error-text.ts';
import { useLocale, useText } from '../../lib/intl.tsx';
import { Button, Spinner } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { UnreadNote } from '../../ui/unread-note.tsx';
import { formatDay } from '../../ui/time.ts';
import { useNow } from '../../ui/use-now.ts';
import { useConnections } from '../connections/store.ts';
import { useAttentionStore } from './attention-store.ts';
import { UsageChart, UsageTable } from './usage-chart.tsx';
import { UsageKeys } from './usage-keys.tsx';
import { useUsage } from './usage-store.ts';
import { usageOf } from './usage.ts';
import shared from '../../ui/screen.module.css';
import styles from './usage.module.css';

const c = classes(shared, styles);
const EVERY_KEY = 'all';
/** More than anybody chooses from; the busiest come first. */
const CHOICES = 50;

/** What could not be read, or not all of it. */
function Limits({ accounts }: { readonly accounts: readonly AccountUsage[] }): ReactElement {
  const t = useText();
  const locale = useLocale();
  const errorText = useErrorText();
  const connections = useConnections((store) => store.items);
  const nameOf = (id: string): string => connections.find((one) => one.id === id)?.name ?? '';
  return (
    <>
      {accounts
        .filter(({ error }) => error !== null)
        .map(({ connectionId, error, readAt }) => (
          <Notice key={connectionId} tone="warn" title={t('usage.unread', { name: nameOf(connectionId) })}>
            <p>
              {error === null ? null : errorText(error).message}{' '}
              {readAt === null ? (
                t('usage.none-of-it')
              ) : (
                <>
                  {t('usage.from-before')} <TimeText at={readAt} />.
                </>
              )}
            </p>
          </Notice>
        ))}
      {accounts.map(({ connectionId, unread }) => (
        <UnreadNote key={connectionId} unread={unread} of={nameOf(connectionId)} />
      ))}
      {accounts
        .filter(({ complete, readAt }) => !complete && readAt !== null)
        .map(({ connectionId, readBackTo }) => (
          <p key={connectionId} className="muted small">
            {t('usage.more-than-read', {
              name: nameOf(connectionId),
              day: readBackTo === null ? '–' : formatDay(new Date(readBackTo), locale),
            })}
          </p>
        ))}
    </>
  );
}

function Figures({
  accounts,
  keys,
}: {
  readonly accounts: readonly AccountUsage[];
  readonly keys: readonly KeySummary[];
}): ReactElement {
  const t = useText();
  const [keyId, setKeyId] = useState(EVERY_KEY);
  const now = useNow(300_000);
  const all = useMemo(() => usageOf(accounts, new Date(now), null), [accounts, now]);
  const byId = useMemo(() => new Map(keys.map((key) => [key.id, key])), [keys]);
  const chosen = all.keys.some((total) => total.keyId === keyId) ? keyId : EVERY_KEY;
  const shown = useMemo(
    () => (chosen === EVERY_KEY ? all : usageOf(accounts, new Date(now), chosen)),
    [all, accounts, now, chosen],
  );
  if (all.keys.length === 0) return <p className="muted">{t('usage.none')}</p>;
  const labelOf = (id: string): string => byId.get(id)?.name ?? t('usage.unknown-key', { id });
  const name = chosen === EVERY_KEY ? t('usage.all-keys') : labelOf(chosen);
  return (
    <>
      <div className={c('choice')}>
        <Select
          label={t('usage.of-key')}
          value={chosen}
          options={[
            { value: EVERY_KEY, label: t('usage.all-keys') },
            ...all.keys.slice(0, CHOICES).map((total) => ({
              value: total.keyId,
              label: labelOf(total.keyId),
              hint: byId.get(total.keyId)?.redacted,
            })),
          ]}
          onChange={setKeyId}
        />
      </div>
      <UsageChart days={shown.days} name={name} />
      <UsageTable days={shown.days} name={name} />
      <UsageKeys totals={all.keys} byId={byId} />
    </>
  );
}

/** How the keys were used lately, from the API's own request logs. */
export function UsageSection({
  keys,
  connectionId,
}: {
  readonly keys: readonly KeySummary[];
  readonly connectionId: string | null;
}): ReactElement | null {
  const t = useText();
  const connections = useConnections((store) => store.items);
  const { accounts, error, pending, load } = useUsage();
  const readLogs = useAttentionStore((store) => store.readLogs);
  // Signs are drawn from the same reading.
  const refresh = (): void => void load(true).then(readLogs);
  const connected = connections.map(({ id }) => id).join();
  useEffect(() => {
    void load(false);
  }, [load, connected]);
  if (connections.length === 0) return null;
  const mine = accounts?.filter((one) => connectionId === null || one.connectionId === connectionId);
  const readAt = mine
    ?.map((one) => one.readAt)
    .filter((at) => at !== null)
    .sort()[0];
  return (
    <section className={c('section')} aria-label={t('usage.title')} aria-busy={pending}>
      <div className={c('head')}>
        <h2>{t('usage.title')}</h2>
        {mine === undefined ? null : (
          <Button variant="link" pending={pending} onClick={refresh}>
            {t('common.refresh')}
          </Button>
        )}
      </div>
      <div className={c('panel')}>
        {error === null ? null : (
          <ErrorNotice error={error} actions={<Button onClick={refresh}>{t('common.try-again')}</Button>} />
        )}
        {mine === undefined ? (
          error === null ? (
            <p className={c('reading', 'muted')} role="status">
              <Spinner /> {t('usage.reading')}
            </p>
          ) : null
        ) : (
          <>
            <Limits accounts={mine} />
            {mine.some((one) => one.readAt !== null) ? <Figures accounts={mine} keys={keys} /> : null}
            {readAt === undefined ? null : (
              <p className="muted small">
                {t('usage.source')} <TimeText at={readAt} />.
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}
