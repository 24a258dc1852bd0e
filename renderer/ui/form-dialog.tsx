import type { ReactElement, ReactNode } from 'react';
import type { SerializedError } from '../../shared/errors.ts';
import { call } from '../lib/bridge.ts';
import { useText } from '../lib/intl.tsx';
import { useNavigation } from '../lib/navigation-store.ts';
import { useAction, type Action } from '../lib/use-action.ts';
import { useBusyFields } from './busy-form.tsx';
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
  /** Left of Cancel: another way to the same end. */
  readonly otherWay?: ReactNode;
  /** Actions beside the error, such as trying again. */
  readonly errorActions?: ReactNode;
  /**
   * The account that is asked: it is looked into where the outcome of the action is not known, and repaired where its admin
   * key is refused.
   */
  readonly connectionId?: string | undefined;
  readonly onSubmit: () => void | Promise<void>;
}

/** The account's own admin key is not taken any more. */
const REFUSED_KEY: ReadonlySet<string> = new Set(['api-invalid-key', 'api-key-expired', 'api-key-revoked']);

/** The error as far as no field of the form shows it. */
export function errorBelow(
  error: SerializedError | null,
  fields: readonly string[] = [],
): SerializedError | null {
  return error !== null && fields.includes(error.field ?? '') ? null : error;
}

/** A form in a dialog: what is asked, what went wrong, Cancel, and the one thing it does. */
export function FormDialog(props: FormDialogProps): ReactElement {
  const t = useText();
  const { action } = props;
  const { busy, around } = useBusyFields();
  const disabled = busy || props.submitDisabled === true;
  const error = errorBelow(action.error, props.fields);
  // It may have been done: sending it again could do it twice, and there is nothing left to cancel.
  const unknown = error?.code === 'outcome-unknown';
  return (
    <Dialog
      title={props.title}
      description={props.description}
      mark={props.mark}
      wide={props.wide ?? false}
      busy={action.pending}
      onClose={props.onClose}
      onSubmit={() => {
        if (!unknown && !disabled) void props.onSubmit();
      }}
      outcome={
        error === null ? null : (
          <ErrorNotice
            error={error}
            actions={
              props.connectionId === undefined ? (
                props.errorActions
              ) : unknown ? (
                <LookNow connectionId={props.connectionId} onLooked={props.onClose} />
              ) : REFUSED_KEY.has(error.code) ? (
                <RepairFirst connectionId={props.connectionId} />
              ) : (
                props.errorActions
              )
            }
          />
        )
      }
      footer={
        unknown ? (
          <Button onClick={props.onClose}>{t('common.close')}</Button>
        ) : (
          <>
            {props.otherWay}
            <Button onClick={props.onClose} disabled={action.pending}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              variant={props.danger === true ? 'danger-solid' : 'primary'}
              pending={action.pending}
              disabled={disabled}
              icon={props.submitIcon}
            >
              {props.submit}
            </Button>
          </>
        )
      }
    >
      {around(props.children)}
    </Dialog>
  );
}

/** The draft keeps what was typed, and the bar leads back to it. */
function RepairFirst({ connectionId }: { readonly connectionId: string }): ReactElement {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  return (
    <Button size="small" onClick={() => openDialog({ kind: 'repair-connection', connectionId })}>
      {t('unfinished.repair')}
    </Button>
  );
}

/** Asks the account what became of it, instead of waiting for the next synchronisation; the list shows the answer. */
export function LookNow({
  connectionId,
  onLooked,
}: {
  readonly connectionId: string;
  readonly onLooked: () => void;
}): ReactElement {
  const t = useText();
  const look = useAction();
  const run = async (): Promise<void> => {
    if ((await look.run(() => call('connections.sync', { connectionId }))) !== null) onLooked();
  };
  return (
    <>
      <Button size="small" pending={look.pending} onClick={() => void run()}>
        {t('unfinished.look-now')}
      </Button>
      {look.error === null ? null : <ErrorNotice error={look.error} />}
    </>
  );
}
