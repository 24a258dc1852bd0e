import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { classes } from './classes.ts';
import styles from './popup.module.css';

const c = classes(styles);

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string | undefined;
}

export interface SelectProps<Value extends string> {
  readonly id?: string;
  readonly label?: string;
  readonly labelledBy?: string;
  readonly describedBy?: string | undefined;
  readonly value: Value | null;
  readonly options: readonly SelectOption<Value>[];
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}

export function Select<Value extends string>(props: SelectProps<Value>): ReactElement {
  const { value, options } = props;
  const selected = options.find((option) => option.value === value);
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => {
        if (next !== null) props.onChange(next);
      }}
      disabled={props.disabled ?? false}
      modal={false}
    >
      <Base.Trigger
        id={props.id}
        aria-label={props.label}
        aria-labelledby={props.labelledBy}
        aria-describedby={props.describedBy}
        className={c('select')}
      >
        <span className={c('select-value', 'truncate', selected === undefined && 'placeholder')}>
          {selected?.label ?? props.placeholder ?? ''}
        </span>
        <ChevronsUpDown aria-hidden />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={c('positioner')} sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={c('popup')}>
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={c('item')}>
                  <span className={c('item-text')}>
                    <Base.ItemText className="wrap">{option.label}</Base.ItemText>
                    {option.hint === undefined ? null : (
                      <span className={c('item-hint')}>
                        <br />
                        {option.hint}
                      </span>
                    )}
                  </span>
                  <span className={c('indicator')}>
                    <Base.ItemIndicator>
                      <Check aria-hidden />
                    </Base.ItemIndicator>
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
