import { Lock } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent, type ReactElement } from 'react';
import type { AppState } from '../../../shared/ipc-contract.ts';
import { useAppStore } from '../../lib/app-store.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { SecretField } from '../../ui/field.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { secondsUntil } from '../../ui/time.ts';
import { useNow } from '../../ui/use-now.ts';
import { CopiesDialog } from './copies-dialog.tsx';
import styles from './lock-screen.module.css';

const c = classes(styles);

export function LockScreen({ state }: { readonly state: AppState }): ReactElement {
  const t = useText();
  const setRestoring = useAppStore((store) => store.setRestoring);
  const [copies, setCopies] = useState(false);
  const toCopies = (): void => setCopies(true);
  return (
    <main className={c('screen')}>
      <div className={c('card')}>
        <div className={c('head')}>
          <BrandMark size={48} />
          <div>
            <h1>{state.vaultName ?? t('app.name')}</h1>
            <p className="muted">
              {state.lastOpenedAt === null ? (
                state.vaultProblem === null ? (
                  t('lock.locked')
                ) : null
              ) : (
                <>
                  {t('lock.last-open')} <TimeText at={state.lastOpenedAt} />
                </>
              )}
            </p>
          </div>
        </div>
        {state.lockedBecause === null ? null : (
          <p className="muted">
            {t(`lock.because-${state.lockedBecause}`, { count: state.settings.autoLockMinutes })}
          </p>
        )}
        {state.lockProblem === null ? null : <ErrorNotice error={state.lockProblem} />}
        {state.vaultProblem === null ? (
          <UnlockForm state={state} toCopies={toCopies} />
        ) : (
          <Problem state={state} toCopies={toCopies} />
        )}
        <Button variant="link" onClick={() => setRestoring(true)}>
          {t('restore.link')}
        </Button>
      </div>
      {copies ? <CopiesDialog onClose={() => setCopies(false)} /> : null}
    </main>
  );
}

/** Errors that a copy of the vault is the way out of. */
const LOST: ReadonlySet<string> = new Set(['vault-damaged', 'vault-foreign', 'vault-missing']);

interface FormProps {
  readonly state: AppState;
  readonly toCopies: () => void;
}

function Problem({ state, toCopies }: FormProps): ReactElement | null {
  const t = useText();
  const load = useAppStore((store) => store.load);
  const setOnboarding = useAppStore((store) => store.setOnboarding);
  if (state.vaultProblem === null) return null;
  const isVanished = state.vaultProblem.code === 'vault-vanished';
  return (
    <>
      <ErrorNotice
        error={state.vaultProblem}
        actions={
          <>
            {LOST.has(state.vaultProblem.code) ? (
              <Button variant="primary" onClick={toCopies}>
                {t('copies.link')}
              </Button>
            ) : null}
            {isVanished ? null : <Button onClick={() => void load()}>{t('common.try-again')}</Button>}
          </>
        }
      />
      <p className={c('path')}>
        {t('lock.folder')} <code className="selectable">{state.vaultPath}</code>
      </p>
      {isVanished ? (
        <>
          <p className={c('path')}>{t('vanished.watching')}</p>
          <Button variant="link" onClick={() => setOnboarding(true)}>
            {t('vanished.anew')}
          </Button>
        </>
      ) : null}
    </>
  );
}

function UnlockForm({ state, toCopies }: FormProps): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const [way, setWay] = useState<'password' | 'recovery-key'>('password');
  const [empty, setEmpty] = useState(false);
  const [waitUntil, setWaitUntil] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const nextTryAt =
    [state.nextTryAt, waitUntil]
      .filter((at) => at !== null)
      .sort()
      .at(-1) ?? null;
  const now = useNow(nextTryAt === null ? null : 1000);
  const seconds = nextTryAt === null ? 0 : secondsUntil(nextTryAt, now);

  useEffect(() => {
    if (seconds === 0) input.current?.focus();
  }, [way, seconds]);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const field = input.current;
    if (field === null || seconds > 0) return;
    const typed = field.value;
    setEmpty(typed === '');
    if (typed === '') return;
    // From here on the palette's shortcut is heard; where the password was wrong, nothing that was typed is used.
    useAppStore.setState({ unlocking: true });
    const done = await action.run(async () => {
      const reply =
        way === 'password'
          ? await call('vault.unlock', { password: typed })
          : await call('vault.unlock-with-recovery-key', { recoveryKey: typed });
      if (!reply.ok && reply.error.retryAfterSeconds !== undefined && reply.error.retryAfterSeconds > 0) {
        setWaitUntil(new Date(Date.now() + reply.error.retryAfterSeconds * 1000).toISOString());
      }
      return reply;
    });
    // SECURITY: whatever came of it, the input is not kept.
    field.value = '';
    if (done !== null) return;
    useAppStore.setState({ unlocking: false });
    useNavigation.getState().setPaletteOpen(false);
    field.focus();
  };

  return (
    <form className={c('form')} onSubmit={(event) => void submit(event)} noValidate>
      <SecretField
        key={way}
        ref={input}
        large
        mono={way === 'recovery-key'}
        label={way === 'password' ? t('lock.password') : t('lock.recovery-key')}
        hint={way === 'recovery-key' ? t('lock.recovery-key-hint') : undefined}
        error={empty ? t(way === 'password' ? 'lock.empty' : 'lock.empty-recovery-key') : null}
        disabled={seconds > 0}
        autoFocus
      />
      {seconds > 0 ? (
        <Notice
          tone="warn"
          title={action.error === null ? t('lock.waiting') : sentence(action.error.said.message)}
        >
          <p className="figures" role="timer" aria-live="off">
            {t('lock.wait-seconds', { seconds })}
          </p>
        </Notice>
      ) : action.error === null ? null : (
        <ErrorNotice
          error={action.error}
          actions={
            LOST.has(action.error.code) ? <Button onClick={toCopies}>{t('copies.link')}</Button> : undefined
          }
        />
      )}
      <Button
        type="submit"
        variant="primary"
        size="large"
        wide
        icon={<Lock aria-hidden />}
        pending={action.pending}
        disabled={seconds > 0}
      >
        {action.pending ? t('lock.unlocking') : t('lock.unlock')}
      </Button>
      <div className={c('other')}>
        {state.quickUnlock === 'on' ? (
          <Button variant="link" onClick={() => void action.run(() => call('vault.quick-unlock', undefined))}>
            {t('lock.quick')}
          </Button>
        ) : null}
        <Button
          variant="link"
          onClick={() => {
            action.clearError();
            setEmpty(false);
            setWay(way === 'password' ? 'recovery-key' : 'password');
          }}
        >
          {way === 'password' ? t('lock.use-recovery-key') : t('lock.use-password')}
        </Button>
      </div>
    </form>
  );
}
