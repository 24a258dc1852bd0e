import { useState, type ReactElement } from 'react';
import type { Role } from '../../../shared/domain.ts';
import { FIELD_GUARDS } from '../../../shared/permissions.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction, type Action } from '../../lib/use-action.ts';
import { textOf, useDraft, type KeptDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { errorBelow } from '../../ui/form-dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { PermissionPicker } from './permission-picker.tsx';

const FIELDS = ['name'];

export interface RoleFields {
  readonly name: string;
  readonly chosen: ReadonlySet<string>;
  /** Counts up with every template, so that the picker sorts anew. */
  readonly template: number;
  readonly setName: (name: string) => void;
  readonly choose: (chosen: ReadonlySet<string>) => void;
  /** Begins with these permissions; the name stays. */
  readonly beginWith: (permissions: readonly string[]) => void;
  readonly draft: KeptDraft;
  readonly action: Action;
}

/** @param formId for the draft; one role form at a time */
export function useRoleFields(
  formId: string,
  initialName: string,
  initialPermissions: readonly string[],
): RoleFields {
  const action = useAction();
  const [name, setName] = useState(initialName);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(initialPermissions));
  const [untouched, setUntouched] = useState(true);
  const [template, setTemplate] = useState(0);
  const draft = useDraft(formId, { name, permissions: [...chosen].join(' ') }, untouched, (kept) => {
    setUntouched(false);
    setName(textOf(kept, 'name'));
    setChosen(new Set(textOf(kept, 'permissions').split(' ').filter(Boolean)));
    setTemplate((count) => count + 1);
  });
  return {
    name,
    chosen,
    template,
    draft,
    action,
    setName: (next) => {
      setUntouched(false);
      setName(next);
    },
    choose: (next) => {
      setUntouched(false);
      setChosen(next);
    },
    beginWith: (permissions) => {
      setChosen(new Set(permissions));
      setTemplate((count) => count + 1);
    },
  };
}

/** A role of its own, made of just what is chosen. */
export function RoleForm({
  connectionId,
  fields,
  guardHeld,
  onCreated,
}: {
  readonly connectionId: string;
  readonly fields: RoleFields;
  /** Whether the present role has what guards fields; null: not known. Left out where no role is replaced. */
  readonly guardHeld?: boolean | null;
  readonly onCreated: (role: Role) => Promise<void> | void;
}): ReactElement {
  const t = useText();
  const { action, name, chosen, draft } = fields;
  const [tried, setTried] = useState(false);
  const done = async (role: Role): Promise<void> => {
    draft.discard();
    await onCreated(role);
  };
  const create = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || chosen.size === 0) return;
    const made = await action.run(() =>
      call('roles.create', { connectionId, name: name.trim(), permissions: [...chosen].toSorted() }),
    );
    if (made !== null) await done(made.value);
  };
  const error = errorBelow(action.error, FIELDS);
  return (
    <form
      className="form-column"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <RestoredNotice restored={draft.restored} />
      <TextField
        label={t('role.name')}
        value={name}
        error={tried && name.trim() === '' ? t('role.name-empty') : action.fieldError('name')}
        onChange={(event) => fields.setName(event.target.value)}
      />
      {action.error?.field === 'name' ? (
        <SameRole connectionId={connectionId} name={name.trim()} permissions={chosen} onUse={done} />
      ) : null}
      {FIELD_GUARDS.map((guard) => (
        <div key={guard}>
          <Checkbox
            label={t('role.field-guard', { permission: guard })}
            checked={chosen.has(guard)}
            onChange={(on) => {
              const next = new Set(chosen);
              if (on) next.add(guard);
              else next.delete(guard);
              fields.choose(next);
            }}
          />
          <p className="muted small">{t('role.field-guard-why')}</p>
          {guardHeld === undefined ? null : (
            <p className="muted small">
              {t(
                guardHeld === null
                  ? 'role.field-guard-unknown'
                  : guardHeld
                    ? 'role.field-guard-held'
                    : 'role.field-guard-not-held',
              )}
            </p>
          )}
        </div>
      ))}
      <PermissionPicker
        key={`${connectionId} ${String(fields.template)}`}
        connectionId={connectionId}
        chosen={chosen}
        error={tried && chosen.size === 0 ? t('role.nothing-chosen') : null}
        onChange={fields.choose}
      />
      {error === null ? null : <ErrorNotice error={error} />}
      <div>
        <Button type="submit" variant="primary" pending={action.pending}>
          {t('role.create')}
        </Button>
      </div>
    </form>
  );
}

/** The name is taken, maybe by the very role that was made before the app ended: then that one is offered. */
function SameRole({
  connectionId,
  name,
  permissions,
  onUse,
}: {
  readonly connectionId: string;
  readonly name: string;
  readonly permissions: ReadonlySet<string>;
  readonly onUse: (role: Role) => Promise<void>;
}): ReactElement {
  const t = useText();
  const look = useAction();
  const [other, setOther] = useState(false);
  const use = async (): Promise<void> => {
    setOther(false);
    const listed = await look.run(() => call('roles.list', { connectionId }));
    const same = listed?.value.roles.find(
      (role) =>
        role.name.toLowerCase() === name.toLowerCase() &&
        role.permissions?.length === permissions.size &&
        role.permissions.every((permission) => permissions.has(permission)),
    );
    if (same !== undefined) await onUse(same);
    else setOther(listed !== null);
  };
  return (
    <div>
      <Button size="small" pending={look.pending} onClick={() => void use()}>
        {t('unfinished.use-role')}
      </Button>
      {other ? (
        <p role="alert" className="muted">
          {t('unfinished.other-role')}
        </p>
      ) : null}
      {look.error === null ? null : <ErrorNotice error={look.error} />}
    </div>
  );
}
