import type { ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { FormDialog, type FormDialogProps } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';

/** What a person is asked about one key: which one it is, and whether it is one of production, stand above everything else. */
export function KeyDialog({
  entry,
  ...rest
}: Omit<FormDialogProps, 'mark'> & { readonly entry: KeySummary }): ReactElement {
  return (
    <FormDialog description={<code>{entry.redacted}</code>} mark={<ModeMark mode={entry.mode} />} {...rest} />
  );
}
