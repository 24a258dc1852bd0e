import { useRef, useState, type SubmitEvent, type ReactElement, type ReactNode } from 'react';
import { BRANDS } from '../../../shared/brands.ts';
import type { Connection } from '../../../shared/domain.ts';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useAction, type Action } from '../../app/use-action.ts';
import { SecretField, TextField } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';

export interface ConnectFormProps {
  readonly id: string;
  readonly className?: string;
  readonly children: (action: Action) => ReactNode;
  readonly onConnected: (connection: Connection) => void;
}

/** URL, name, admin key. Keeps what was typed after an error; the key's input is cleared only after success. */
export function ConnectForm({ id, className, children, onConnected }: ConnectFormProps): ReactElement {
  const t = useText();
  const action = useAction();
  const [missing, setMissing] = useState(false);
  const url = useRef<HTMLInputElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const adminKey = useRef<HTMLInputElement>(null);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const key = adminKey.current?.value ?? '';
    setMissing(key.trim() === '');
    if (key.trim() === '') {
      adminKey.current?.focus();
      return;
    }
    const done = await action.run(() =>
      call('connections.connect', {
        url: url.current?.value.trim() ?? '',
        name: name.current?.value.trim() ?? '',
        adminKey: key,
      }),
    );
    if (done === null) return;
    if (adminKey.current !== null) adminKey.current.value = '';
    onConnected(done.value);
  };

  const atField =
    action.error?.field !== undefined && ['url', 'name', 'adminKey'].includes(action.error.field);
  return (
    <form id={id} className={className} onSubmit={(event) => void submit(event)} noValidate>
      <SecretField
        ref={adminKey}
        mono
        label={t('connect.admin-key')}
        hint={t('connect.admin-key-hint')}
        error={missing ? t('connect.admin-key-missing') : action.fieldError('adminKey')}
      />
      <TextField
        ref={name}
        optional
        label={t('connect.name')}
        hint={t('connect.name-hint')}
        maxLength={100}
        error={action.fieldError('name')}
      />
      <TextField
        ref={url}
        mono
        label={t('connect.url')}
        defaultValue={BRANDS.augno.apiOrigin}
        error={action.fieldError('url')}
      />
      {action.error === null || atField ? null : <ErrorNotice error={action.error} />}
      {children(action)}
    </form>
  );
}
