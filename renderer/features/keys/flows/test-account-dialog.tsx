import { useState, type ReactElement } from 'react';
import type { KeySummary, KeyTestResult } from '../../../../shared/domain.ts';
import { call } from '../../../lib/bridge.ts';
import { useSentence } from '../../../lib/error-text.ts';
import { useText } from '../../../lib/intl.tsx';
import { useAction } from '../../../lib/use-action.ts';
import { TextField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { ModeMark } from '../../../ui/marks.tsx';
import { Notice } from '../../../ui/notice.tsx';

const ACCOUNT = /^ac_[0-9a-z]+$/;

/** Whether a key may work in another account than its own: what the account header is for. */
export function TestAccountDialog({
  entry,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const [accountId, setAccountId] = useState('');
  const [tried, setTried] = useState(false);
  const [result, setResult] = useState<KeyTestResult | null>(null);
  const wrong = !ACCOUNT.test(accountId.trim());
  const submit = async (): Promise<void> => {
    setTried(true);
    setResult(null);
    if (wrong) return;
    const done = await action.run(() => call('keys.test', { keyId: entry.id, accountId: accountId.trim() }));
    if (done !== null) setResult(done.value);
  };
  return (
    <FormDialog
      title={t('test-account.title', { name: entry.name })}
      description={t('test-account.what')}
      mark={<ModeMark mode={entry.mode} />}
      action={action}
      submit={t('detail.test')}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        autoFocus
        mono
        label={t('test-account.id')}
        placeholder="ac_01gf7a82"
        value={accountId}
        error={tried && wrong ? t('test-account.wrong') : null}
        onChange={(event) => {
          setAccountId(event.target.value);
          setResult(null);
        }}
      />
      {result === null ? null : (
        <Notice tone={result.outcome === 'accepted' ? 'ok' : 'warn'} alert>
          <p>{sentence(result.message)}</p>
        </Notice>
      )}
    </FormDialog>
  );
}
