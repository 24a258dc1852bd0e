import { Printer, FileDown } from 'lucide-react';
import { useRef, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import styles from './protection.module.css';

const c = classes(styles);

export interface ShownOnce {
  readonly put: (text: string) => void;
  readonly ref: (element: HTMLElement | null) => void;
}

/** SECURITY: the key goes from the reply into the element and is never React state; nothing keeps it beyond the page. */
export function useShownOnce(): ShownOnce {
  const waiting = useRef<string | null>(null);
  const element = useRef<HTMLElement | null>(null);
  const show = (): void => {
    if (element.current === null || waiting.current === null) return;
    element.current.textContent = waiting.current;
    waiting.current = null;
  };
  return {
    put: (text) => {
      waiting.current = text;
      show();
    },
    ref: (next) => {
      element.current = next;
      show();
    },
  };
}

/** The recovery key that was just made: to write down, to print or to save. */
export function RecoveryKeyView({ target }: { readonly target: ShownOnce['ref'] }): ReactElement {
  const t = useText();
  const kit = useAction();
  const save = async (): Promise<void> => {
    const done = await kit.run(() => call('vault.save-kit', undefined));
    if (done !== null && done.value.path !== null) showToast(t('kit.saved'));
  };
  return (
    <>
      <div
        ref={target}
        className={c('recovery-key')}
        data-testid="recovery-key"
        role="group"
        aria-label={t('first-run.recovery-key')}
      />
      <div className={c('kit')}>
        <Button
          icon={<Printer aria-hidden />}
          pending={kit.pending}
          onClick={() => void kit.run(() => call('vault.print-kit', undefined))}
        >
          {t('kit.print')}
        </Button>
        <Button icon={<FileDown aria-hidden />} pending={kit.pending} onClick={() => void save()}>
          {t('kit.save')}
        </Button>
        <span className="muted small">{t('kit.hint')}</span>
      </div>
      {kit.error === null ? null : <ErrorNotice error={kit.error} />}
    </>
  );
}

export interface WrittenDown {
  /** What stands below the key. */
  readonly note: ReactElement;
  readonly pending: boolean;
  /** The key is typed in main's own window, which says where it differs. */
  readonly check: () => Promise<boolean>;
}

/**
 * The proof that the key was written down rightly.
 * @param isNew it opens nothing until then
 */
export function useWrittenDown(isNew = false): WrittenDown {
  const t = useText();
  const action = useAction();
  return {
    pending: action.pending,
    note: (
      <>
        <p className="muted">{t('recovery.confirm-asks')}</p>
        {action.error === null ? null : <ErrorNotice error={action.error} />}
      </>
    ),
    check: async () =>
      (await action.run(() =>
        isNew
          ? call('vault.settle-recovery-key', { outcome: 'typed' })
          : call('vault.confirm-recovery-key', undefined),
      )) !== null,
  };
}
