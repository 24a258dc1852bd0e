import type { ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { redactedTail } from './redacted-tail.ts';
import { useLastRequest, type LastRequest } from './use-last-request.ts';
import styles from './rotation.module.css';

const c = classes(styles);

/** The old and the new key beside each other: which is which, whether it works, and what was last asked with it. */
export function RotationKeys({
  oldKey,
  newKey,
  oldIsGone,
  checkedAt,
}: {
  readonly oldKey: KeySummary | undefined;
  readonly newKey: KeySummary | undefined;
  readonly oldIsGone: boolean;
  /** The last check of the old key, which is a request too. */
  readonly checkedAt: string | null;
}): ReactElement {
  const t = useText();
  return (
    <dl className={c('keys')}>
      <OneKey
        which="old"
        entry={oldKey}
        state={oldIsGone ? 'refused' : stateOf(oldKey)}
        round={checkedAt}
        title={t('rotation.old-key')}
      />
      <OneKey which="new" entry={newKey} state={stateOf(newKey)} round={null} title={t('rotation.new-key')} />
    </dl>
  );
}

type State = 'works' | 'ended' | 'refused' | 'unknown';

function stateOf(entry: KeySummary | undefined): State {
  if (entry === undefined || entry.status === 'unresolved') return 'unknown';
  return statusWorks(entry.status) ? 'works' : 'ended';
}

function OneKey({
  which,
  entry,
  state,
  round,
  title,
}: {
  readonly which: 'old' | 'new';
  readonly entry: KeySummary | undefined;
  readonly state: State;
  readonly round: string | null;
  readonly title: string;
}): ReactElement {
  const t = useText();
  const logs = entry?.provider.abilities.logs === true;
  const last = useLastRequest(logs ? entry.id : null, `${entry?.lastUsedAt ?? ''} ${round ?? ''}`);
  return (
    <div className={c('key')} data-testid={`rotation-${which}`}>
      <dt>
        {title} {entry === undefined ? null : <code>{redactedTail(entry.redacted)}</code>}
      </dt>
      <dd>{t(`rotation.key-${state}`)}</dd>
      <dd className={c('last')} tabIndex={0}>
        {logs ? <Last last={last} entry={entry} /> : <span className="muted">{t('rotation.no-logs')}</span>}
      </dd>
    </div>
  );
}

function Last({
  last,
  entry,
}: {
  readonly last: LastRequest;
  readonly entry: KeySummary;
}): ReactElement | null {
  const t = useText();
  if (last.state === 'reading') return null;
  if (last.state === 'read') {
    const { at, clientIp, method, path, statusCode } = last.request;
    return (
      <>
        {t('rotation.last-request')} <TimeText at={at} aheadMs={entry.clockAheadMs} />
        {clientIp === null ? null : (
          <>
            {', '}
            {t('rotation.from')} <code className="wrap">{clientIp}</code>
          </>
        )}
        <br />
        <code className={c('path')}>
          {method} {path} · {statusCode}
        </code>
      </>
    );
  }
  if (entry.lastUsedAt !== null) {
    return (
      <>
        {t('rotation.last-request')} <TimeText at={entry.lastUsedAt} aheadMs={entry.clockAheadMs} />
        <br />
        <span className="muted">{t('rotation.unreadable')}</span>
      </>
    );
  }
  return (
    <span className="muted">{t(last.state === 'none' ? 'rotation.no-request' : 'rotation.unreadable')}</span>
  );
}
