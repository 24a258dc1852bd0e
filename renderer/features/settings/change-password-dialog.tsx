import { useRef, useState, type ReactElement } from 'react';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useAction } from '../../app/use-action.ts';
import { SecretField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { NewPasswordFields, type NewPasswordHandle } from '../first-run/new-password-fields.tsx';

export function ChangePasswordDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [empty, setEmpty] = useState(false);
  const present = useRef<HTMLInputElement>(null);
  const next = useRef<NewPasswordHandle>(null);
  const submit = async (): Promise<void> => {
    const oldPassword = present.current?.value ?? '';
    setEmpty(oldPassword === '');
    if (oldPassword === '') {
      present.current?.focus();
      return;
    }
    const newPassword = next.current?.read() ?? null;
    if (newPassword === null) return;
    const done = await action.run(() => call('vault.change-password', { oldPassword, newPassword }));
    if (done === null) return;
    if (present.current !== null) present.current.value = '';
    next.current?.clear();
    showToast(t('password.done'));
    onClose();
  };
  return (
    <FormDialog
      title={t('password.title')}
      submit={t('password.title')}
      action={action}
      fields={['oldPassword', 'newPassword']}
      onClose={onClose}
      onSubmit={submit}
    >
      <SecretField
        ref={present}
        autoFocus
        label={t('password.old')}
        hint={t('password.old-hint')}
        error={empty ? t('lock.empty') : action.fieldError('oldPassword')}
      />
      <NewPasswordFields
        ref={next}
        label={t('password.new')}
        labelAgain={t('password.again')}
        error={action.fieldError('newPassword')}
      />
      <Notice tone="notice">
        <p>{t('password.backups')}</p>
      </Notice>
    </FormDialog>
  );
}
