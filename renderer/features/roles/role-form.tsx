import { useState, type ReactElement } from 'react';
import type { Role } from '../../../shared/domain.ts';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { PermissionPicker } from './permission-picker.tsx';

/** A role of its own, made of just what is chosen. */
export function RoleForm({
  connectionId,
  initialName,
  initialPermissions,
  onCreated,
}: {
  readonly connectionId: string;
  readonly initialName: string;
  readonly initialPermissions: readonly string[];
  readonly onCreated: (role: Role) => Promise<void> | void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [name, setName] = useState(initialName);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(initialPermissions));
  const [tried, setTried] = useState(false);
  const create = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || chosen.size === 0) return;
    const done = await action.run(() =>
      call('roles.create', { connectionId, name: name.trim(), permissions: [...chosen].toSorted() }),
    );
    if (done !== null) await onCreated(done.value);
  };
  return (
    <form
      className="form-column"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <TextField
        label={t('role.name')}
        value={name}
        error={tried && name.trim() === '' ? t('role.name-empty') : action.fieldError('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <PermissionPicker
        chosen={chosen}
        error={tried && chosen.size === 0 ? t('role.nothing-chosen') : null}
        onChange={setChosen}
      />
      {action.error === null || action.error.field === 'name' ? null : <ErrorNotice error={action.error} />}
      <div>
        <Button type="submit" variant="primary" pending={action.pending}>
          {t('role.create')}
        </Button>
      </div>
    </form>
  );
}
