import { useState, type ReactElement } from 'react';
import type { ProviderDescription } from '../../../shared/providers.ts';
import { call } from '../../lib/bridge.ts';
import { confirmAddress } from '../../lib/choose.ts';
import { useText, type TextFunction } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { classes } from '../../ui/classes.ts';
import { Choices, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Patience } from '../../ui/patience.tsx';
import { loadServices, useProviders, useService } from './store.ts';
import styles from './providers.module.css';

const c = classes(styles);
const FIELDS = ['name', 'url', 'header', 'headerPrefix'];

function prefixesOf(t: TextFunction, { kinds }: ProviderDescription): string {
  return kinds
    .flatMap(({ prefix }) => (prefix === null ? [] : t('common.quoted', { name: prefix })))
    .join(', ');
}

/** Adds a service, or changes one. A service that was added goes on to its first key. */
export function ServiceDialog({
  serviceId,
  onClose,
}: {
  readonly serviceId: string | null;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const openDialog = useNavigation((store) => store.openDialog);
  const kinds = useProviders((store) => store.items).filter(({ abilities }) => !abilities.lists);
  const { service } = useService(serviceId);
  const [providerId, setProviderId] = useState(service?.provider ?? kinds[0]?.id ?? '');
  const [name, setName] = useState(service?.name ?? '');
  const [url, setUrl] = useState<string | null>(service?.url ?? null);
  const [header, setHeader] = useState(service?.header ?? 'Authorization');
  const [prefix, setPrefix] = useState(service?.headerPrefix ?? 'Bearer ');
  const [mode, setMode] = useState<'test' | 'prod'>(service?.mode ?? 'prod');
  const [tried, setTried] = useState(false);
  const draft = useDraft(
    `service:${serviceId ?? ''}`,
    { providerId, name, url, header, prefix, mode },
    name === (service?.name ?? '') &&
      url === (service?.url ?? null) &&
      header === (service?.header ?? 'Authorization') &&
      prefix === (service?.headerPrefix ?? 'Bearer ') &&
      mode === (service?.mode ?? 'prod'),
    (kept) => {
      setProviderId(service?.provider ?? textOf(kept, 'providerId'));
      setName(textOf(kept, 'name'));
      setUrl(typeof kept['url'] === 'string' ? kept['url'] : null);
      setHeader(textOf(kept, 'header'));
      setPrefix(textOf(kept, 'prefix'));
      setMode(kept['mode'] === 'test' ? 'test' : 'prod');
    },
    'closed',
  );
  const provider = kinds.find(({ id }) => id === providerId);
  if (provider === undefined) return <Patience>{null}</Patience>;
  const address = url ?? (service === null ? provider.address.default : null) ?? '';

  const submit = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '') return;
    const same = service !== null && address.trim() === (service.url ?? '');
    const confirmed =
      same || address.trim() === ''
        ? null
        : await confirmAddress(action, {
            purpose: 'service',
            provider: provider.id,
            address: address.trim(),
          });
    if (confirmed === null && !same && address.trim() !== '') return;
    const settings = {
      name: name.trim(),
      address: confirmed?.grant ?? (same ? ('same' as const) : ('none' as const)),
      header: provider.ownHeader ? header : null,
      headerPrefix: provider.ownHeader ? prefix : null,
      mode,
    };
    const done =
      service === null
        ? await action.run(() => call('providers.add-connection', { provider: provider.id, ...settings }))
        : await action.run(() =>
            call('providers.edit-connection', { connectionId: service.id, ...settings }),
          );
    if (done === null) return;
    await loadServices();
    if (service === null) openDialog({ kind: 'create-key', connectionId: done.value.id });
    else onClose();
  };

  return (
    <FormDialog
      title={
        service === null ? t('providers.add-service') : t('providers.edit-service', { name: service.name })
      }
      {...(service === null ? { description: t('providers.add-service-text') } : {})}
      action={action}
      fields={FIELDS}
      submit={t(service === null ? 'providers.add-service-go' : 'providers.save')}
      onClose={onClose}
      onSubmit={submit}
    >
      <RestoredNotice restored={draft.restored} />
      {service !== null ? null : (
        <Choices
          label={t('providers.kind-of-service')}
          value={providerId}
          onChange={(id) => {
            setProviderId(id);
            setUrl(null);
          }}
          options={kinds.map((one) => ({
            value: one.id,
            label: one.connectionNames ? t('providers.generic') : one.name,
            hint: one.connectionNames
              ? t('providers.generic-hint')
              : t('providers.keys-begin-with', { prefixes: prefixesOf(t, one) }),
          }))}
        />
      )}
      <TextField
        autoFocus
        label={t('providers.service-name')}
        hint={t('providers.service-name-hint')}
        maxLength={100}
        value={name}
        error={(tried && name.trim() === '' ? t('providers.name-empty') : null) ?? action.fieldError('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        mono
        optional={!provider.address.required}
        label={t(provider.address.use === 'base' ? 'providers.base-url' : 'providers.test-url')}
        hint={t(provider.address.use === 'base' ? 'providers.base-url-hint' : 'providers.test-url-hint')}
        value={address}
        error={action.fieldError('url')}
        onChange={(event) => setUrl(event.target.value)}
      />
      {provider.ownHeader ? (
        <div className={c('pair')}>
          <TextField
            mono
            label={t('providers.header')}
            value={header}
            error={action.fieldError('header')}
            onChange={(event) => setHeader(event.target.value)}
          />
          <TextField
            mono
            optional
            label={t('providers.header-prefix')}
            hint={t('providers.header-prefix-hint')}
            value={prefix}
            error={action.fieldError('headerPrefix')}
            onChange={(event) => setPrefix(event.target.value)}
          />
        </div>
      ) : null}
      {service !== null && address !== (service.url ?? '') && service.keyCount > 0 ? (
        <Notice tone="warn">
          <p>{t('providers.address-changes', { count: service.keyCount })}</p>
        </Notice>
      ) : null}
      <Choices
        label={t('providers.mode')}
        value={mode}
        onChange={setMode}
        options={[
          { value: 'prod', label: t('providers.mode-prod'), hint: t('providers.mode-prod-hint') },
          { value: 'test', label: t('providers.mode-test') },
        ]}
      />
    </FormDialog>
  );
}
