import { useState, type ReactElement } from 'react';
import type { KeySummary, Reason } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { buttonName } from '../../lib/button-name.ts';
import { useText } from '../../lib/intl.tsx';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Checkbox } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { Guide } from '../providers/guide.tsx';
import {
  asksForName,
  ConfirmationField,
  isConfirmed,
  NO_REASON,
  ReasonFields,
  reasonOf,
} from './confirm-fields.tsx';
import { KeyUsage } from './key-usage.tsx';
import type { Said } from '../../../shared/messages/say.ts';

/**
 * Over the service's API. Where it has none for that, the key is deleted there; here it is dead when it is seen refused, or
 * on a person's word where nothing can be asked.
 */
export function RevokeKeyDialog({
  entry: given,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const [entry] = useState(given);
  const { abilities } = entry.provider;
  const byHand = abilities.revoke !== 'api';
  const tested = byHand && abilities.test === 'api' && entry.secretHeld;
  /** A test decides, and not a person's word. */
  const asks = !tested && asksForName(entry, 'revoke');
  const [reason, setReason] = useState<Reason>(NO_REASON);
  const [deleted, setDeleted] = useState(false);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [still, setStill] = useState<Said | '' | null>(null);
  const draft = useDraft(
    `revoke-key:${entry.id}`,
    { kind: reason.kind, text: reason.text },
    reason.text === '' && reason.kind === NO_REASON.kind,
    (kept) => setReason(reasonOf(kept)),
  );
  const giveUp = (): void => {
    draft.discard();
    onClose();
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if ((asks && !isConfirmed(entry, typed, 'revoke')) || (byHand && !tested && !deleted)) return;
    const input = { keyId: entry.id, reason, confirmation: asks ? typed.trim() : null };
    if (!byHand) {
      if ((await action.run(() => call('keys.revoke', input))) === null) return;
      showToast(t('revoke.done', { name: entry.name }), t('revoke.done-text'));
    } else {
      const done = await action.run(() =>
        call('providers.check-revoked', { ...input, withoutTest: !tested }),
      );
      if (done === null) return;
      const { key, test } = done.value;
      if (key.status !== 'revoked') {
        setStill(test?.message ?? '');
        return;
      }
      showToast(
        t('providers.revoked', { name: entry.name }),
        test === null ? undefined : sentence(test.message),
      );
    }
    giveUp();
  };
  return (
    <KeyDialog
      entry={entry}
      title={t(byHand ? 'providers.revoke-title' : 'revoke.title', { name: entry.name })}
      action={action}
      fields={asks ? ['confirmation'] : []}
      submit={
        byHand
          ? t(tested ? 'providers.check-refused' : 'providers.mark-revoked')
          : t('revoke.revoke-named', buttonName(entry.name))
      }
      danger={!tested}
      connectionId={byHand ? undefined : entry.connectionId}
      onClose={giveUp}
      onSubmit={submit}
    >
      <RestoredNotice restored={draft.restored} />
      {byHand ? (
        <>
          <Guide
            step="delete"
            connectionId={entry.connectionId}
            kindId={entry.provider.kind}
            name={entry.name}
          />
          <p>{t(tested ? 'providers.revoke-tested' : 'providers.revoke-untested')}</p>
          {still === null ? null : (
            <Notice tone="warn" alert title={t('providers.still-there')}>
              <p>{sentence(still)}</p>
            </Notice>
          )}
        </>
      ) : (
        <>
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
        </>
      )}
      <ReasonFields reason={reason} onChange={setReason} />
      {byHand && !tested ? (
        <Checkbox label={t('providers.i-deleted-it')} checked={deleted} onChange={setDeleted} />
      ) : null}
      {byHand && !tested && tried && !deleted ? (
        <p role="alert" className="muted">
          {t('providers.delete-first')}
        </p>
      ) : null}
      {!asks ? null : (
        <ConfirmationField
          entry={entry}
          action="revoke"
          typed={typed}
          tried={tried}
          refused={action.fieldError('confirmation')}
          onChange={setTyped}
        />
      )}
    </KeyDialog>
  );
}
