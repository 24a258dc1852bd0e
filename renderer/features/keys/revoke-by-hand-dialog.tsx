import { useState, type ReactElement } from 'react';
import type { KeySummary, KeyTestResult, Reason } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { ConfirmationField, isConfirmed, ReasonFields } from './confirm-fields.tsx';
import { Guide } from '../providers/guide.tsx';
import { useService } from '../providers/store.ts';

/** The key is deleted there; here it is dead when it is seen refused, or on a person's word where nothing can be asked. */
export function RevokeServiceKeyDialog({
  entry: given,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly onClose: () => void;
}): ReactElement | null {
  const t = useText();
  const action = useAction();
  const [entry] = useState(given);
  const { service, provider } = useService(entry.connectionId);
  const [reason, setReason] = useState<Reason>({ kind: 'policy', text: '' });
  const [deleted, setDeleted] = useState(false);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [still, setStill] = useState<KeyTestResult | null>(null);
  if (service === null || provider === null) return null;
  const kind = provider.kinds.find(({ id }) => id === entry.provider.kind) ?? null;
  const testable = entry.provider.abilities.test === 'api' && entry.secretHeld;

  const submit = async (): Promise<void> => {
    setTried(true);
    if (!testable && (!deleted || !isConfirmed(entry, typed))) return;
    const done = await action.run(() =>
      call('providers.check-revoked', {
        keyId: entry.id,
        reason,
        confirmation: entry.mode === 'prod' && !testable ? typed.trim() : null,
        withoutTest: !testable,
      }),
    );
    if (done === null) return;
    if (done.value.key.status === 'revoked') {
      showToast(t('providers.revoked', { name: entry.name }), done.value.test?.message);
      onClose();
    } else setStill(done.value.test);
  };

  return (
    <Dialog
      title={t('providers.revoke-title', { name: entry.name })}
      description={<code>{entry.redacted}</code>}
      mark={<ModeMark mode={entry.mode} />}
      busy={action.pending}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose} disabled={action.pending}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant={testable ? 'primary' : 'danger'} pending={action.pending}>
            {t(testable ? 'providers.check-refused' : 'providers.mark-revoked')}
          </Button>
        </>
      }
    >
      <Guide
        step="delete"
        service={service}
        kind={kind}
        name={entry.name}
        hasPages={provider.address.use === 'base'}
      />
      <p>{t(testable ? 'providers.revoke-tested' : 'providers.revoke-untested')}</p>
      {still === null ? null : (
        <Notice tone="warn" alert title={t('providers.still-there')}>
          <p>{still.message}</p>
        </Notice>
      )}
      <ReasonFields reason={reason} onChange={setReason} />
      {testable ? null : (
        <>
          <Checkbox label={t('providers.i-deleted-it')} checked={deleted} onChange={setDeleted} />
          {tried && !deleted ? (
            <p role="alert" className="muted">
              {t('providers.delete-first')}
            </p>
          ) : null}
          <ConfirmationField
            entry={entry}
            typed={typed}
            error={
              tried && !isConfirmed(entry, typed) ? t('confirm.differs') : action.fieldError('confirmation')
            }
            onChange={setTyped}
          />
        </>
      )}
      {action.error === null || action.error.field === 'confirmation' ? null : (
        <ErrorNotice error={action.error} />
      )}
    </Dialog>
  );
}
