import { useRef, useState, type ReactElement } from 'react';
import type { Connection } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { buttonName } from '../../lib/button-name.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { SecretField, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';

interface ConnectionDialogProps {
  readonly connection: Connection;
  readonly onClose: () => void;
}

export function RepairConnectionDialog({ connection, onClose }: ConnectionDialogProps): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const [missing, setMissing] = useState(false);
  const adminKey = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    const key = adminKey.current?.value ?? '';
    setMissing(key.trim() === '');
    if (key.trim() === '') return;
    const done = await action.run(() =>
      call('connections.repair', { connectionId: connection.id, adminKey: key }),
    );
    if (done === null) return;
    if (adminKey.current !== null) adminKey.current.value = '';
    showToast(t('connection.repaired', { name: connection.name }));
    onClose();
  };
  return (
    <FormDialog
      title={t('connection.repair-title', { name: connection.name })}
      description={
        connection.healthMessage === null ? t('connection.needs-repair') : sentence(connection.healthMessage)
      }
      mark={<ModeMark mode={connection.mode} />}
      action={action}
      fields={['adminKey']}
      submit={t('connection.repair')}
      onClose={onClose}
      onSubmit={submit}
    >
      <SecretField
        ref={adminKey}
        mono
        label={t('connect.admin-key')}
        hint={t('connection.repair-hint')}
        error={missing ? t('connect.admin-key-missing') : action.fieldError('adminKey')}
      />
    </FormDialog>
  );
}

export function RenameConnectionDialog({ connection, onClose }: ConnectionDialogProps): ReactElement {
  const t = useText();
  const action = useAction();
  const [empty, setEmpty] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    const typed = name.current?.value.trim() ?? '';
    setEmpty(typed === '');
    if (typed === '') return;
    const done = await action.run(() =>
      call('connections.rename', { connectionId: connection.id, name: typed }),
    );
    if (done !== null) onClose();
  };
  return (
    <FormDialog
      title={t('connection.rename-title', { name: connection.name })}
      mark={<ModeMark mode={connection.mode} />}
      action={action}
      fields={['name']}
      submit={t('common.save')}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        ref={name}
        label={t('connect.name')}
        hint={t('connection.rename-hint')}
        defaultValue={connection.name}
        maxLength={100}
        error={empty ? t('first-run.name-empty') : action.fieldError('name')}
      />
    </FormDialog>
  );
}

export function RemoveConnectionDialog({ connection, onClose }: ConnectionDialogProps): ReactElement {
  const t = useText();
  const action = useAction();
  const [typed, setTyped] = useState('');
  const openDialog = useNavigation((store) => store.openDialog);
  const remove = async (): Promise<void> => {
    const done = await action.run(() => call('connections.remove', { connectionId: connection.id }));
    if (done === null) return;
    showToast(t('connection.removed', { name: connection.name }));
    onClose();
  };
  return (
    <FormDialog
      title={t('connection.remove-title', { name: connection.name })}
      mark={<ModeMark mode={connection.mode} />}
      action={action}
      submit={t('connection.remove-named', buttonName(connection.name))}
      submitDisabled={connection.secretCount > 0 && typed !== connection.name}
      danger
      onClose={onClose}
      onSubmit={remove}
    >
      <Notice tone="warn">
        <p>{t('connection.remove-text', { keys: connection.keyCount, secrets: connection.secretCount })}</p>
      </Notice>
      {connection.secretCount === 0 ? null : (
        <div>
          <Button size="small" onClick={() => openDialog({ kind: 'export-keys' })}>
            {t('connection.export-first')}
          </Button>
        </div>
      )}
      {connection.secretCount === 0 ? null : (
        <TextField
          label={t('confirm.type-name', { name: connection.name })}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </FormDialog>
  );
}
