import { Printer, FileDown } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TextField } from '../../ui/field.tsx';
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

export interface RetypedKey {
  readonly field: ReactElement;
  readonly pending: boolean;
  /** Asks the vault; says at the field when it differs. */
  readonly check: () => Promise<boolean>;
}

/** The proof that the key was written down rightly. */
export function useRetypedKey(): RetypedKey {
  const t = useText();
  const action = useAction();
  const [differs, setDiffers] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  return {
    pending: action.pending,
    field: (
      <>
        <TextField
          ref={input}
          mono
          label={t('first-run.recovery-retype')}
          hint={t('first-run.recovery-retype-hint')}
          error={differs ? t('first-run.recovery-differs') : null}
        />
        {action.error === null ? null : <ErrorNotice error={action.error} />}
      </>
    ),
    async check() {
      const typed = input.current?.value ?? '';
      if (typed === '') {
        setDiffers(true);
        input.current?.focus();
        return false;
      }
      const done = await action.run(() => call('vault.confirm-recovery-key', { recoveryKey: typed }));
      if (done === null) return false;
      setDiffers(!done.value.matches);
      if (!done.value.matches) input.current?.focus();
      return done.value.matches;
    },
  };
}
