import { Undo2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useFollowed, useTrash } from './upkeep-store.ts';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** Records that were deleted here: back into the list, or gone for good. */
export function TrashDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const { items, load, status, error } = useTrash();
  const [asking, setAsking] = useState(false);
  useFollowed(load);
  const restore = async (keyId: string, name: string): Promise<void> => {
    if ((await action.run(() => call('trash.restore', { keyId }))) !== null)
      showToast(t('trash.restored', { name }));
    await load();
  };
  const empty = async (): Promise<void> => {
    const done = await action.run(() => call('trash.empty', { keyId: null }));
    await load();
    setAsking(false);
    if (done !== null) showToast(t('trash.emptied', { count: done.value.count }));
  };
  return (
    <Dialog
      title={t('trash.title')}
      description={t('trash.text')}
      wide
      steady
      busy={action.pending}
      onClose={onClose}
      footer={
        <>
          {items.length === 0 || asking ? null : (
            <Button variant="danger" onClick={() => setAsking(true)}>
              {t('trash.empty')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.close')}</Button>
        </>
      }
    >
      {asking ? (
        <Notice
          tone="danger"
          title={t('trash.sure', { count: items.length })}
          alert
          actions={
            <>
              <Button size="small" onClick={() => setAsking(false)}>
                {t('common.cancel')}
              </Button>
              <Button
                size="small"
                variant="danger-solid"
                pending={action.pending}
                onClick={() => void empty()}
              >
                {t('trash.delete-count', { count: items.length })}
              </Button>
            </>
          }
        >
          <p>{t('trash.sure-text')}</p>
        </Notice>
      ) : null}
      {status === 'ready' && items.length === 0 ? <p className="muted">{t('trash.nothing')}</p> : null}
      {items.length === 0 ? null : (
        <ul className={c('batch')} aria-label={t('trash.title')} tabIndex={0}>
          {items.map((record) => (
            <li key={record.keyId} className={c('batch-item')}>
              <div className={c('batch-text')}>
                <span className={c('batch-name')}>
                  <span className="truncate" title={record.name}>
                    {record.name}
                  </span>
                  <code className="muted">{record.redacted}</code>
                </span>
                <span className="muted">
                  {t(record.secretHeld ? 'trash.goes-with-secret' : 'trash.goes')}{' '}
                  <TimeText at={record.purgeAt} />
                </span>
              </div>
              <ModeMark mode={record.mode} />
              <Button
                size="small"
                icon={<Undo2 aria-hidden />}
                aria-label={t('trash.restore-named', { name: record.name })}
                onClick={() => void restore(record.keyId, record.name)}
              >
                {t('trash.restore')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {error === null ? null : <ErrorNotice error={error} />}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </Dialog>
  );
}
