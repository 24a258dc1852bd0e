import { useState, type ReactElement } from 'react';
import type { KeyTestResult } from '../../../shared/domain.ts';
import type { KeptReply } from '../../../shared/kept-replies.ts';
import { BRANDS } from '../../../shared/brands.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useFollowed, useKeptReplies } from './upkeep-store.ts';
import styles from './key-dialogs.module.css';

const c = classes(styles);

interface Tested {
  readonly id: string;
  readonly result: KeyTestResult;
}

function ReplyText({
  reply,
  tested,
}: {
  readonly reply: KeptReply;
  readonly tested: KeyTestResult | null;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const { keyOf, name, connectionName, operation } = reply;
  const moved = reply.faults.includes('other-brand') && keyOf !== null;
  return (
    <div className={c('batch-text')}>
      <span className={c('batch-name')}>
        <span className="truncate" title={name}>
          {name}
        </span>
        {keyOf === null ? null : <code className="muted">{keyOf.redacted}</code>}
      </span>
      <span className="muted wrap">
        {t(`kept.of-${operation}`, { connection: connectionName })} <TimeText at={reply.receivedAt} />.
      </span>
      {reply.faults.map((fault) => (
        <span key={fault} className="wrap">
          {t(`kept.fault-${fault}`)}
        </span>
      ))}
      {moved ? (
        <span className="wrap">{t('kept.move', { brand: BRANDS[keyOf.brand].productName })}</span>
      ) : null}
      {tested === null ? null : (
        <span className="wrap" role="status">
          {sentence(tested.message)}
        </span>
      )}
    </div>
  );
}

/** What servers sent in place of keys: why it is kept apart, whether it works, and the step that takes it in. */
export function KeptRepliesDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const openKey = useNavigation((store) => store.openKey);
  const { items, load, status, error } = useKeptReplies();
  const [tested, setTested] = useState<Tested | null>(null);
  useFollowed(load);
  const test = async (id: string): Promise<void> => {
    const done = await action.run(() => call('kept.test', { id }));
    setTested(done === null ? null : { id, result: done.value });
  };
  const takeIn = async (id: string): Promise<void> => {
    const done = await action.run(() => call('kept.take-in', { id }));
    await load();
    if (done === null) return;
    showToast(t('kept.taken', { name: done.value.name }));
    onClose();
    openKey(done.value.keyId);
  };
  const note = async (id: string): Promise<void> => {
    await action.run(() => call('kept.note', { id }));
    await load();
  };
  return (
    <Dialog
      title={t('kept.title')}
      description={t('kept.text')}
      wide
      busy={action.pending}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      {status === 'ready' && items.length === 0 ? <p className="muted">{t('kept.nothing')}</p> : null}
      {items.length === 0 ? null : (
        <ul className={c('batch')} aria-label={t('kept.title')} tabIndex={0}>
          {items.map((reply) => (
            <li key={reply.id} className={c('batch-item')}>
              <ReplyText reply={reply} tested={tested?.id === reply.id ? tested.result : null} />
              <Button
                size="small"
                disabled={action.pending}
                aria-label={t('kept.test-named', { name: reply.name })}
                onClick={() => void test(reply.id)}
              >
                {t('kept.test')}
              </Button>
              <Button
                size="small"
                variant="primary"
                disabled={action.pending || reply.keyOf === null}
                aria-label={t('kept.take-in-named', { name: reply.name })}
                onClick={() => void takeIn(reply.id)}
              >
                {t('kept.take-in')}
              </Button>
              {reply.seenAt === null ? (
                <Button
                  size="small"
                  disabled={action.pending}
                  aria-label={t('kept.note-named', { name: reply.name })}
                  onClick={() => void note(reply.id)}
                >
                  {t('kept.note')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {error === null ? null : <ErrorNotice error={error} />}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </Dialog>
  );
}
