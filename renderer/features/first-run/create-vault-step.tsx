import { useRef, useState, type SubmitEvent, type ReactElement } from 'react';
import { useAppStore } from '../../lib/app-store.ts';
import { call } from '../../lib/bridge.ts';
import { useRichText, useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TextField } from '../../ui/field.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import {
  RecoveryKeyView,
  useWrittenDown,
  useShownOnce,
  type ShownOnce,
} from '../protection/recovery-key-view.tsx';
import { NewPasswordFields, type NewPasswordHandle } from './new-password-fields.tsx';
import styles from './first-run.module.css';

const c = classes(styles);

export function CreateVaultStep({ onDone }: { readonly onDone: () => void }): ReactElement {
  const [made, setMade] = useState(false);
  const shown = useShownOnce();
  return made ? (
    <RecoveryKeyPanel target={shown.ref} onDone={onDone} />
  ) : (
    <PasswordPanel
      onMade={(key) => {
        shown.put(key);
        setMade(true);
      }}
    />
  );
}

function PasswordPanel({ onMade }: { readonly onMade: (recoveryKey: string) => void }): ReactElement {
  const t = useText();
  const rich = useRichText();
  const action = useAction();
  const setOnboarding = useAppStore((store) => store.setOnboarding);
  const vaultPath = useAppStore((store) => store.state?.vaultPath ?? '');
  const setRestoring = useAppStore((store) => store.setRestoring);
  const [nameless, setNameless] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<NewPasswordHandle>(null);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const typedName = name.current?.value.trim() ?? '';
    setNameless(typedName === '');
    if (typedName === '') {
      name.current?.focus();
      return;
    }
    const typed = password.current?.read() ?? null;
    if (typed === null) return;
    setOnboarding(true);
    const done = await action.run(() => call('vault.create', { name: typedName, password: typed }));
    if (done === null) {
      setOnboarding(false);
      return;
    }
    password.current?.clear();
    onMade(done.value.recoveryKey);
  };

  return (
    <form className={c('panel')} onSubmit={(event) => void submit(event)} noValidate>
      <div>
        <h1>{t('first-run.vault-title')}</h1>
        <p className="muted">{t('first-run.vault-text')}</p>
      </div>
      <TextField
        ref={name}
        label={t('first-run.vault-name')}
        defaultValue={t('first-run.vault-name-default')}
        maxLength={100}
        error={nameless ? t('first-run.name-empty') : action.fieldError('name')}
      />
      <NewPasswordFields
        ref={password}
        autoFocus
        label={t('first-run.password')}
        labelAgain={t('first-run.password-again')}
        error={action.fieldError('password')}
      />
      <Notice tone="warn" title={t('first-run.forgotten-title')}>
        <p>{rich('first-run.forgotten-text')}</p>
      </Notice>
      {action.error === null || action.error.field !== undefined ? null : (
        <ErrorNotice error={action.error} />
      )}
      <div className={c('actions')}>
        <Button variant="link" onClick={() => setRestoring(true)}>
          {t('restore.link')}
        </Button>
        <Button type="submit" variant="primary" size="large" pending={action.pending}>
          {t('first-run.create-vault')}
        </Button>
      </div>
      <p className="muted small wrap">{t('first-run.stored-in', { path: vaultPath })}</p>
    </form>
  );
}

function RecoveryKeyPanel({
  target,
  onDone,
}: {
  readonly target: ShownOnce['ref'];
  readonly onDone: () => void;
}): ReactElement {
  const t = useText();
  const written = useWrittenDown();

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await written.check()) onDone();
  };

  return (
    <form className={c('panel')} onSubmit={(event) => void submit(event)} noValidate>
      <div>
        <h1>{t('first-run.recovery-title')}</h1>
        <p className="muted">{t('first-run.recovery-text')}</p>
      </div>
      <RecoveryKeyView target={target} />
      {written.note}
      <div className={c('actions')}>
        <Button variant="link" onClick={onDone}>
          {t('first-run.recovery-skip')}
        </Button>
        <Button type="submit" variant="primary" size="large" pending={written.pending}>
          {t('first-run.recovery-confirm')}
        </Button>
      </div>
    </form>
  );
}
