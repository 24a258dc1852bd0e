import { FileInput } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import type { ProviderConnection, ProviderDescription } from '../../../shared/providers.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Choices, SecretField, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { Guide } from '../providers/guide.tsx';
import { KeptDateFields, useKeptDates } from './kept-dates.tsx';
import { StoredDialog, type StoredKey } from './stored-dialog.tsx';
import { certain } from '../../../shared/certain.ts';
import { WhereField } from './where-field.tsx';

const FIELDS = ['name', 'secret', 'expiresAt', 'rotateBy', 'scanPrefix'];

/** A key that a person made at the service, because it has no API for that. */
export function StoreKeyForm({
  service,
  provider,
  onChoose,
  onClose,
}: {
  readonly service: ProviderConnection;
  readonly provider: ProviderDescription;
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const openDialog = useNavigation((store) => store.openDialog);
  const secret = useRef<HTMLInputElement>(null);
  const [kindId, setKindId] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [owner, setOwner] = useState('');
  const [scanPrefix, setScanPrefix] = useState('');
  const [missing, setMissing] = useState(false);
  const [tried, setTried] = useState(false);
  const [stored, setStored] = useState<StoredKey | null>(null);
  const dates = useKeptDates();
  const draft = useDraft(
    `service-key:${service.id}`,
    { kindId, name, owner, scanPrefix, ...dates.draft },
    name === '' && owner === '' && scanPrefix === '',
    (kept) => {
      setKindId(typeof kept['kindId'] === 'string' ? kept['kindId'] : null);
      setName(textOf(kept, 'name'));
      setOwner(textOf(kept, 'owner'));
      setScanPrefix(textOf(kept, 'scanPrefix'));
      dates.restore(kept);
    },
    'closed',
  );
  const kind = provider.kinds.find(({ id }) => id === kindId) ?? certain(provider.kinds[0]);

  const submit = async (): Promise<void> => {
    const typed = secret.current?.value.trim() ?? '';
    const resolved = dates.resolve();
    setTried(true);
    setMissing(typed === '');
    if (name.trim() === '' || typed === '' || resolved === null) return;
    const done = await action.run(() =>
      call('providers.add-key', {
        connectionId: service.id,
        name: name.trim(),
        owner: owner.trim() === '' ? null : owner.trim(),
        ...resolved,
        scanPrefix: scanPrefix.trim() === '' ? null : scanPrefix.trim(),
        secret: typed,
      }),
    );
    if (done === null) return;
    if (secret.current !== null) secret.current.value = '';
    draft.discard();
    const { key, test } = done.value;
    setStored({ keyId: key.id, name: key.name, redacted: key.redacted, test });
  };

  if (stored !== null) {
    return (
      <StoredDialog
        stored={stored}
        title={t('providers.stored-title', { name: stored.name })}
        mode={service.mode}
        done={t('common.done')}
        onClose={onClose}
      />
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
      <WhereField
        label={t('providers.service')}
        hint={service.warning === null ? undefined : sentence(service.warning)}
        value={service.id}
        onChoose={onChoose}
      />
      {provider.kinds.length < 2 ? null : (
        <Choices
          label={t('providers.whose')}
          value={kind.id}
          onChange={setKindId}
          options={provider.kinds.map((item) => ({
            value: item.id,
            label:
              item.owner === 'anyone'
                ? sentence(item.label)
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
        error={(tried && name.trim() === '' ? t('create.name-empty') : null) ?? action.fieldError('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Guide step="create" connectionId={service.id} kindId={kind.id} name={name} />
      <SecretField
        ref={secret}
        mono
        label={t('providers.key')}
        error={(missing ? t('providers.key-empty') : null) ?? action.fieldError('secret')}
      />
      <TextField
        optional
        label={t(kind.owner === 'team' ? 'providers.owner-team' : 'providers.owner')}
        maxLength={255}
        value={owner}
        onChange={(event) => setOwner(event.target.value)}
      />
      <KeptDateFields dates={dates} tried={tried} action={action} />
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
