import { UserPlus } from 'lucide-react';
import { useState, type ReactElement, type SubmitEvent } from 'react';
import type { KnownAdmin } from '../../../shared/ipc/flow-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, TextArea, TextField } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';

export function AddAdminForm({ onAdded }: { readonly onAdded: (admin: KnownAdmin) => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [name, setName] = useState('');
  const [publicText, setPublicText] = useState('');
  const [compared, setCompared] = useState(false);
  const [tried, setTried] = useState(false);
  // What is public may be kept; the public text is no secret.
  useDraft(
    'add-admin',
    { name, publicText },
    name === '' && publicText === '',
    (kept) => {
      setName(textOf(kept, 'name'));
      setPublicText(textOf(kept, 'publicText'));
    },
    'closed',
  );
  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (name.trim() === '' || publicText.trim() === '') return;
    const reply = await action.run(() =>
      call('sharing.add-admin', { name: name.trim(), publicText, compared }),
    );
    if (reply === null) return;
    setName('');
    setPublicText('');
    setCompared(false);
    setTried(false);
    onAdded(reply.value);
  };
  return (
    <form className="form-column" noValidate onSubmit={(event) => void add(event)}>
      <TextField
        label={t('pass-on.admin-name')}
        maxLength={100}
        value={name}
        error={tried && name.trim() === '' ? t('pass-on.field-missing') : null}
        onChange={(event) => setName(event.target.value)}
      />
      <TextArea
        rows={2}
        className="mono"
        label={t('pass-on.public-text')}
        hint={t('pass-on.public-text-hint')}
        value={publicText}
        error={
          tried && publicText.trim() === '' ? t('pass-on.field-missing') : action.fieldError('publicText')
        }
        onChange={(event) => setPublicText(event.target.value)}
      />
      <Checkbox label={t('pass-on.compared')} checked={compared} onChange={setCompared} />
      {action.error === null || action.error.field === 'publicText' ? null : (
        <ErrorNotice error={action.error} />
      )}
      <div>
        <Button type="submit" icon={<UserPlus aria-hidden />} pending={action.pending}>
          {t('pass-on.add-admin')}
        </Button>
      </div>
    </form>
  );
}
