import type { ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { MINUTE_MS } from '../../../shared/times.ts';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useKeys } from './store.ts';

/** How far the clocks of this machine and of Augno may differ. */
const CLOCKS_DIFFER_MS = 5 * MINUTE_MS;

/** A key of that name which was asked for after the form was last typed into: it may be the very one. */
export function sentKey(
  keys: readonly KeySummary[],
  since: string,
  connectionId: string | null,
  name: string,
  except: string | null = null,
): KeySummary | null {
  const from = Date.parse(since) - CLOCKS_DIFFER_MS;
  const wanted = name.trim();
  return (
    keys.find(
      (key) =>
        key.connectionId === connectionId &&
        key.apiName === wanted &&
        key.id !== except &&
        key.origin === 'here' &&
        Date.parse(key.createdAt) >= from,
    ) ?? null
  );
}

/** @param since when the form was last typed into; null: it was not interrupted */
export function useSentKey(
  since: string | null,
  connectionId: string | null,
  name: string,
  except: string | null = null,
): KeySummary | null {
  return useKeys((store) =>
    since === null ? null : sentKey(store.items, since, connectionId, name, except),
  );
}

/** What was typed may have been sent before the vault locked: a second key of the name is nobody's wish. */
export function SentNotice({
  entry,
  onShow,
}: {
  readonly entry: KeySummary;
  readonly onShow: () => void;
}): ReactElement {
  const t = useText();
  return (
    <Notice
      tone="warn"
      alert
      actions={
        <Button size="small" onClick={onShow}>
          {t('unfinished.show-sent')}
        </Button>
      }
    >
      <p>
        {t(entry.status === 'unresolved' ? 'unfinished.sent-unresolved' : 'unfinished.sent', {
          name: entry.name,
        })}
      </p>
    </Notice>
  );
}
