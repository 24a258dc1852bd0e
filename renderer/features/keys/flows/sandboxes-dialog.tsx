import { Plug } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import type { ChannelOutput } from '../../../../shared/ipc-contract.ts';
import { call } from '../../../lib/bridge.ts';
import { useText } from '../../../lib/intl.tsx';
import { useNavigation } from '../../../lib/navigation-store.ts';
import { useAction } from '../../../lib/use-action.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Badge, ModeMark } from '../../../ui/marks.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { UnreadNote } from '../../../ui/unread-note.tsx';
import { useConnections } from '../../connections/store.ts';
import { classes } from '../../../ui/classes.ts';
import styles from './flows.module.css';

const c = classes(styles);

/** The sandboxes that a production account owns, and which of them are connected here. */
export function SandboxesDialog({
  connectionId,
  onClose,
}: {
  readonly connectionId: string;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const { run, error, pending } = useAction();
  const { openDialog, chooseConnection, go } = useNavigation();
  const connection = useConnections((store) => store.items.find((item) => item.id === connectionId));
  const [read, setRead] = useState<ChannelOutput<'sandboxes.list'> | null>(null);
  const sandboxes = read?.sandboxes;
  const load = useCallback(async (): Promise<void> => {
    const done = await run(() => call('sandboxes.list', { connectionId }));
    if (done !== null) setRead(done.value);
  }, [connectionId, run]);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets state after the reply, not in the effect
    void load();
  }, [load]);
  return (
    <Dialog
      steady
      title={t('sandboxes.title', { name: connection?.name ?? '' })}
      description={t('sandboxes.what')}
      mark={<ModeMark mode="prod" />}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      {error === null ? null : (
        <ErrorNotice
          error={error}
          actions={
            <Button pending={pending} onClick={() => void load()}>
              {t('common.try-again')}
            </Button>
          }
        />
      )}
      {read === null ? null : <UnreadNote unread={read.unread} />}
      {sandboxes?.length === 0 ? <p className="muted">{t('sandboxes.none')}</p> : null}
      {(sandboxes ?? []).map((sandbox) => (
        <section key={sandbox.id} className={c('place-card')} aria-label={sandbox.name}>
          <div className={c('place-head')}>
            <strong className="wrap">{sandbox.name}</strong>
            {sandbox.connectionId === null ? null : <Badge tone="ok">{t('sandboxes.connected')}</Badge>}
          </div>
          <p className="muted">
            {t('sandboxes.since')} <TimeText at={sandbox.createdAt} />
          </p>
          <div className={c('card-actions')}>
            {sandbox.connectionId === null ? (
              <Button
                size="small"
                icon={<Plug aria-hidden />}
                onClick={() => openDialog({ kind: 'connect' })}
              >
                {t('connect.title')}
              </Button>
            ) : (
              <Button
                size="small"
                onClick={() => {
                  chooseConnection(sandbox.connectionId);
                  go('keys');
                  onClose();
                }}
              >
                {t('sandboxes.show')}
              </Button>
            )}
          </div>
        </section>
      ))}
    </Dialog>
  );
}
