import { useState, type ReactElement } from 'react';
import type { CreatedKey } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { classes } from '../../ui/classes.ts';
import { Field, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useRolesOf } from '../connections/roles-store.ts';
import { useConnections } from '../connections/store.ts';
import { DateChoice, dateDraft, restoreDate, useDateChoice } from './date-choice.tsx';
import { RoleSummary, RoleWarnings } from './flows/role-hints.tsx';
import { SentNotice, useSentKey } from './sent-key.tsx';
import { StoredDialog } from './stored-dialog.tsx';
import { WhereField } from './where-field.tsx';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** The server's own limit. */
const LONGEST_KEY_NAME = 255;
const FIELDS = ['name', 'roleId', 'expiresAt'];

/** A key that the service's API makes: its secret goes straight into the vault. */
export function IssueKeyForm({
  connectionId,
  suggested,
  onChoose,
  onClose,
}: {
  readonly connectionId: string | null;
  /** A name to begin with; empty: none. */
  readonly suggested: string;
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const connections = useConnections((store) => store.items);
  const openKey = useNavigation((store) => store.openKey);
  const [name, setName] = useState(suggested);
  const [roleId, setRoleId] = useState<string | null>(null);
  /** Of a restored role, which is drawn before the roles are read. */
  const [keptRoleType, setKeptRoleType] = useState('');
  const [tried, setTried] = useState(false);
  const [created, setCreated] = useState<CreatedKey | null>(null);
  const expires = useDateChoice('90');
  const { roles, error: rolesError } = useRolesOf(connectionId);
  const role = roles?.find((item) => item.id === roleId) ?? null;
  const roleType = role?.type ?? keptRoleType;
  const draft = useDraft(
    'create-key',
    { connectionId, name, roleId, roleType, ...dateDraft('', expires) },
    name === suggested && roleId === null && expires.date === '',
    (kept) => {
      const at = textOf(kept, 'connectionId');
      if (connections.some(({ id }) => id === at)) onChoose(at);
      setName(textOf(kept, 'name'));
      setRoleId(textOf(kept, 'roleId') || null);
      setKeptRoleType(textOf(kept, 'roleType'));
      restoreDate('', expires, kept);
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

  const connection = connections.find((item) => item.id === connectionId) ?? null;
  // One that was chosen before the form was left counts before the roles are read: what is pressed at once is not lost.
  const isRoleMissing = roleId === null || (roles !== null && role === null);
  // A time from now is reckoned by the clock of the server that ends the key.
  const now = new Date(useNow(60_000) + (connection?.clockAheadMs ?? 0));
  const trimmed = name.trim();
  const nameProblem =
    trimmed === ''
      ? t('create.name-empty')
      : trimmed.length > LONGEST_KEY_NAME
        ? t('create.name-long', { length: trimmed.length, most: LONGEST_KEY_NAME })
        : null;

  const submit = async (): Promise<void> => {
    setTried(true);
    const ends = expires.resolve(now);
    if (connection === null || isRoleMissing || nameProblem !== null || !ends.ok) return;
    const done = await action.run(() =>
      call('keys.create', {
        connectionId: connection.id,
        name: trimmed,
        roleId,
        expiresAt: ends.at,
      }),
    );
    if (done === null) return;
    draft.discard();
    setCreated(done.value);
  };

  if (created !== null) {
    return (
      <StoredDialog
        stored={created}
        title={t('create.done-title', { name: created.name })}
        mode={connection?.mode}
        done={t('common.done')}
        onClose={onClose}
      />
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
      <WhereField
        label={t('create.connection')}
        value={connectionId}
        onChoose={(id) => {
          onChoose(id);
          setRoleId(null);
          setKeptRoleType('');
        }}
      />
      <TextField
        autoFocus
        label={t('create.name')}
        hint={t('create.name-hint')}
        value={name}
        // What is typed takes the place of a suggestion, and of nothing that was typed before.
        onFocus={(event) => {
          if (name === suggested) event.target.select();
        }}
        error={(tried ? nameProblem : null) ?? action.fieldError('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={t('create.role')}
        error={(tried && isRoleMissing ? t('create.role-missing') : null) ?? action.fieldError('roleId')}
        hint={
          roleId === null ? (
            t('create.role-hint')
          ) : roleType === 'admin' ? (
            t('role-hint.everything')
          ) : (
            <span className={c('role-room')}>{role === null ? null : <RoleSummary role={role} />}</span>
          )
        }
      >
        {({ id, labelId, describedBy }) => (
          <Select
            id={id}
            labelledBy={labelId}
            describedBy={describedBy}
            value={roleId}
            placeholder={t('create.role-choose')}
            options={(roles ?? []).map((item) => ({ value: item.id, label: item.name }))}
            onChange={(chosen) => {
              setRoleId(chosen);
              setKeptRoleType('');
            }}
          />
        )}
      </Field>
      {rolesError === null ? null : <ErrorNotice error={rolesError} />}
      <RoleWarnings
        isAdmin={roleId !== null && roleType === 'admin'}
        mode={connection?.mode ?? null}
        neverExpires={expires.preset === 'never'}
      />
      <DateChoice
        label={t('create.expires')}
        dateHint={t('create.expiry-date-hint')}
        choice={expires}
        never={t('expiry.never')}
        now={now}
        tried={tried}
        error={action.fieldError('expiresAt')}
      />
    </FormDialog>
  );
}
