import { useState, type ReactElement } from 'react';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { FileChoice } from './file-choice.tsx';
import { LeftOutList } from './left-out-list.tsx';

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
  const [written, setWritten] = useState<ChannelOutput<'vault.export'> | null>(null);
  const submit = async (): Promise<void> => {
    setMissing(file === null);
    if (file === null) return;
    if (what === 'backup') {
      if ((await action.run(() => call('vault.backup', { grant: file.grant }))) === null) return;
      showToast(t('backup.done'));
    } else {
      const done = await action.run(() => call('vault.export', { grant: file.grant }));
      if (done === null) return;
      // Named before the window goes: who relies on an export has to know what stayed.
      if (done.value.leftOut.length > 0) {
        setWritten(done.value);
        return;
      }
      showToast(t('export.done', { count: done.value.secrets }));
    }
    onClose();
  };
  if (written !== null) {
    return (
      <Dialog
        title={t('export.title')}
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        }
      >
        <Notice tone="ok" title={t('export.done', { count: written.secrets })} alert>
          <LeftOutList title={t('export.left-out')} items={written.leftOut} />
        </Notice>
      </Dialog>
    );
  }
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
