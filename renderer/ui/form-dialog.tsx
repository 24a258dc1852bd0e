import type { ReactElement, ReactNode } from 'react';
import { useText } from '../app/intl.tsx';
import type { Action } from '../app/use-action.ts';
import { Button } from './button.tsx';
import { Dialog, type DialogProps } from './dialog.tsx';
import { ErrorNotice } from './notice.tsx';

export interface FormDialogProps extends Pick<
  DialogProps,
  'title' | 'description' | 'mark' | 'wide' | 'children' | 'onClose'
> {
  /** What submitting does; the dialog waits for it and shows its error. */
  readonly action: Action;
  /** Fields of the form: an error that belongs to one of them is shown there and not below. */
  readonly fields?: readonly string[];
  readonly submit: string;
  readonly submitIcon?: ReactElement;
  readonly submitDisabled?: boolean;
  readonly danger?: boolean;
  /** Actions beside the error, such as trying again. */
  readonly errorActions?: ReactNode;
  readonly onSubmit: () => void | Promise<void>;
}

/** A form in a dialog: what is asked, what went wrong, Cancel, and the one thing it does. */
export function FormDialog(props: FormDialogProps): ReactElement {
  const t = useText();
  const { action } = props;
  const error =
    action.error === null || (props.fields ?? []).includes(action.error.field ?? '') ? null : action.error;
  return (
    <Dialog
      title={props.title}
      description={props.description}
      mark={props.mark}
      wide={props.wide ?? false}
      busy={action.pending}
      onClose={props.onClose}
      onSubmit={() => void props.onSubmit()}
      footer={
        <>
          <Button onClick={props.onClose} disabled={action.pending}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            variant={props.danger === true ? 'danger-solid' : 'primary'}
            pending={action.pending}
            disabled={props.submitDisabled ?? false}
            icon={props.submitIcon}
          >
            {props.submit}
          </Button>
        </>
      }
    >
      {props.children}
      {error === null ? null : <ErrorNotice error={error} actions={props.errorActions} />}
    </Dialog>
  );
}
