import { ListRestart } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { useBatches, useFollowed } from './upkeep-store.ts';
import styles from './keys-screen.module.css';

const c = classes(styles);

/** Says that many keys were begun and not all done, after a lock, a crash or a pause. */
export function BatchBar(): ReactElement | null {
  const t = useText();
  const { items, load } = useBatches();
  const { dialog, openDialog } = useNavigation();
  const [ending, setEnding] = useState(false);
  useFollowed(load);
  const batch = items.find(({ endedAt }) => endedAt === null);
  if (batch === undefined || dialog !== null) return null;
  const done = batch.items.filter(({ state }) => state === 'done').length;
  const end = async (): Promise<void> => {
    setEnding(true);
    await call('batches.end', { batchId: batch.id });
    await load();
    setEnding(false);
  };
  return (
    <div className={c('bulk')} role="status">
      <ListRestart aria-hidden />
      <span>
        {t(batch.kind === 'rotate' ? 'bulk.interrupted-rotate' : 'bulk.interrupted-revoke', {
          count: batch.items.length,
          done,
        })}
      </span>
      <span className={c('spring')} />
      <Button size="small" onClick={() => openDialog({ kind: 'batch', batchId: batch.id })}>
        {t('bulk.continue')}
      </Button>
      <Button size="small" pending={ending} onClick={() => void end()}>
        {t('bulk.leave-rest')}
      </Button>
    </div>
  );
}
