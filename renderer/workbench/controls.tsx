/** What is pressed, typed into and chosen from. */
import { Plus, Settings } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { BrandMark } from '../ui/brand-mark.tsx';
import { Button, IconButton, Spinner, type ButtonProps } from '../ui/button.tsx';
import { Checkbox, Choices, Field, SecretField, Switch, TextArea, TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { SettingRow } from '../ui/settings-row.tsx';
import { namesOf, Sample, State } from './sample.tsx';

const VARIANTS = namesOf<NonNullable<ButtonProps['variant']>>({
  default: true,
  primary: true,
  danger: true,
  'danger-solid': true,
  quiet: true,
  link: true,
});
const SIZES = namesOf<NonNullable<ButtonProps['size']>>({ small: true, medium: true, large: true });
const nothing = (): void => undefined;

function Buttons(): ReactElement {
  return (
    <>
      <Sample name="Button">
        {VARIANTS.map((variant) => (
          <State key={variant} name={variant}>
            <Button variant={variant} icon={<Plus aria-hidden />}>
              New key
            </Button>
            <Button variant={variant} pending>
              Pending
            </Button>
            <Button variant={variant} disabled>
              Disabled
            </Button>
          </State>
        ))}
        {SIZES.map((size) => (
          <State key={size} name={size}>
            <Button size={size}>{size}</Button>
          </State>
        ))}
        <State name="wide" wide>
          <Button wide>As wide as there is room</Button>
        </State>
      </Sample>
      <Sample name="IconButton">
        <State name="enabled">
          <IconButton label="Settings">
            <Settings aria-hidden />
          </IconButton>
        </State>
        <State name="disabled">
          <IconButton label="Settings, disabled" disabled>
            <Settings aria-hidden />
          </IconButton>
        </State>
      </Sample>
      <Sample name="Spinner">
        <State name="turning">
          <Spinner />
        </State>
      </Sample>
      <Sample name="BrandMark">
        <State name="16 and 40">
          <BrandMark />
          <BrandMark size={40} />
        </State>
      </Sample>
    </>
  );
}

const OPTIONS = [
  { value: 'one', label: 'ERP Sync', hint: 'Production' },
  { value: 'two', label: 'A name that is so long that it does not fit into the field it stands in' },
] as const;

function Texts(): ReactElement {
  const hint = 'What uses it.';
  const error = 'Give the key a name.';
  return (
    <>
      <Sample name="TextField">
        <State name="empty, with a hint" wide>
          <TextField label="Name" hint={hint} />
        </State>
        <State name="optional, filled" wide>
          <TextField optional label="Owner" defaultValue="Ann" />
        </State>
        <State name="with an error" wide>
          <TextField label="Name" hint={hint} error={error} />
        </State>
        <State name="disabled" wide>
          <TextField label="Name" disabled defaultValue="ERP Sync" />
        </State>
        <State name="mono" wide>
          <TextField mono label="Address" defaultValue="https://api.augno.com" />
        </State>
        <State name="large" wide>
          <TextField large label="Name of the vault" defaultValue="Acme" />
        </State>
      </Sample>
      <Sample name="TextArea">
        <State name="filled" wide>
          <TextArea label="Notes" rows={3} defaultValue="Ask Ann first." />
        </State>
        <State name="with an error" wide>
          <TextArea label="Notes" rows={3} hint={hint} error={error} />
        </State>
      </Sample>
      <Sample name="SecretField">
        <State name="empty, with a hint" wide>
          <SecretField mono label="Key" hint="It is stored sealed." />
        </State>
        <State name="with an error" wide>
          <SecretField label="Key" error="Paste the key." />
        </State>
        <State name="large" wide>
          <SecretField large label="Large" />
        </State>
      </Sample>
      <Sample name="Field">
        <State name="around a choice" wide>
          <Field label="Role" hint={hint} error={error}>
            {({ id, labelId, describedBy }) => (
              <Select
                id={id}
                labelledBy={labelId}
                describedBy={describedBy}
                value={null}
                placeholder="Choose a role"
                options={OPTIONS}
                onChange={nothing}
              />
            )}
          </Field>
        </State>
      </Sample>
    </>
  );
}

function Choosing(): ReactElement {
  const [chosen, setChosen] = useState<'one' | 'two'>('one');
  const [on, setOn] = useState(true);
  return (
    <>
      <Sample name="Select">
        <State name="chosen" wide>
          <Select label="Key" value={chosen} options={OPTIONS} onChange={setChosen} />
        </State>
        <State name="nothing chosen" wide>
          <Select
            label="Key, nothing chosen"
            value={null}
            placeholder="Choose"
            options={OPTIONS}
            onChange={setChosen}
          />
        </State>
        <State name="disabled" wide>
          <Select label="Key, disabled" disabled value="two" options={OPTIONS} onChange={setChosen} />
        </State>
      </Sample>
      <Sample name="Checkbox">
        <State name="on and off">
          <Checkbox label="Include the Git history" checked={on} onChange={setOn} />
          <Checkbox label="Not this" checked={!on} onChange={(next) => setOn(!next)} />
        </State>
      </Sample>
      <Sample name="Choices">
        <State name="with hints" wide>
          <Choices
            label="When does the old key stop?"
            value={chosen}
            onChange={setChosen}
            options={[
              { value: 'one', label: 'Later', hint: 'Both keys work until then.' },
              { value: 'two', label: 'At once' },
            ]}
          />
        </State>
      </Sample>
      <Sample name="Switch">
        <State name="on and off" wide>
          <SettingRow label="Notify me" hint="Before a key expires.">
            {(labelId) => <Switch labelledBy={labelId} checked={on} onChange={setOn} />}
          </SettingRow>
          <SettingRow label="Start at login">
            {(labelId) => <Switch labelledBy={labelId} checked={!on} onChange={(next) => setOn(!next)} />}
          </SettingRow>
        </State>
      </Sample>
      <Sample name="SettingRow">
        <State name="with a button" wide>
          <SettingRow label="Change the master password" hint="It is asked for again.">
            {() => <Button size="small">Change…</Button>}
          </SettingRow>
        </State>
      </Sample>
    </>
  );
}

export function Controls(): ReactElement {
  return (
    <>
      <Buttons />
      <Texts />
      <Choosing />
    </>
  );
}
