import { RefreshCw, Tag, TimerOff, Unplug, X } from 'lucide-react';
import { useMemo, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { MINUTE_MS } from '../../../shared/times.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { useNow } from '../../ui/use-now.ts';
import { openOverlaps } from './overlaps.ts';
import { useKeys, useKeyView, useRotations } from './store.ts';
import styles from './keys-screen.module.css';

const c = classes(styles);

/** What can be done with the keys that are marked, as far as they are shown. */
export function BulkBar({ shown }: { readonly shown: readonly KeySummary[] }): ReactElement | null {
  const t = useText();
  const marked = useKeyView((view) => view.marked);
  const mark = useKeyView((view) => view.mark);
  const openDialog = useNavigation((store) => store.openDialog);
  const rotations = useRotations((store) => store.items);
  const keys = useKeys((store) => store.items);
  const now = useNow(MINUTE_MS);
  const overlapping = useMemo(
    () => marked.size > 0 && openOverlaps(marked, rotations, keys, now).length > 0,
    [marked, rotations, keys, now],
  );
  if (marked.size === 0) return null;
  const keyIds = shown.filter((key) => marked.has(key.id)).map((key) => key.id);
  if (keyIds.length === 0) return null;
  const open = (action: 'rotate' | 'revoke'): void =>
    openDialog({ kind: 'bulk', action, keyIds, cause: 'selection', person: null });
  return (
    <div className={c('bulk')} role="toolbar" aria-label={t('bulk.bar')}>
      <span className={c('bulk-count', 'figures')} role="status">
        {t('bulk.count', { count: keyIds.length })}
      </span>
      <Button size="small" icon={<RefreshCw aria-hidden />} onClick={() => open('rotate')}>
        {t('bulk.rotate')}
      </Button>
      <Button
        size="small"
        icon={<Tag aria-hidden />}
        onClick={() => openDialog({ kind: 'bulk-tag', keyIds })}
      >
        {t('bulk.tag')}
      </Button>
      <Button size="small" variant="danger" icon={<Unplug aria-hidden />} onClick={() => open('revoke')}>
        {t('bulk.revoke')}
      </Button>
      {overlapping ? (
        <Button
          size="small"
          icon={<TimerOff aria-hidden />}
          onClick={() => openDialog({ kind: 'overlaps', keyIds })}
        >
          {t('bulk.overlaps')}
        </Button>
      ) : null}
      <span className={c('spring')} />
      <IconButton label={t('bulk.clear')} onClick={() => mark(new Set())}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
