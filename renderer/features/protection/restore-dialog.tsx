import { useRef, useState, type ReactElement } from 'react';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { useAppStore } from '../../lib/app-store.ts';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Checkbox, SecretField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { FileChoice } from './file-choice.tsx';
import { RestoredDialog } from './restored-dialog.tsx';

type Result = ChannelOutput<'vault.restore'>;

/** From a backup file to the vault of this folder; on the first screen and on the unlock screen. */
export function RestoreDialog(): ReactElement {
  const setRestoring = useAppStore((store) => store.setRestoring);
  // As it was when the dialog was opened: restoring itself puts a vault there.
  const [existing] = useState(() => {
    const { state } = useAppStore.getState();
    return (
      state !== null &&
      (state.phase !== 'no-vault' || !['vault-vanished', undefined].includes(state.vaultProblem?.code))
    );
  });
  const onClose = (): void => setRestoring(false);
  const t = useText();
  const action = useAction();
  const [file, setFile] = useState<Granted | null>(null);
  const [replace, setReplace] = useState(false);
  const [problem, setProblem] = useState<'file' | 'password' | 'replace' | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const password = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    const typed = password.current?.value ?? '';
    const found =
      file === null ? 'file' : typed === '' ? 'password' : existing && !replace ? 'replace' : null;
    setProblem(found);
    if (found === 'password') password.current?.focus();
    if (found !== null || file === null) return;
    const done = await action.run(() =>
      call('vault.restore', { grant: file.grant, password: typed, replace }),
    );
    if (done === null) return;
    if (password.current !== null) password.current.value = '';
    setResult(done.value);
  };
  if (result !== null) {
    return (
      <RestoredDialog title={t('restore.title')} result={result} onClose={onClose}>
        {t('restore.opens-with')}
      </RestoredDialog>
    );
  }
  return (
    <FormDialog
      title={t('restore.title')}
      description={t('restore.text')}
      submit={t('restore.submit')}
      action={action}
      onClose={onClose}
      onSubmit={submit}
    >
      <FileChoice
        label={t('protection.file')}
        purpose="open-backup"
        file={file}
        error={problem === 'file' && file === null ? t('protection.file-missing') : null}
        onChange={setFile}
      />
      <SecretField
        ref={password}
        label={t('restore.password')}
        error={problem === 'password' ? t('restore.password-empty') : null}
      />
      {existing ? (
        <>
          <Checkbox checked={replace} label={t('restore.replace')} onChange={setReplace} />
          {problem === 'replace' && !replace ? (
            <Notice tone="warn" alert>
              <p>{t('restore.replace-needed')}</p>
            </Notice>
          ) : null}
        </>
      ) : null}
    </FormDialog>
  );
}
