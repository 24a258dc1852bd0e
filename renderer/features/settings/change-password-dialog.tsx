import type { ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';

export function ChangePasswordDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const submit = async (): Promise<void> => {
    if ((await action.run(() => call('vault.change-password', undefined))) === null) return;
    showToast(t('password.done'));
    onClose();
  };
  return (
    <FormDialog
      title={t('password.title')}
      description={t('password.text')}
      submit={t('password.title')}
      action={action}
      onClose={onClose}
      onSubmit={submit}
    >
      <Notice tone="notice">
        <p>{t('password.backups')}</p>
      </Notice>
    </FormDialog>
  );
}
