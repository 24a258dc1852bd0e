import { useState, type ReactElement } from 'react';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { FileChoice } from './file-choice.tsx';

/** A whole vault, or its keys, into an encrypted file under a password of its own. */
export function WriteFileDialog({
  what,
  onClose,
}: {
  readonly what: 'backup' | 'export';
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [file, setFile] = useState<Granted | null>(null);
  const [missing, setMissing] = useState(false);
  const submit = async (): Promise<void> => {
    setMissing(file === null);
    if (file === null) return;
    if (what === 'backup') {
      if ((await action.run(() => call('vault.backup', { grant: file.grant }))) === null) return;
      showToast(t('backup.done'));
    } else {
      const done = await action.run(() => call('vault.export', { grant: file.grant }));
      if (done === null) return;
      showToast(t('export.done', { count: done.value.secrets }));
    }
    onClose();
  };
  return (
    <FormDialog
      title={t(`${what}.title`)}
      description={t(`${what}.text`)}
      submit={t(`${what}.submit`)}
      action={action}
      onClose={onClose}
      onSubmit={submit}
    >
      <FileChoice
        label={t('protection.file')}
        purpose={what === 'backup' ? 'save-backup' : 'save-export'}
        file={file}
        error={missing && file === null ? t('protection.file-missing') : null}
        onChange={setFile}
      />
      <Notice tone="notice">
        <p>{t(`${what}.password-hint`)}</p>
      </Notice>
    </FormDialog>
  );
}
