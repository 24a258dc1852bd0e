import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import {
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
  type SubmitEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
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
  /** What became of what was pressed; comes where it moves no button. */
  readonly outcome?: ReactNode;
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

const LEAST_ROOM = 120;
const MARGIN = 24;

/**
 * Holds the buttons where they were pressed, until something is typed or chosen: what is asked keeps its height, and the
 * outcome comes below the buttons.
 * @returns the room there; null where it is too little, and the outcome scrolls at the end of what is asked
 */
function useHeldButtons(
  popup: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
  busy: boolean,
  hasOutcome: boolean,
): number | null {
  const [room, setRoom] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (popup.current === null || body.current === null) return;
    // What was read stands in the body and needs its room; only a word about the press has room of its own.
    if (!busy && !hasOutcome) body.current.style.removeProperty('height');
    if (!busy) return;
    body.current.style.setProperty('height', `${String(body.current.offsetHeight)}px`);
    const left = innerHeight - MARGIN - popup.current.getBoundingClientRect().bottom;
    // oxlint-disable-next-line react/set-state-in-effect -- measured as it stands at the press
    setRoom(left < LEAST_ROOM ? null : left);
  }, [busy, hasOutcome, popup, body]);
  return room;
}

export function Dialog(props: DialogProps): ReactElement {
  const t = useText();
  const popup = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const room = useHeldButtons(popup, body, props.busy === true, (props.outcome ?? null) !== null);
  const letGo = (): void => {
    body.current?.style.removeProperty('height');
  };
  const inner = (
    <>
      <div
        ref={body}
        className={c('body', props.steady === true && 'steady')}
        onInput={letGo}
        onClick={letGo}
      >
        {props.children}
        {room === null ? props.outcome : null}
      </div>
      {props.footer === undefined ? null : <div className={c('footer')}>{props.footer}</div>}
      {room === null ? null : (
        <div className={c('outcome')} style={{ maxHeight: room }}>
          {props.outcome}
        </div>
      )}
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
