import { useRef, useState, type ReactElement } from 'react';
import type { KeySummary, Reason } from '../../../shared/domain.ts';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SecretField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ReasonFields, reasonOf } from './confirm-fields.tsx';
import { useKeyView } from './store.ts';
import { DateChoice, dateDraft, restoreDate, useDateChoice } from './date-choice.tsx';
import { Guide } from '../providers/guide.tsx';
import { StoredPanel } from './stored-panel.tsx';
import { useService } from '../providers/store.ts';

const FIELDS = ['secret', 'expiresAt', 'rotateBy'];

/** A new key is made there and pasted here; the old one goes when it is seen refused. */
export function RotateServiceKeyDialog({
  entry: given,
  initialReason,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly initialReason: Reason['kind'];
  readonly onClose: () => void;
}): ReactElement | null {
  const t = useText();
  const action = useAction();
  const openKey = useNavigation((store) => store.openKey);
  // The list changes under the dialog as soon as the new key is stored.
  const [entry] = useState(given);
  const { service, provider } = useService(entry.connectionId);
  const secret = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState<Reason>({ kind: initialReason, text: '' });
  const [missing, setMissing] = useState(false);
  const [tried, setTried] = useState(false);
  const [stored, setStored] = useState<ChannelOutput<'providers.rotate-key'> | null>(null);
  const expires = useDateChoice('never');
  const rotateBy = useDateChoice('never');
  const draft = useDraft(
    `rotate-key:${entry.id}`,
    {
      kind: reason.kind,
      text: reason.text,
      ...dateDraft('expires', expires),
      ...dateDraft('due', rotateBy),
    },
    reason.text === '' && reason.kind === initialReason,
    (kept) => {
      setReason(reasonOf(kept));
      restoreDate('expires', expires, kept);
      restoreDate('due', rotateBy, kept);
    },
    'closed',
  );
  if (service === null || provider === null) return null;
  const kind = provider.kinds.find(({ id }) => id === entry.provider.kind) ?? null;

  const submit = async (): Promise<void> => {
    const typed = secret.current?.value.trim() ?? '';
    const ends = expires.resolve(null);
    const due = rotateBy.resolve(null);
    setTried(true);
    setMissing(typed === '');
    if (typed === '' || !ends.ok || !due.ok) return;
    const done = await action.run(() =>
      call('providers.rotate-key', {
        keyId: entry.id,
        secret: typed,
        expiresAt: ends.at,
        rotateBy: due.at,
        reason,
      }),
    );
    if (done === null) return;
    if (secret.current !== null) secret.current.value = '';
    draft.discard();
    setStored(done.value);
  };

  if (stored !== null) {
    const finish = (): void => {
      useKeyView.getState().setTab('active');
      openKey(stored.key.id);
      onClose();
    };
    return (
      <Dialog
        title={t('providers.rotated-title', { name: entry.name })}
        description={t('providers.rotated-text', { redacted: entry.redacted })}
        mark={<ModeMark mode={entry.mode} />}
        onClose={finish}
        footer={
          <Button variant="primary" onClick={finish}>
            {t('rotate.to-checklist')}
          </Button>
        }
      >
        <StoredPanel redacted={stored.key.redacted} test={stored.test} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t('rotate.title', { name: entry.name })}
      description={<code>{entry.redacted}</code>}
      mark={<ModeMark mode={entry.mode} />}
      action={action}
      fields={FIELDS}
      submit={t('providers.store-new')}
      onClose={onClose}
      onSubmit={submit}
    >
      <RestoredNotice restored={draft.restored} />
      <p>{t('providers.rotate-text')}</p>
      <Guide
        step="create"
        service={service}
        kind={kind}
        name={entry.name}
        hasPages={provider.address.use === 'base'}
      />
      <SecretField
        ref={secret}
        mono
        autoFocus
        label={t('providers.new-key')}
        error={(tried && missing ? t('providers.key-empty') : null) ?? action.fieldError('secret')}
      />
      <DateChoice
        label={t('providers.expires')}
        hint={t('providers.expires-hint')}
        choice={expires}
        tried={tried}
        error={action.fieldError('expiresAt')}
      />
      <DateChoice
        label={t('providers.rotate-by')}
        hint={t('providers.rotate-by-hint')}
        choice={rotateBy}
        tried={tried}
        error={action.fieldError('rotateBy')}
      />
      <ReasonFields reason={reason} onChange={setReason} />
    </FormDialog>
  );
}
