import { useState, type ReactElement, type ReactNode } from 'react';
import type { SerializedError } from '../../../shared/errors.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { RecoveryKeyView, useWrittenDown, useShownOnce, type ShownOnce } from './recovery-key-view.tsx';

/**
 * A new recovery key, until it was typed once more or the user says that this comes later.
 * @param isDraft it opens nothing until one of both, and who closes the dialog has none
 */
function ShowRecoveryKeyDialog({
  title,
  target,
  isDraft = false,
  children,
  onClose,
}: {
  readonly title: string;
  readonly target: ShownOnce['ref'];
  readonly isDraft?: boolean;
  readonly children?: ReactNode;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const written = useWrittenDown(isDraft);
  const action = useAction();
  const submit = async (): Promise<void> => {
    if (!(await written.check())) return;
    showToast(t('recovery.confirmed'));
    onClose();
  };
  const later = async (): Promise<void> => {
    if (isDraft) {
      const kept = await action.run(() => call('vault.settle-recovery-key', { outcome: 'written-down' }));
      if (kept === null) return;
      showToast(t('recovery.kept'));
    }
    onClose();
  };
  const close = (): void => {
    if (isDraft) {
      // Where the log cannot take it, the next unlock says it once more.
      void action.run(() => call('vault.settle-recovery-key', { outcome: 'not-kept' }));
      showToast(t('recovery.not-kept'));
    }
    onClose();
  };
  const pending = written.pending || action.pending;
  return (
    <Dialog
      title={title}
      wide
      busy={pending}
      onClose={close}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button pending={pending} onClick={() => void later()}>
            {t('recovery.later')}
          </Button>
          <Button type="submit" variant="primary" pending={pending}>
            {t('first-run.recovery-confirm')}
          </Button>
        </>
      }
    >
      {children}
      <Notice tone="warn" title={t(isDraft ? 'recovery.not-yet' : 'recovery.old-useless')}>
        <p>{t('recovery.write-down')}</p>
        {isDraft ? <p>{t('recovery.until-then')}</p> : null}
      </Notice>
      <RecoveryKeyView target={target} />
      {written.note}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </Dialog>
  );
}

export function NewRecoveryKeyDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [made, setMade] = useState(false);
  const shown = useShownOnce();
  const submit = async (): Promise<void> => {
    const done = await action.run(() => call('vault.new-recovery-key', undefined));
    if (done === null) return;
    shown.put(done.value.recoveryKey);
    setMade(true);
  };
  return made ? (
    <ShowRecoveryKeyDialog isDraft title={t('recovery.title')} target={shown.ref} onClose={onClose} />
  ) : (
    <FormDialog
      title={t('recovery.title')}
      description={t('recovery.text')}
      submit={t('recovery.make')}
      action={action}
      onClose={onClose}
      onSubmit={submit}
    >
      <p className="muted">{t('protection.asks')}</p>
    </FormDialog>
  );
}

export function RemoveRecoveryKeyDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const submit = async (): Promise<void> => {
    if ((await action.run(() => call('vault.remove-recovery-key', undefined))) === null) return;
    showToast(t('recovery.removed'));
    onClose();
  };
  return (
    <FormDialog
      title={t('recovery.remove-title')}
      description={t('recovery.remove-text')}
      submit={t('recovery.remove')}
      danger
      action={action}
      onClose={onClose}
      onSubmit={submit}
    >
      <p className="muted">{t('protection.asks')}</p>
    </FormDialog>
  );
}

export function RotateVaultKeyDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [keepOldBackups, setKeepOldBackups] = useState(false);
  const [outcome, setOutcome] = useState<{
    readonly keychainRemoved: boolean;
    readonly backupsDeleted: number;
    readonly withRecoveryKey: boolean;
    readonly unfinished: SerializedError | null;
  } | null>(null);
  const shown = useShownOnce();
  const submit = async (): Promise<void> => {
    const done = await action.run(() => call('vault.rotate-vault-key', { keepOldBackups }));
    if (done === null) return;
    const { recoveryKey, ...rest } = done.value;
    if (recoveryKey !== null) shown.put(recoveryKey);
    setOutcome({ ...rest, withRecoveryKey: recoveryKey !== null });
  };
  if (outcome === null) {
    return (
      <FormDialog
        title={t('vault-key.title')}
        description={t('vault-key.text')}
        submit={t('vault-key.submit')}
        action={action}
        onClose={onClose}
        onSubmit={submit}
      >
        <Checkbox checked={keepOldBackups} label={t('vault-key.keep-backups')} onChange={setKeepOldBackups} />
        <Notice tone="notice">
          <p>{t('vault-key.recovery-note')}</p>
        </Notice>
      </FormDialog>
    );
  }
  const keychain = outcome.keychainRemoved ? <p>{t('vault-key.keychain-removed')}</p> : null;
  const result =
    outcome.unfinished === null ? (
      <Notice tone="ok" alert>
        <p>{t('vault-key.done', { count: outcome.backupsDeleted })}</p>
        {keychain}
      </Notice>
    ) : (
      <>
        <ErrorNotice error={outcome.unfinished} />
        {keychain}
      </>
    );
  return outcome.withRecoveryKey ? (
    <ShowRecoveryKeyDialog title={t('vault-key.title')} target={shown.ref} onClose={onClose}>
      {result}
    </ShowRecoveryKeyDialog>
  ) : (
    <Dialog
      title={t('vault-key.title')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.done')}</Button>}
    >
      {result}
    </Dialog>
  );
}
