import { useEffect, useState, type ReactElement } from 'react';
import type { Role } from '../../../shared/domain.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import type { CreatedKey } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useConnections } from '../connections/store.ts';
import { CreatedPanel } from './created-panel.tsx';
import { EXPIRY_PRESETS, resolveExpiry, type ExpiryPreset } from './expiry.ts';
import { RoleSummary, RoleWarnings } from './flows/role-hints.tsx';
import { SentNotice, useSentKey } from './sent-key.tsx';
import { useKeyView } from './store.ts';

/** The server's own limit. */
const LONGEST_KEY_NAME = 255;
const FIELDS = ['name', 'roleId', 'expiresAt'];

interface RoleList {
  readonly roles: readonly Role[];
  readonly error: SerializedError | null;
}

function useRoles(connectionId: string | null): RoleList {
  const [list, setList] = useState<RoleList>({ roles: [], error: null });
  useEffect(() => {
    let current = true;
    if (connectionId === null) return;
    void call('roles.list', { connectionId }).then((reply) => {
      if (!current) return;
      setList(reply.ok ? { roles: reply.value.roles, error: null } : { roles: [], error: reply.error });
    });
    return () => {
      current = false;
    };
  }, [connectionId]);
  return list;
}

export function CreateKeyDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const connections = useConnections((store) => store.items);
  const chosen = useNavigation((store) => store.connectionId);
  const openKey = useNavigation((store) => store.openKey);
  // Where nothing is chosen a test account comes first: a mistake there costs nothing.
  const first = connections.find((item) => item.mode === 'test') ?? connections[0];
  const [connectionId, setConnectionId] = useState<string | null>(chosen ?? first?.id ?? null);
  const [name, setName] = useState('');
  const [roleId, setRoleId] = useState<string | null>(null);
  const [preset, setPreset] = useState<ExpiryPreset>('90');
  const [date, setDate] = useState('');
  const [tried, setTried] = useState(false);
  const [created, setCreated] = useState<CreatedKey | null>(null);
  const { roles, error: rolesError } = useRoles(connectionId);
  const draft = useDraft(
    'create-key',
    { connectionId, name, roleId, preset, date },
    name === '' && roleId === null && date === '',
    (kept) => {
      if (connections.some((item) => item.id === kept['connectionId'])) {
        setConnectionId(kept['connectionId'] as string);
      }
      setName(String(kept['name'] ?? ''));
      setRoleId(typeof kept['roleId'] === 'string' ? kept['roleId'] : null);
      setPreset(EXPIRY_PRESETS.find((value) => value === kept['preset']) ?? '90');
      setDate(String(kept['date'] ?? ''));
    },
  );
  const giveUp = (): void => {
    draft.discard();
    onClose();
  };
  const sent = useSentKey(draft.restoredAt, connectionId, name);
  const showSent = (): void => {
    if (sent !== null) openKey(sent.id);
    giveUp();
  };

  const now = useNow(60_000);
  const connection = connections.find((item) => item.id === connectionId) ?? null;
  const role = roles.find((item) => item.id === roleId) ?? null;
  // A time from now is reckoned by the clock of the server that ends the key.
  const expiry = resolveExpiry(preset, date, new Date(now + (connection?.clockAheadMs ?? 0)));
  const trimmed = name.trim();
  const nameProblem =
    trimmed === ''
      ? t('create.name-empty')
      : trimmed.length > LONGEST_KEY_NAME
        ? t('create.name-long', { length: trimmed.length, most: LONGEST_KEY_NAME })
        : null;

  const submit = async (): Promise<void> => {
    setTried(true);
    if (connection === null || role === null || nameProblem !== null || !expiry.ok) return;
    const done = await action.run(() =>
      call('keys.create', {
        connectionId: connection.id,
        name: trimmed,
        roleId: role.id,
        expiresAt: expiry.at,
      }),
    );
    if (done === null) return;
    draft.discard();
    setCreated(done.value);
  };

  if (created !== null) {
    const finish = (): void => {
      useKeyView.getState().setTab('active');
      openKey(created.keyId);
      onClose();
    };
    return (
      <Dialog
        title={t('create.done-title', { name: created.name })}
        mark={connection === null ? undefined : <ModeMark mode={connection.mode} />}
        onClose={finish}
        footer={<Button onClick={finish}>{t('common.done')}</Button>}
      >
        <CreatedPanel created={created} />
      </Dialog>
    );
  }

  return (
    <FormDialog
      title={t('create.title')}
      mark={connection === null ? undefined : <ModeMark mode={connection.mode} />}
      action={action}
      fields={FIELDS}
      submit={t('create.create')}
      connectionId={connection?.id}
      onClose={giveUp}
      onSubmit={submit}
    >
      <RestoredNotice restored={draft.restored} />
      {sent === null ? null : <SentNotice entry={sent} onShow={showSent} />}
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
                setRoleId(null);
              }}
            />
          )}
        </Field>
      )}
      <TextField
        autoFocus
        label={t('create.name')}
        hint={t('create.name-hint')}
        value={name}
        error={(tried ? nameProblem : null) ?? action.fieldError('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={t('create.role')}
        error={(tried && role === null ? t('create.role-missing') : null) ?? action.fieldError('roleId')}
        hint={role === null ? t('create.role-hint') : <RoleSummary role={role} />}
      >
        {({ id, labelId, describedBy }) => (
          <Select
            id={id}
            labelledBy={labelId}
            describedBy={describedBy}
            value={roleId}
            placeholder={t('create.role-choose')}
            options={roles.map((item) => ({ value: item.id, label: item.name }))}
            onChange={setRoleId}
          />
        )}
      </Field>
      {rolesError === null ? null : <ErrorNotice error={rolesError} />}
      <RoleWarnings role={role} mode={connection?.mode ?? null} neverExpires={preset === 'never'} />
      <Field label={t('create.expires')} error={action.fieldError('expiresAt')}>
        {({ id, labelId }) => (
          <Select
            id={id}
            labelledBy={labelId}
            value={preset}
            options={EXPIRY_PRESETS.map((value) => ({ value, label: t(`expiry.${value}`) }))}
            onChange={setPreset}
          />
        )}
      </Field>
      {preset !== 'date' ? null : (
        <TextField
          type="date"
          label={t('create.expiry-date')}
          hint={t('create.expiry-date-hint')}
          value={date}
          error={tried && !expiry.ok ? t(`create.expiry-${expiry.problem}`) : null}
          onChange={(event) => setDate(event.target.value)}
        />
      )}
    </FormDialog>
  );
}
