import { useState, type ReactElement } from 'react';
import type { KeySummary, Reason } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { asksForName, ConfirmationField, isConfirmed, ReasonFields, reasonOf } from './confirm-fields.tsx';
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
  const draft = useDraft(
    `revoke-key:${entry.id}`,
    { kind: reason.kind, text: reason.text },
    reason.text === '' && reason.kind === 'policy',
    (kept) => setReason(reasonOf(kept)),
  );
  const giveUp = (): void => {
    draft.discard();
    onClose();
  };
  const revoke = async (): Promise<void> => {
    setTried(true);
    if (!isConfirmed(entry, typed, 'revoke')) return;
    const done = await action.run(() =>
      call('keys.revoke', {
        keyId: entry.id,
        reason,
        confirmation: asksForName(entry, 'revoke') ? typed.trim() : null,
      }),
    );
    if (done === null) return;
    showToast(t('revoke.done', { name: entry.name }), t('revoke.done-text'));
    giveUp();
  };
  return (
    <FormDialog
      title={t('revoke.title', { name: entry.name })}
      description={<code>{entry.redacted}</code>}
      mark={<ModeMark mode={entry.mode} />}
      action={action}
      fields={asksForName(entry, 'revoke') ? ['confirmation'] : []}
      submit={t('revoke.revoke-named', { name: entry.name })}
      danger
      connectionId={entry.connectionId}
      onClose={giveUp}
      onSubmit={revoke}
    >
      <RestoredNotice restored={draft.restored} />
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
        action="revoke"
        typed={typed}
        error={
          tried && !isConfirmed(entry, typed, 'revoke')
            ? t('confirm.differs')
            : action.fieldError('confirmation')
        }
        onChange={setTyped}
      />
    </FormDialog>
  );
}
