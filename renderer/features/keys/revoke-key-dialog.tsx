import { useState, type ReactElement } from 'react';
import type { KeySummary, Reason } from '../../../shared/domain.ts';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { ConfirmationField, isConfirmed, ReasonFields } from './confirm-fields.tsx';
import { KeyUsage } from './key-usage.tsx';

export function RevokeKeyDialog({
  entry: given,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [entry] = useState(given);
  const [reason, setReason] = useState<Reason>({ kind: 'policy', text: '' });
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const revoke = async (): Promise<void> => {
    setTried(true);
    if (!isConfirmed(entry, typed)) return;
    const done = await action.run(() =>
      call('keys.revoke', {
        keyId: entry.id,
        reason,
        confirmation: entry.mode === 'prod' ? typed.trim() : null,
      }),
    );
    if (done === null) return;
    showToast(t('revoke.done', { name: entry.name }), t('revoke.done-text'));
    onClose();
  };
  return (
    <Dialog
      title={t('revoke.title', { name: entry.name })}
      description={<code>{entry.redacted}</code>}
      mark={<ModeMark mode={entry.mode} />}
      busy={action.pending}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} disabled={action.pending}>
            {t('common.cancel')}
          </Button>
          <Button variant="danger-solid" pending={action.pending} onClick={() => void revoke()}>
            {t('revoke.revoke-named', { name: entry.name })}
          </Button>
        </>
      }
    >
      <Notice tone="warn" title={t('revoke.warning-title')}>
        <p>{t('revoke.warning-text')}</p>
      </Notice>
      {entry.isConnectionKey ? (
        <Notice tone="danger">
          <p>{t('revoke.connection-key')}</p>
        </Notice>
      ) : null}
      {entry.isDocumentationKey ? (
        <Notice tone="notice">
          <p>{t('revoke.documentation-key')}</p>
        </Notice>
      ) : null}
      <KeyUsage entry={entry} />
      <ReasonFields reason={reason} onChange={setReason} />
      <ConfirmationField
        entry={entry}
        typed={typed}
        error={tried && !isConfirmed(entry, typed) ? t('confirm.differs') : action.fieldError('confirmation')}
        onChange={setTyped}
      />
      {action.error === null || action.error.field === 'confirmation' ? null : (
        <ErrorNotice error={action.error} />
      )}
    </Dialog>
  );
}
