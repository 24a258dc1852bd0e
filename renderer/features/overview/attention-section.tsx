import { CircleCheck } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import type { PutOffSpan } from '../../../shared/matters.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { AttentionRow, itemName } from './attention-row.tsx';
import { useAttentionStore } from './attention-store.ts';
import type { UpcomingExpiry } from './expiries.ts';
import { ExpiryTime } from './expiry-time.tsx';
import { PutOffList } from './put-off-list.tsx';
import { useAttention, type ShownMatter } from './use-attention.ts';
import styles from './overview.module.css';

const c = classes(styles);
const SHOWN = 50;

export function AttentionSection({ next }: { readonly next: UpcomingExpiry | undefined }): ReactElement {
  const t = useText();
  const action = useAction();
  const { items, putOff } = useAttention();
  const { load, readLogs, unread } = useAttentionStore();
  useEffect(() => {
    void readLogs();
  }, [readLogs]);

  const later = async (item: ShownMatter, span: PutOffSpan): Promise<void> => {
    const done = await action.run(() => call('matters.put-off', { id: item.id, span }));
    await load();
    if (done !== null)
      showToast(t('attention.was-put-off', { name: itemName(item, t) }), t('attention.where'));
  };
  const back = async ({ id }: ShownMatter): Promise<void> => {
    await action.run(() => call('matters.bring-back', { id }));
    await load();
  };

  return (
    <section className={c('section')} aria-label={t('overview.today')}>
      <h2>{t('overview.today')}</h2>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      {items.length === 0 ? (
        <div className={c('calm')}>
          <CircleCheck aria-hidden />
          <p>
            {t(putOff.length === 0 ? 'overview.nothing' : 'overview.nothing-but')}{' '}
            {next === undefined ? (
              t('overview.no-expiry')
            ) : (
              <>
                {t('overview.next-expiry', { name: next.key.name })}{' '}
                <ExpiryTime at={next.at} aheadMs={next.key.clockAheadMs} />.
              </>
            )}
          </p>
        </div>
      ) : (
        <ul className={c('list')}>
          {items.slice(0, SHOWN).map((item) => (
            <AttentionRow key={item.id} item={item} onPutOff={(one, span) => void later(one, span)} />
          ))}
        </ul>
      )}
      {unread === 0 ? null : <p className="muted small">{t('attention.unread', { count: unread })}</p>}
      {items.length <= SHOWN ? null : (
        <p className="muted">{t('overview.more', { count: items.length - SHOWN })}</p>
      )}
      <PutOffList items={putOff} onBringBack={(item) => void back(item)} />
    </section>
  );
}
