import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useAppStore } from '../lib/app-store.ts';
import { shortcutText } from '../lib/shortcut-text.ts';
import { classes } from './classes.ts';
import styles from './popup.module.css';

const c = classes(styles);

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
}

export function Menu({ trigger, children, align = 'start' }: MenuProps): ReactElement {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={c('positioner')} sideOffset={4} align={align}>
          <Base.Popup className={c('popup')}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** In tinykeys' notation; said, not heard here. */
  readonly shortcut?: string | null;
  readonly onSelect: () => void;
}

export function MenuItem({
  icon,
  children,
  danger,
  disabled,
  shortcut = null,
  onSelect,
}: MenuItemProps): ReactElement {
  const mac = useAppStore((store) => store.state?.platform === 'darwin');
  return (
    <Base.Item
      className={c('item', danger === true && 'item-danger')}
      disabled={disabled ?? false}
      onClick={onSelect}
    >
      {icon}
      <span className={c('item-text', 'truncate')}>{children}</span>
      {shortcut === null ? null : <kbd className={c('item-hint')}>{shortcutText(shortcut, mac)}</kbd>}
    </Base.Item>
  );
}

export function MenuSeparator(): ReactElement {
  return <Base.Separator className={c('separator')} />;
}

/** Items under a heading of their own. */
export function MenuGroup({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Base.Group>
      <Base.GroupLabel className={c('group-label')}>{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

/** On or off; the menu stays open, since several are often wanted. */
export function MenuCheck({
  checked,
  children,
  onChange,
}: {
  readonly checked: boolean;
  readonly children: ReactNode;
  readonly onChange: (checked: boolean) => void;
}): ReactElement {
  return (
    <Base.CheckboxItem
      className={c('item')}
      checked={checked}
      closeOnClick={false}
      onCheckedChange={(next) => onChange(next)}
    >
      <span className={c('indicator')}>
        <Base.CheckboxItemIndicator>
          <Check aria-hidden />
        </Base.CheckboxItemIndicator>
      </span>
      <span className={c('item-text', 'truncate')}>{children}</span>
    </Base.CheckboxItem>
  );
}

export interface MenuChoiceProps<Value extends string> {
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly label: ReactNode;
    readonly textLabel: string;
  }[];
  readonly onChange: (value: Value) => void;
}

export function MenuChoice<Value extends string>({
  value,
  options,
  onChange,
}: MenuChoiceProps<Value>): ReactElement {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)}>
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          label={option.textLabel}
          closeOnClick
          className={c('item')}
        >
          <span className={c('indicator')}>
            <Base.RadioItemIndicator>
              <Check aria-hidden />
            </Base.RadioItemIndicator>
          </span>
          <span className={c('item-text')}>{option.label}</span>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}
