import { useState, type ReactElement } from 'react';
import type { KeySummary, Reason } from '../../../shared/domain.ts';
import type { CreatedKey } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choices, Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { ConfirmationField, isConfirmed, ReasonFields, reasonOf } from './confirm-fields.tsx';
import { CreatedPanel } from './created-panel.tsx';
import { KeyUsage } from './key-usage.tsx';
import { useKeyView } from './store.ts';

const OVERLAPS = ['3600', '86400', '259200', '604800', '1209600', '2592000'] as const;

export interface RotateKeyDialogProps {
  readonly entry: KeySummary;
  readonly initialReason: Reason['kind'];
  readonly onClose: () => void;
}

export function RotateKeyDialog({
  entry: given,
  initialReason,
  onClose,
}: RotateKeyDialogProps): ReactElement {
  const t = useText();
  const action = useAction();
  const openKey = useNavigation((store) => store.openKey);
  // The list changes under the dialog as soon as the rotation is done; the dialog goes on about the key it was opened for.
  const [entry] = useState(given);
  // A leaked key must stop now; anything else gives the integrations time.
  const [way, setWay] = useState<'now' | 'overlap'>(initialReason === 'compromised' ? 'now' : 'overlap');
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>('86400');
  const [reason, setReason] = useState<Reason>({ kind: initialReason, text: '' });
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [created, setCreated] = useState<CreatedKey | null>(null);

  const draft = useDraft(
    `rotate-key:${entry.id}`,
    { way, overlap, kind: reason.kind, text: reason.text },
    reason.text === '' && reason.kind === initialReason && overlap === '86400',
    (kept) => {
      setWay(kept['way'] === 'now' ? 'now' : 'overlap');
      setOverlap(OVERLAPS.find((value) => value === kept['overlap']) ?? '86400');
      setReason(reasonOf(kept));
    },
  );
  const giveUp = (): void => {
    draft.discard();
    onClose();
  };

  const submit = async (): Promise<void> => {
    setTried(true);
    if (!isConfirmed(entry, typed)) return;
    const done = await action.run(() =>
      call('keys.rotate', {
        keyId: entry.id,
        overlapSeconds: way === 'now' ? 0 : Number(overlap),
        reason,
        confirmation: entry.mode === 'prod' ? typed.trim() : null,
      }),
    );
    if (done === null) return;
    draft.discard();
    setCreated(done.value);
  };

  if (created !== null) {
    const finish = (): void => {
      useKeyView.getState().setTab('active');
      openKey(created.keyId);
      onClose();
    };
    return (
      <Dialog
        title={t('rotate.done-title', { name: entry.name })}
        description={t(way === 'now' ? 'rotate.done-now' : 'rotate.done-overlap', {
          redacted: entry.redacted,
        })}
        mark={<ModeMark mode={entry.mode} />}
        onClose={finish}
        footer={<Button onClick={finish}>{t('rotate.to-checklist')}</Button>}
      >
        <CreatedPanel created={created} />
      </Dialog>
    );
  }

  return (
    <FormDialog
      title={t('rotate.title', { name: entry.name })}
      description={<code>{entry.redacted}</code>}
      mark={<ModeMark mode={entry.mode} />}
      action={action}
      fields={entry.mode === 'prod' ? ['confirmation'] : []}
      submit={t('rotate.rotate-named', { name: entry.name })}
      connectionId={entry.connectionId}
      onClose={giveUp}
      onSubmit={submit}
    >
      <RestoredNotice restored={draft.restored} />
      <Choices
        label={t('rotate.when')}
        value={way}
        onChange={setWay}
        options={[
          { value: 'overlap', label: t('rotate.overlap'), hint: t('rotate.overlap-hint') },
          { value: 'now', label: t('rotate.now'), hint: t('rotate.now-hint') },
        ]}
      />
      {way !== 'overlap' ? null : (
        <Field label={t('rotate.overlap-length')}>
          {({ id, labelId }) => (
            <Select
              id={id}
              labelledBy={labelId}
              value={overlap}
              options={OVERLAPS.map((value) => ({ value, label: t(`overlap.${value}`) }))}
              onChange={setOverlap}
            />
          )}
        </Field>
      )}
      <KeyUsage entry={entry} />
      {entry.isConnectionKey ? (
        <Notice tone="notice">
          <p>{t('rotate.connection-key')}</p>
        </Notice>
      ) : null}
      <ReasonFields reason={reason} onChange={setReason} />
      <ConfirmationField
        entry={entry}
        typed={typed}
        error={tried && !isConfirmed(entry, typed) ? t('confirm.differs') : action.fieldError('confirmation')}
        onChange={setTyped}
      />
    </FormDialog>
  );
}
