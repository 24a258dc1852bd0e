import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { Check, CircleAlert, Eye, EyeOff } from 'lucide-react';
import { useId, useState, type ComponentPropsWithRef, type ReactElement, type ReactNode } from 'react';
import { useText } from '../lib/intl.tsx';
import { IconButton } from './button.tsx';
import { classes } from './classes.ts';
import styles from './field.module.css';

const c = classes(styles);

interface FieldShape {
  readonly label: string;
  readonly optional?: boolean;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
}

interface FieldProps extends FieldShape {
  readonly children: (ids: {
    readonly id: string;
    readonly labelId: string;
    readonly describedBy: string | undefined;
  }) => ReactNode;
}

/** Label, control, hint and what is wrong, tied together for screen readers. */
export function Field({ label, optional, hint, error, children }: FieldProps): ReactElement {
  const t = useText();
  const id = useId();
  const hasError = error !== undefined && error !== null;
  const describedBy =
    [hint === undefined ? null : `${id}-hint`, hasError ? `${id}-error` : null]
      .filter((part) => part !== null)
      .join(' ') || undefined;
  return (
    <div className={c('field')}>
      <label className={c('label')} htmlFor={id} id={`${id}-label`}>
        {label}
        {optional === true ? <span className={c('optional')}> {t('common.optional')}</span> : null}
      </label>
      {children({ id, labelId: `${id}-label`, describedBy })}
      {hasError ? (
        <p className={c('error')} id={`${id}-error`} role="alert">
          <CircleAlert aria-hidden />
          {error}
        </p>
      ) : null}
      {hint === undefined ? null : (
        <div className={c('hint')} id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldShape, Omit<ComponentPropsWithRef<'input'>, 'size'> {
  readonly mono?: boolean;
  readonly large?: boolean;
}

export function TextField({
  label,
  optional,
  hint,
  error,
  mono,
  large,
  ...input
}: TextFieldProps): ReactElement {
  return (
    <Field label={label} optional={optional ?? false} hint={hint} error={error}>
      {({ id, describedBy }) => (
        <input
          autoComplete="off"
          spellCheck={false}
          {...input}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          className={c('input', mono === true && 'mono', large === true && 'large', error && 'invalid')}
        />
      )}
    </Field>
  );
}

export interface TextAreaProps extends FieldShape, ComponentPropsWithRef<'textarea'> {}

export function TextArea({ label, optional, hint, error, ...rest }: TextAreaProps): ReactElement {
  return (
    <Field label={label} optional={optional ?? false} hint={hint} error={error}>
      {({ id, describedBy }) => (
        <textarea
          {...rest}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          className={c('input', rest.className, error && 'invalid')}
        />
      )}
    </Field>
  );
}

/**
 * SECURITY: uncontrolled on purpose. What is typed lives in the input alone, is read once on submit and cleared by the
 * caller; it must never become state.
 */
export function SecretField({ label, hint, error, mono, large, ...input }: TextFieldProps): ReactElement {
  const t = useText();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const watchCapsLock = (event: React.KeyboardEvent | React.MouseEvent): void => {
    setCapsLock(event.getModifierState('CapsLock'));
  };
  return (
    <Field label={label} hint={capsLock ? t('common.caps-lock') : hint} error={error}>
      {({ id, describedBy }) => (
        <div className={c('with-button')}>
          <input
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            {...input}
            id={id}
            type={shown ? 'text' : 'password'}
            aria-describedby={describedBy}
            aria-invalid={error ? true : undefined}
            onKeyUp={watchCapsLock}
            onKeyDown={watchCapsLock}
            onClick={watchCapsLock}
            className={c('input', mono === true && 'mono', large === true && 'large', error && 'invalid')}
          />
          <IconButton
            label={shown ? t('common.hide-typed') : t('common.show-typed')}
            className={c('inside')}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </IconButton>
        </div>
      )}
    </Field>
  );
}

export function Checkbox({
  label,
  checked,
  onChange,
}: {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): ReactElement {
  return (
    <label className={c('check')}>
      <BaseCheckbox.Root className={c('box')} checked={checked} onCheckedChange={(next) => onChange(next)}>
        <BaseCheckbox.Indicator>
          <Check aria-hidden />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <span className="wrap">{label}</span>
    </label>
  );
}

export function Switch({
  labelledBy,
  checked,
  onChange,
}: {
  readonly labelledBy: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): ReactElement {
  return (
    <BaseSwitch.Root
      aria-labelledby={labelledBy}
      className={c('switch')}
      checked={checked}
      onCheckedChange={(next) => onChange(next)}
    >
      <BaseSwitch.Thumb className={c('thumb')} />
    </BaseSwitch.Root>
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

export function Choices<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}): ReactElement {
  const id = useId();
  return (
    <div className={c('field')}>
      <span className={c('label')} id={id}>
        {label}
      </span>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onChange(next)}
        className={c('choices')}
      >
        {options.map((option) => (
          <label key={option.value} className={c('check')}>
            <Radio.Root value={option.value} className={c('box', 'radio')} />
            <span>
              <span className={c('choice-text')}>{option.label}</span>
              {option.hint === undefined ? null : <span className={c('hint')}>{option.hint}</span>}
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
