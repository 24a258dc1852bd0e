import { useState, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { asksForName, ConfirmationField, isConfirmed } from './confirm-fields.tsx';
import { KeyUsage } from './key-usage.tsx';
import { redactedTail } from './redacted-tail.ts';

/** The old key of a rotation, ended before its time. */
export function EndOverlapDialog({
  entry: given,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [entry] = useState(given);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const asks = asksForName(entry, 'revoke');
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!isConfirmed(entry, typed, 'revoke')) return;
    const done = await action.run(() =>
      call('rotations.end-overlap', { keyId: entry.id, confirmation: asks ? typed.trim() : null }),
    );
    if (done === null) return;
    showToast(t('rotation.ended', { tail: redactedTail(entry.redacted) }), t('revoke.done-text'));
    onClose();
  };
  return (
    <KeyDialog
      entry={entry}
      title={t('rotation.end-title', { name: entry.name })}
      action={action}
      fields={asks ? ['confirmation'] : []}
      submit={t('rotation.end-now')}
      danger
      connectionId={entry.connectionId}
      onClose={onClose}
      onSubmit={submit}
    >
      <Notice tone="warn" title={t('rotation.end-warning', { tail: redactedTail(entry.redacted) })}>
        <p>{t('revoke.warning-text')}</p>
      </Notice>
      <KeyUsage entry={entry} />
      <ConfirmationField
        entry={entry}
        action="revoke"
        typed={typed}
        tried={tried}
        refused={action.fieldError('confirmation')}
        onChange={setTyped}
      />
    </KeyDialog>
  );
}
