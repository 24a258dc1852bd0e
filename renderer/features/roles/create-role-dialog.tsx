import { useState, type ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useRolesOf } from '../connections/roles-store.ts';
import { useConnections } from '../connections/store.ts';
import { RoleForm, useRoleFields } from './role-form.tsx';

const NOTHING = 'nothing';

/** A new role, from nothing or from another role's permissions. */
export function CreateRoleDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const connections = useConnections((store) => store.items);
  const chosen = useNavigation((store) => store.connectionId);
  const first = connections.find((item) => item.mode === 'test') ?? connections[0];
  const [connectionId, setConnectionId] = useState<string | null>(chosen ?? first?.id ?? null);
  const [from, setFrom] = useState(NOTHING);
  const { roles, error } = useRolesOf(connectionId);
  /** An admin's list says nothing of what it may. */
  const templates = (roles ?? []).flatMap(({ id, name, permissions, type }) =>
    permissions === null || type === 'admin' ? [] : [{ id, name, permissions }],
  );
  const fields = useRoleFields('create-role', '', []);
  const giveUp = (): void => {
    fields.draft.discard();
    onClose();
  };
  const connection = connections.find((item) => item.id === connectionId);
  return (
    <Dialog
      wide
      title={t('role.title')}
      description={t('role.what')}
      mark={connection === undefined ? undefined : <ModeMark mode={connection.mode} />}
      busy={fields.action.pending}
      onClose={giveUp}
    >
      {connections.length < 2 ? null : (
        <Field label={t('create.connection')}>
          {({ id, labelId }) => (
            <Select
              id={id}
              labelledBy={labelId}
              value={connectionId}
              options={connections.map((item) => ({
                value: item.id,
                label: item.name,
                hint: t(item.mode === 'prod' ? 'mode.prod-long' : 'mode.test-long'),
              }))}
              onChange={(id) => {
                setConnectionId(id);
                setFrom(NOTHING);
              }}
            />
          )}
        </Field>
      )}
      <Field label={t('role.from')}>
        {({ id, labelId }) => (
          <Select
            id={id}
            labelledBy={labelId}
            value={from}
            options={[
              { value: NOTHING, label: t('role.from-nothing') },
              ...templates.map((role) => ({ value: role.id, label: role.name })),
            ]}
            onChange={(id) => {
              setFrom(id);
              fields.beginWith(templates.find((role) => role.id === id)?.permissions ?? []);
            }}
          />
        )}
      </Field>
      {error === null ? null : <ErrorNotice error={error} />}
      {connectionId === null ? null : (
        <RoleForm
          connectionId={connectionId}
          fields={fields}
          onCreated={(role) => {
            showToast(t('role.created', { name: role.name }));
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}
