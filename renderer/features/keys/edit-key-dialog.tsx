import { useState, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { TextField } from '../../ui/field.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { KeptDateFields, useKeptDates } from './kept-dates.tsx';

const FIELDS = ['name', 'expiresAt', 'rotateBy'];

/** Name, owner and dates: what only this vault knows. */
export function EditKeyDialog({
  entry,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [name, setName] = useState(entry.apiName);
  const [owner, setOwner] = useState(entry.care?.owner ?? '');
  const [tried, setTried] = useState(false);
  const dates = useKeptDates({ expiresAt: entry.expiresAt, rotateBy: entry.care?.rotateBy ?? null });
  const draft = useDraft(
    `edit-service-key:${entry.id}`,
    { name, owner, ...dates.draft },
    name === entry.apiName && owner === (entry.care?.owner ?? ''),
    (kept) => {
      setName(textOf(kept, 'name'));
      setOwner(textOf(kept, 'owner'));
      dates.restore(kept);
    },
    'closed',
  );
  const submit = async (): Promise<void> => {
    setTried(true);
    const resolved = dates.resolve();
    if (name.trim() === '' || resolved === null) return;
    const done = await action.run(() =>
      call('providers.edit-key', {
        keyId: entry.id,
        name: name.trim(),
        owner: owner.trim() === '' ? null : owner.trim(),
        ...resolved,
      }),
    );
    if (done !== null) onClose();
  };
  return (
    <KeyDialog
      entry={entry}
      title={t('providers.edit-key', { name: entry.name })}
      action={action}
      fields={FIELDS}
      submit={t('providers.save')}
      onClose={onClose}
      onSubmit={submit}
    >
      <RestoredNotice restored={draft.restored} />
      <TextField
        autoFocus
        label={t('create.name')}
        value={name}
        error={(tried && name.trim() === '' ? t('create.name-empty') : null) ?? action.fieldError('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        optional
        label={t('providers.owner')}
        maxLength={255}
        value={owner}
        onChange={(event) => setOwner(event.target.value)}
      />
      <KeptDateFields dates={dates} tried={tried} action={action} />
    </KeyDialog>
  );
}
