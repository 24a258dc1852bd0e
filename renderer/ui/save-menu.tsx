import { FileDown } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Action } from '../lib/use-action.ts';
import { Button } from './button.tsx';
import { Menu, MenuItem } from './menu.tsx';

/** A button that offers a file in several formats. */
export function SaveMenu<Format extends string>({
  label,
  small = false,
  action,
  formats,
  onSave,
}: {
  readonly label: string;
  readonly small?: boolean;
  readonly action: Action;
  readonly formats: readonly { readonly value: Format; readonly label: string }[];
  readonly onSave: (format: Format) => void;
}): ReactElement {
  return (
    <Menu
      align="end"
      trigger={
        <Button size={small ? 'small' : 'medium'} icon={<FileDown aria-hidden />} pending={action.pending}>
          {label}
        </Button>
      }
    >
      {formats.map((format) => (
        <MenuItem key={format.value} onSelect={() => onSave(format.value)}>
          {format.label}
        </MenuItem>
      ))}
    </Menu>
  );
}
