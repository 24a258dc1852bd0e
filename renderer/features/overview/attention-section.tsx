import { CircleCheck } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import type { PutOffSpan } from '../../../shared/matters.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { AttentionRow, itemName } from './attention-row.tsx';
import { useAttentionStore } from './attention-store.ts';
import type { UpcomingExpiry } from './expiries.ts';
import { ExpiryTime } from './expiry-time.tsx';
import { GroupRow } from './group-row.tsx';
import { groupedAs, groupMatters } from './groups.ts';
import { PutOffList } from './put-off-list.tsx';
import { useAttention, type ShownMatter } from './use-attention.ts';
import { useStill } from './use-still.ts';
import shared from '../../ui/screen.module.css';
import styles from './overview.module.css';

const c = classes(shared, styles);
const SHOWN = 50;
const NO_NOTE: readonly { readonly id: string }[] = [];
const UNREAD_NOTE = [{ id: 'unread' }];

export function AttentionSection({
  next,
  pointedAt,
}: {
  readonly next: UpcomingExpiry | undefined;
  /** The pointer is over the screen. */
  readonly pointedAt: boolean;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const { items: all, putOff } = useAttention();
  const still = useStill(all, pointedAt);
  // Where none of the held ones is left, the screen must not say that nothing needs anybody.
  const items = still.items.length === 0 ? all : still.items;
  const waiting = items === all ? [] : all.filter((item) => !items.includes(item));
  const groups = groupMatters(items);
  const { load, readLogs, unread } = useAttentionStore();
  const isUnreadShown = useStill(unread === 0 ? NO_NOTE : UNREAD_NOTE, pointedAt).items.length > 0;
  useEffect(() => {
    void readLogs();
  }, [readLogs]);

  const later = async (put: readonly ShownMatter[], span: PutOffSpan): Promise<void> => {
    const done = await action.run(() => call('matters.put-off', { ids: put.map(({ id }) => id), span }));
    await load();
    const [first] = put;
    if (done === null || first === undefined) return;
    const name = put.length === 1 ? itemName(first, t) : t('attention.matters', { count: put.length });
    showToast(t('attention.was-put-off', { name }), t('attention.where'));
  };
  const back = async ({ id }: ShownMatter): Promise<void> => {
    still.admit(id);
    await action.run(() => call('matters.bring-back', { id }));
    await load();
  };

  return (
    <section className={c('section')} aria-label={t('overview.today')}>
      <div className={c('head', 'today')}>
        <h2>{t('overview.today')}</h2>
        <span role="status">
          {waiting.length === 0 ? null : (
            <Button
              size="small"
              variant={waiting.some(({ severity }) => severity === 'urgent') ? 'primary' : 'default'}
              onClick={still.showAll}
            >
              {t('attention.waiting', { count: waiting.length })}
            </Button>
          )}
        </span>
      </div>
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
          {groups.slice(0, SHOWN).map((group) => {
            const [first] = group.items;
            const kind = group.items.length === 1 ? null : groupedAs(first.kind);
            return kind === null ? (
              <AttentionRow key={group.id} item={first} onPutOff={(one, span) => void later([one], span)} />
            ) : (
              <GroupRow
                key={group.id}
                group={group}
                kind={kind}
                onPutOff={(many, span) => void later(many, span)}
              />
            );
          })}
        </ul>
      )}
      {!isUnreadShown || unread === 0 ? null : (
        <p className="muted small">{t('attention.unread', { count: unread })}</p>
      )}
      {groups.length <= SHOWN ? null : (
        <p className="muted">{t('overview.more', { count: groups.length - SHOWN })}</p>
      )}
      <PutOffList items={putOff} onBringBack={(item) => void back(item)} />
    </section>
  );
}
