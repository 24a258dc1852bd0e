import { useRef, useState, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SecretField } from '../../ui/field.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';

export function AddSecretDialog({
  entry,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [empty, setEmpty] = useState(false);
  const secret = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    const typed = secret.current?.value.trim() ?? '';
    setEmpty(typed === '');
    if (typed === '') return;
    const done = await action.run(() => call('keys.add-secret', { keyId: entry.id, secret: typed }));
    if (done === null) return;
    if (secret.current !== null) secret.current.value = '';
    showToast(t('add-secret.done', { name: entry.name }));
    onClose();
  };
  return (
    <Dialog
      title={t('add-secret.title', { name: entry.name })}
      description={t('add-secret.text', { redacted: entry.redacted })}
      mark={<ModeMark mode={entry.mode} />}
      busy={action.pending}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose} disabled={action.pending}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant="primary" pending={action.pending}>
            {t('add-secret.store')}
          </Button>
        </>
      }
    >
      <SecretField
        ref={secret}
        mono
        autoFocus
        label={t('add-secret.key')}
        error={empty ? t('add-secret.empty') : action.fieldError('secret')}
      />
      {action.error === null || action.error.field === 'secret' ? null : <ErrorNotice error={action.error} />}
    </Dialog>
  );
}
