import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type SubmitEvent, type ReactElement, type ReactNode } from 'react';
import { useText } from '../lib/intl.tsx';
import { IconButton } from './button.tsx';
import { classes } from './classes.ts';
import styles from './dialog.module.css';

const c = classes(styles);

export interface DialogProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** The mark of the connection's mode, where the dialog changes something. */
  readonly mark?: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  /** Its body has one height, whatever is read into it later. */
  readonly steady?: boolean;
  /** While a call is under way the dialog stays, so that its outcome is seen. */
  readonly busy?: boolean;
  readonly onClose: () => void;
  /** With it, the dialog is a form and Enter submits it. */
  readonly onSubmit?: (form: HTMLFormElement) => void;
}

const FOCUSABLE =
  ':is(input, textarea, select, button, a[href], [tabindex="0"]:not([role="region"])):not(:disabled)';

/** Where to begin: at what the dialog is about, not at its close button. A field that asked for the focus keeps it. */
function firstStop(popup: HTMLElement | null): HTMLElement | boolean {
  if (popup === null) return true;
  const { activeElement } = document;
  if (activeElement !== popup && popup.contains(activeElement)) return false;
  return (
    popup.querySelector<HTMLElement>(`.${c('body')} ${FOCUSABLE}`) ??
    popup.querySelector<HTMLElement>(`.${c('footer')} ${FOCUSABLE}`) ??
    true
  );
}

export function Dialog(props: DialogProps): ReactElement {
  const t = useText();
  const popup = useRef<HTMLDivElement>(null);
  const inner = (
    <>
      <div className={c('body', props.steady === true && 'steady')}>{props.children}</div>
      {props.footer === undefined ? null : <div className={c('footer')}>{props.footer}</div>}
    </>
  );
  return (
    <Base.Root
      open
      disablePointerDismissal
      onOpenChange={(open) => {
        if (!open && props.busy !== true) props.onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={c('backdrop')} />
        <Base.Viewport className={c('viewport')}>
          <Base.Popup
            ref={popup}
            initialFocus={() => firstStop(popup.current)}
            className={c('popup', props.wide === true && 'wide')}
          >
            <div className={c('header')}>
              <div className={c('heading')}>
                <Base.Title className={c('title')}>{props.title}</Base.Title>
                {props.description === undefined ? null : (
                  <Base.Description className={c('description')}>{props.description}</Base.Description>
                )}
              </div>
              {props.mark}
              <Base.Close
                disabled={props.busy === true}
                render={
                  <IconButton label={t('common.close')}>
                    <X aria-hidden />
                  </IconButton>
                }
              />
            </div>
            {props.onSubmit === undefined ? (
              inner
            ) : (
              <form
                noValidate
                style={{ display: 'contents' }}
                onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
                  event.preventDefault();
                  if (props.busy !== true) props.onSubmit?.(event.currentTarget);
                }}
              >
                {inner}
              </form>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
