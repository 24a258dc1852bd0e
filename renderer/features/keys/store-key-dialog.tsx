import { FileInput } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choices, Field, SecretField, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { Select } from '../../ui/select.tsx';
import { useKeyView } from './store.ts';
import { DateChoice, dateDraft, restoreDate, useDateChoice } from './date-choice.tsx';
import { Guide } from '../providers/guide.tsx';
import { ServiceDialog } from '../providers/service-dialog.tsx';
import { useService, useServices } from '../providers/store.ts';
import { StoredPanel } from './stored-panel.tsx';

const FIELDS = ['name', 'secret', 'expiresAt', 'rotateBy', 'scanPrefix'];
const ANOTHER = 'another';

/** Stores a key of a service: first the service, where there is none yet. */
export function AddServiceKeyDialog({
  serviceId,
  onClose,
}: {
  readonly serviceId: string | null;
  readonly onClose: () => void;
}): ReactElement | null {
  const services = useServices((store) => store.items);
  const status = useServices((store) => store.status);
  const [chosen, setChosen] = useState<string | null>(serviceId);
  const id = chosen ?? services[0]?.id ?? null;
  if (status === 'idle') return null;
  if (id === null || id === ANOTHER) return <ServiceDialog serviceId={null} onClose={onClose} />;
  return <KeyForm key={id} serviceId={id} onChoose={setChosen} onClose={onClose} />;
}

function KeyForm({
  serviceId,
  onChoose,
  onClose,
}: {
  readonly serviceId: string;
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}): ReactElement | null {
  const t = useText();
  const action = useAction();
  const { openKey, openDialog } = useNavigation();
  const services = useServices((store) => store.items);
  const { service, provider } = useService(serviceId);
  const secret = useRef<HTMLInputElement>(null);
  const [kindId, setKindId] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [owner, setOwner] = useState('');
  const [scanPrefix, setScanPrefix] = useState('');
  const [missing, setMissing] = useState({ name: false, secret: false });
  const [tried, setTried] = useState(false);
  const [stored, setStored] = useState<ChannelOutput<'providers.add-key'> | null>(null);
  const expires = useDateChoice('never');
  const rotateBy = useDateChoice('never');
  const draft = useDraft(
    `service-key:${serviceId}`,
    { kindId, name, owner, scanPrefix, ...dateDraft('expires', expires), ...dateDraft('due', rotateBy) },
    name === '' && owner === '' && scanPrefix === '',
    (kept) => {
      setKindId(typeof kept['kindId'] === 'string' ? kept['kindId'] : null);
      setName(textOf(kept, 'name'));
      setOwner(textOf(kept, 'owner'));
      setScanPrefix(textOf(kept, 'scanPrefix'));
      restoreDate('expires', expires, kept);
      restoreDate('due', rotateBy, kept);
    },
    'closed',
  );
  if (service === null || provider === null) return null;
  const kind = provider.kinds.find(({ id }) => id === kindId) ?? provider.kinds[0]!;

  const submit = async (): Promise<void> => {
    const typed = secret.current?.value.trim() ?? '';
    const ends = expires.resolve(null);
    const due = rotateBy.resolve(null);
    const problems = { name: name.trim() === '', secret: typed === '' };
    setTried(true);
    setMissing(problems);
    if (problems.name || problems.secret || !ends.ok || !due.ok) return;
    const done = await action.run(() =>
      call('providers.add-key', {
        connectionId: service.id,
        name: name.trim(),
        owner: owner.trim() === '' ? null : owner.trim(),
        expiresAt: ends.at,
        rotateBy: due.at,
        scanPrefix: scanPrefix.trim() === '' ? null : scanPrefix.trim(),
        secret: typed,
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
        title={t('providers.stored-title', { name: stored.key.name })}
        mark={<ModeMark mode={service.mode} />}
        onClose={finish}
        footer={
          <Button variant="primary" onClick={finish}>
            {t('common.done')}
          </Button>
        }
      >
        <StoredPanel redacted={stored.key.redacted} test={stored.test} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t('providers.add-key')}
      mark={<ModeMark mode={service.mode} />}
      action={action}
      fields={kind.prefix === null ? FIELDS : FIELDS.filter((field) => field !== 'scanPrefix')}
      submit={t('providers.store')}
      otherWay={
        <Button
          icon={<FileInput aria-hidden />}
          disabled={action.pending}
          onClick={() => openDialog({ kind: 'import-service-keys', serviceId: service.id })}
        >
          {t('providers.import')}
        </Button>
      }
      onClose={onClose}
      onSubmit={submit}
    >
      <RestoredNotice restored={draft.restored} />
      <Field label={t('providers.service')} hint={service.warning ?? undefined}>
        {({ id, labelId, describedBy }) => (
          <Select
            id={id}
            labelledBy={labelId}
            describedBy={describedBy}
            value={service.id}
            options={[
              ...services.map((item) => ({ value: item.id, label: item.name, hint: item.url ?? undefined })),
              { value: ANOTHER, label: t('providers.another-service') },
            ]}
            onChange={onChoose}
          />
        )}
      </Field>
      {provider.kinds.length < 2 ? null : (
        <Choices
          label={t('providers.whose')}
          value={kind.id}
          onChange={setKindId}
          options={provider.kinds.map((item) => ({
            value: item.id,
            label:
              item.owner === 'anyone'
                ? item.label
                : t(item.owner === 'team' ? 'providers.of-team' : 'providers.of-person'),
            ...(item.prefix === null ? {} : { hint: t('providers.begins-with', { prefix: item.prefix }) }),
          }))}
        />
      )}
      <TextField
        autoFocus
        label={t('create.name')}
        hint={t('providers.key-name-hint')}
        value={name}
        error={(tried && missing.name ? t('create.name-empty') : null) ?? action.fieldError('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Guide
        step="create"
        service={service}
        kind={kind}
        name={name}
        hasPages={provider.address.use === 'base'}
      />
      <SecretField
        ref={secret}
        mono
        label={t('providers.key')}
        error={(tried && missing.secret ? t('providers.key-empty') : null) ?? action.fieldError('secret')}
      />
      <TextField
        optional
        label={t(kind.owner === 'team' ? 'providers.owner-team' : 'providers.owner')}
        maxLength={255}
        value={owner}
        onChange={(event) => setOwner(event.target.value)}
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
      {kind.prefix !== null ? null : (
        <TextField
          mono
          optional
          label={t('providers.scan-prefix')}
          hint={t('providers.scan-prefix-hint')}
          maxLength={20}
          value={scanPrefix}
          error={action.fieldError('scanPrefix')}
          onChange={(event) => setScanPrefix(event.target.value)}
        />
      )}
    </FormDialog>
  );
}
