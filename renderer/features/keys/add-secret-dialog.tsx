import { useRef, useState, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { SecretField } from '../../ui/field.tsx';
import { showToast } from '../../ui/toast.tsx';
import { KeyDialog } from './key-dialog.tsx';

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
    <KeyDialog
      entry={entry}
      title={t('add-secret.title', { name: entry.name })}
      description={t('add-secret.text', { redacted: entry.redacted })}
      action={action}
      fields={['secret']}
      submit={t('add-secret.store')}
      onClose={onClose}
      onSubmit={submit}
    >
      <SecretField
        ref={secret}
        mono
        autoFocus
        label={t('add-secret.key')}
        error={empty ? t('add-secret.empty') : action.fieldError('secret')}
      />
    </KeyDialog>
  );
}
