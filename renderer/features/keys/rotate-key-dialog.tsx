import { useRef, useState, type ReactElement } from 'react';
import type { KeySummary, Reason } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { buttonName } from '../../lib/button-name.ts';
import { useText } from '../../lib/intl.tsx';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { SecretField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { Guide } from '../providers/guide.tsx';
import { ConfirmationField, isConfirmed, NO_REASON, ReasonFields, reasonOf } from './confirm-fields.tsx';
import { KeptDateFields, useKeptDates } from './kept-dates.tsx';
import { KeyUsage } from './key-usage.tsx';
import { OverlapFields, overlapInput, OVERLAPS, type OverlapChoice } from './overlap-fields.tsx';
import { StoredDialog, type StoredKey } from './stored-dialog.tsx';

/**
 * Over the service's API, at once or with an overlap; where it has none for that, the new key is made there and pasted
 * here, and the old one goes when it is seen refused.
 */
export function RotateKeyDialog({
  entry: given,
  initialReason,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly initialReason: 'compromised' | null;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  // The list changes under the dialog as soon as the rotation is done; the dialog goes on about the key it was opened for.
  const [entry] = useState(given);
  const byHand = entry.provider.abilities.rotate !== 'api';
  const asks = !byHand && entry.mode === 'prod';
  // A leaked key must stop now; anything else gives the integrations time.
  const [choice, setChoice] = useState<OverlapChoice>({
    way: initialReason === 'compromised' ? 'now' : 'overlap',
    overlap: '86400',
    movable: false,
  });
  const [reason, setReason] = useState<Reason>(
    initialReason === null ? NO_REASON : { kind: initialReason, text: '' },
  );
  const [typed, setTyped] = useState('');
  const secret = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  const dates = useKeptDates();
  const [tried, setTried] = useState(false);
  const [stored, setStored] = useState<StoredKey | null>(null);
  const draft = useDraft(
    `rotate-key:${entry.id}`,
    { ...choice, movable: String(choice.movable), kind: reason.kind, text: reason.text, ...dates.draft },
    reason.text === '' &&
      reason.kind === (initialReason ?? NO_REASON.kind) &&
      choice.overlap === '86400' &&
      !choice.movable,
    (kept) => {
      setChoice({
        way: kept['way'] === 'now' ? 'now' : 'overlap',
        overlap: OVERLAPS.find((value) => value === kept['overlap']) ?? '86400',
        movable: kept['movable'] === 'true',
      });
      setReason(reasonOf(kept));
      dates.restore(kept);
    },
  );
  const giveUp = (): void => {
    draft.discard();
    onClose();
  };

  const issue = async (): Promise<StoredKey | null> => {
    if (!isConfirmed(entry, typed)) return null;
    const done = await action.run(() =>
      call('keys.rotate', {
        keyId: entry.id,
        ...overlapInput(choice),
        reason,
        confirmation: asks ? typed.trim() : null,
      }),
    );
    return done?.value ?? null;
  };
  const store = async (): Promise<StoredKey | null> => {
    const pasted = secret.current?.value.trim() ?? '';
    const resolved = dates.resolve();
    setMissing(pasted === '');
    if (pasted === '' || resolved === null) return null;
    const done = await action.run(() =>
      call('providers.rotate-key', { keyId: entry.id, secret: pasted, ...resolved, reason }),
    );
    if (done === null) return null;
    if (secret.current !== null) secret.current.value = '';
    const { key, test } = done.value;
    return { keyId: key.id, name: key.name, redacted: key.redacted, test };
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    const done = await (byHand ? store() : issue());
    if (done === null) return;
    draft.discard();
    setStored(done);
  };

  if (stored !== null) {
    return (
      <StoredDialog
        stored={stored}
        title={t(byHand ? 'providers.rotated-title' : 'rotate.done-title', { name: entry.name })}
        description={t(
          byHand
            ? 'providers.rotated-text'
            : choice.way === 'now'
              ? 'rotate.done-now'
              : 'rotate.done-overlap',
          { redacted: entry.redacted },
        )}
        mode={entry.mode}
        done={t('rotate.to-checklist')}
        onClose={onClose}
      />
    );
  }
  return (
    <KeyDialog
      entry={entry}
      title={t('rotate.title', { name: entry.name })}
      action={action}
      fields={byHand ? ['secret', 'expiresAt', 'rotateBy'] : asks ? ['confirmation'] : []}
      submit={byHand ? t('providers.store-new') : t('rotate.rotate-named', buttonName(entry.name))}
      connectionId={byHand ? undefined : entry.connectionId}
      onClose={giveUp}
      onSubmit={submit}
    >
      <RestoredNotice restored={draft.restored} />
      {byHand ? (
        <>
          <p>{t('providers.rotate-text')}</p>
          <Guide
            step="create"
            connectionId={entry.connectionId}
            kindId={entry.provider.kind}
            name={entry.name}
          />
          <SecretField
            ref={secret}
            mono
            autoFocus
            label={t('providers.new-key')}
            error={missing ? t('providers.key-empty') : action.fieldError('secret')}
          />
          <KeptDateFields dates={dates} tried={tried} action={action} />
        </>
      ) : (
        <>
          <OverlapFields choice={choice} onChange={setChoice} />
          <KeyUsage entry={entry} />
          {entry.isConnectionKey ? (
            <Notice tone="notice">
              <p>{t('rotate.connection-key')}</p>
            </Notice>
          ) : null}
        </>
      )}
      <ReasonFields reason={reason} onChange={setReason} />
      {!asks ? null : (
        <ConfirmationField
          entry={entry}
          typed={typed}
          tried={tried}
          refused={action.fieldError('confirmation')}
          onChange={setTyped}
        />
      )}
    </KeyDialog>
  );
}
