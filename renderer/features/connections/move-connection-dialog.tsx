import { useRef, useState, type ReactElement } from 'react';
import { BRANDS, CURRENT_BRAND } from '../../../shared/brands.ts';
import type { Connection } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { confirmAddress } from '../../lib/choose.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { SecretField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { showToast } from '../../ui/toast.tsx';
import { AddressField } from './address-field.tsx';

/** The account's API answers at another address now. Main shows that address before anything goes there. */
export function MoveConnectionDialog({
  connection,
  onClose,
}: {
  readonly connection: Connection;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [url, setUrl] = useState<string>(
    connection.brand === CURRENT_BRAND ? '' : BRANDS[CURRENT_BRAND].apiOrigin,
  );
  const adminKey = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    const typed = adminKey.current?.value ?? '';
    const address = await confirmAddress(action, { purpose: 'account', address: url.trim() });
    if (address === null) return;
    const done = await action.run(() =>
      call('connections.move', {
        connectionId: connection.id,
        grant: address.grant,
        adminKey: typed.trim() === '' ? null : typed,
      }),
    );
    if (done === null) return;
    if (adminKey.current !== null) adminKey.current.value = '';
    showToast(t('connection.moved', { name: connection.name }));
    onClose();
  };
  return (
    <FormDialog
      title={t('connection.move-title', { name: connection.name })}
      description={t('connection.move-text')}
      mark={<ModeMark mode={connection.mode} />}
      action={action}
      fields={['url', 'adminKey']}
      submit={t('connection.move')}
      onClose={onClose}
      onSubmit={submit}
    >
      <AddressField url={url} error={action.fieldError('url')} onChange={setUrl} />
      <SecretField
        ref={adminKey}
        mono
        optional
        label={t('connect.admin-key')}
        hint={t('connection.move-key-hint')}
        error={action.fieldError('adminKey')}
      />
    </FormDialog>
  );
}
