/** What opens above the rest. Each is opened by the button of its name. */
import { Pencil, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { SerializedError } from '../../shared/errors.ts';
import type { Action } from '../lib/use-action.ts';
import { Button } from '../ui/button.tsx';
import { ContextMenu } from '../ui/context-menu.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { FormDialog, LookNow, type FormDialogProps } from '../ui/form-dialog.tsx';
import { ModeMark } from '../ui/marks.tsx';
import { Menu, MenuCheck, MenuChoice, MenuGroup, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { SaveMenu } from '../ui/save-menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { namesOf, Sample, State } from './sample.tsx';
import { say } from '../../shared/messages/say.ts';

const nothing = (): void => undefined;
/** As `useAction` gives it, standing still. */
const actionWith = (state: { readonly pending?: boolean; readonly error?: SerializedError }): Action => ({
  pending: state.pending ?? false,
  error: state.error ?? null,
  clearError: nothing,
  run: () => Promise.resolve(null),
  inTurn: () => Promise.resolve(null),
  fieldError: () => null,
});
const failed = (code: 'internal' | 'outcome-unknown' | 'api-invalid-key'): SerializedError => ({
  code,
  message: '',
  hint: '',
  said: { message: say('network.the-server-does-not-accept-this'), hint: say('command.nothing-was-changed') },
});

const FORMS: Readonly<Record<string, Partial<FormDialogProps>>> = {
  'Form dialog': { description: <code>****UCZu</code>, mark: <ModeMark mode="prod" /> },
  'Form dialog, dangerous': { danger: true, submit: 'Revoke ERP Sync', mark: <ModeMark mode="prod" /> },
  'Form dialog, pending': { action: actionWith({ pending: true }) },
  'Form dialog, refused': { action: actionWith({ error: failed('internal') }) },
  'Form dialog, outcome unknown': {
    action: actionWith({ error: failed('outcome-unknown') }),
    connectionId: 'one',
  },
  'Form dialog, key refused': {
    action: actionWith({ error: failed('api-invalid-key') }),
    connectionId: 'one',
  },
  'Form dialog, wide, with another way': { wide: true, otherWay: <Button>Several at once…</Button> },
  'Form dialog, not yet': { submitDisabled: true },
};
const DIALOGS = namesOf({ Dialog: true, 'Dialog, busy': true, 'Dialog, without footer': true });

function Dialogs(): ReactElement {
  const [open, setOpen] = useState<string | null>(null);
  const close = (): void => setOpen(null);
  const form = open === null ? undefined : FORMS[open];
  const isDialog = DIALOGS.some((name) => name === open);
  return (
    <>
      <Sample name="Dialog and FormDialog">
        {[...DIALOGS, ...Object.keys(FORMS)].map((name) => (
          <Button key={name} data-overlay onClick={() => setOpen(name)}>
            {name}
          </Button>
        ))}
      </Sample>
      {open === null || !isDialog ? null : (
        <Dialog
          title={open}
          description="What it is about."
          busy={open === 'Dialog, busy'}
          onClose={close}
          footer={open === 'Dialog, without footer' ? undefined : <Button onClick={close}>Done</Button>}
        >
          <p>It is stored in your vault.</p>
        </Dialog>
      )}
      {open === null || form === undefined ? null : (
        <FormDialog
          title={open}
          action={actionWith({})}
          submit="Rotate ERP Sync"
          onSubmit={close}
          {...form}
          onClose={close}
        >
          <TextField autoFocus label="Note" hint="Kept in this vault only." />
        </FormDialog>
      )}
    </>
  );
}

function Menus(): ReactElement {
  const [on, setOn] = useState(true);
  const [order, setOrder] = useState<'name' | 'age'>('name');
  const orders = [
    { value: 'name', label: 'By name', textLabel: 'By name' },
    { value: 'age', label: 'By age', textLabel: 'By age' },
  ] as const;
  return (
    <>
      <Sample name="Menu">
        <Menu trigger={<Button data-overlay>Menu with everything</Button>}>
          <MenuItem icon={<Pencil aria-hidden />} shortcut="F2" onSelect={nothing}>
            Edit
          </MenuItem>
          <MenuItem disabled onSelect={nothing}>
            Disabled
          </MenuItem>
          <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={nothing}>
            Delete
          </MenuItem>
          <MenuSeparator />
          <MenuGroup label="Columns">
            <MenuCheck checked={on} onChange={setOn}>
              Role
            </MenuCheck>
            <MenuCheck checked={!on} onChange={(next) => setOn(!next)}>
              Last used
            </MenuCheck>
          </MenuGroup>
          <MenuSeparator />
          <MenuChoice value={order} options={orders} onChange={setOrder} />
        </Menu>
        <SaveMenu
          label="Save menu"
          action={actionWith({})}
          formats={[{ value: 'csv', label: 'CSV' }]}
          onSave={nothing}
        />
        <SaveMenu
          small
          label="Small, saving"
          action={actionWith({ pending: true })}
          formats={[]}
          onSave={nothing}
        />
      </Sample>
      <Sample name="ContextMenu">
        <ContextMenu onAsk={() => true} items={<MenuItem onSelect={nothing}>Copy secret</MenuItem>}>
          <div data-context tabIndex={0} role="group" aria-label="A row">
            Right-click here
          </div>
        </ContextMenu>
      </Sample>
      <Sample name="Tooltip">
        <Tooltip text="Said beside it">
          <Button>Rest here</Button>
        </Tooltip>
      </Sample>
      <Sample name="Toast">
        <Button
          onClick={() => showToast('ERP Sync is revoked', 'Requests with this key are refused from now on.')}
        >
          Show a toast
        </Button>
      </Sample>
      <Sample name="LookNow">
        <State name="beside an unknown outcome">
          <LookNow connectionId="one" onLooked={nothing} />
        </State>
      </Sample>
    </>
  );
}

export function Overlays(): ReactElement {
  return (
    <>
      <Dialogs />
      <Menus />
    </>
  );
}
