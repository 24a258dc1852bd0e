import { useRef, useState, type SubmitEvent, type ReactElement, type ReactNode } from 'react';
import { BRANDS } from '../../../shared/brands.ts';
import type { Connection } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { confirmAddress } from '../../lib/choose.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction, type Action } from '../../lib/use-action.ts';
import { textOf, useDraft, type KeptDraft } from '../../lib/use-draft.ts';
import { SecretField, TextField } from '../../ui/field.tsx';
import { errorBelow } from '../../ui/form-dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { AdminKeySource } from './admin-key-source.tsx';
import { AddressField } from './address-field.tsx';

const FIELDS = ['url', 'name', 'adminKey'];

/** What the form holds, apart from the key; held by what surrounds it, which knows when it is given up. */
export interface ConnectFields {
  readonly name: string;
  readonly url: string;
  readonly setName: (name: string) => void;
  readonly setUrl: (url: string) => void;
  readonly draft: KeptDraft;
  readonly action: Action;
}

export function useConnectFields(): ConnectFields {
  const action = useAction();
  const [name, setName] = useState('');
  const [url, setUrl] = useState<string>(BRANDS.augno.apiOrigin);
  const draft = useDraft('connect', { name, url }, name === '' && url === BRANDS.augno.apiOrigin, (kept) => {
    setName(textOf(kept, 'name'));
    setUrl(textOf(kept, 'url'));
  });
  return { name, url, setName, setUrl, draft, action };
}

export interface ConnectFormProps {
  readonly id: string;
  readonly className?: string;
  readonly fields: ConnectFields;
  readonly children: ReactNode;
  readonly onConnected: (connection: Connection) => void;
}

/** URL, name, admin key. Keeps what was typed after an error; the key's input is cleared only after success. */
export function ConnectForm({
  id,
  className,
  fields,
  children,
  onConnected,
}: ConnectFormProps): ReactElement {
  const t = useText();
  const { action, name, url } = fields;
  const [missing, setMissing] = useState(false);
  const adminKey = useRef<HTMLInputElement>(null);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const key = adminKey.current?.value ?? '';
    setMissing(key.trim() === '');
    if (key.trim() === '') {
      adminKey.current?.focus();
      return;
    }
    const address = await confirmAddress(action, { purpose: 'account', address: url.trim() });
    if (address === null) return;
    const done = await action.run(() =>
      call('connections.connect', { grant: address.grant, name: name.trim(), adminKey: key }),
    );
    if (done === null) return;
    if (adminKey.current !== null) adminKey.current.value = '';
    fields.draft.discard();
    onConnected(done.value);
  };

  const error = errorBelow(action.error, FIELDS);
  return (
    <form id={id} className={className} onSubmit={(event) => void submit(event)} noValidate>
      <SecretField
        ref={adminKey}
        mono
        label={t('connect.admin-key')}
        hint={t('connect.admin-key-hint')}
        error={missing ? t('connect.admin-key-missing') : action.fieldError('adminKey')}
      />
      <AdminKeySource url={url} />
      <TextField
        optional
        label={t('connect.name')}
        hint={t('connect.name-hint')}
        maxLength={100}
        value={name}
        error={action.fieldError('name')}
        onChange={(event) => fields.setName(event.target.value)}
      />
      <AddressField url={url} error={action.fieldError('url')} onChange={fields.setUrl} />
      {error === null ? null : <ErrorNotice error={error} />}
      {children}
    </form>
  );
}
