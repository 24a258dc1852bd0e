import { useState, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useLocale, useText } from '../../lib/intl.tsx';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { formatDay } from '../../ui/time.ts';
import { DateChoice, dateDraft, restoreDate, useDateChoice } from './date-choice.tsx';

const FIELDS = ['name', 'expiresAt', 'rotateBy'];

/** Name, owner and dates: what only this vault knows. */
export function EditServiceKeyDialog({
  entry,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const locale = useLocale();
  const action = useAction();
  const [name, setName] = useState(entry.apiName);
  const [owner, setOwner] = useState(entry.care?.owner ?? '');
  const [tried, setTried] = useState(false);
  const dueNow = entry.care?.rotateBy ?? null;
  const expires = useDateChoice(entry.expiresAt === null ? 'never' : 'keep');
  const rotateBy = useDateChoice(dueNow === null ? 'never' : 'keep');
  const draft = useDraft(
    `edit-service-key:${entry.id}`,
    { name, owner, ...dateDraft('expires', expires), ...dateDraft('due', rotateBy) },
    name === entry.apiName && owner === (entry.care?.owner ?? ''),
    (kept) => {
      setName(textOf(kept, 'name'));
      setOwner(textOf(kept, 'owner'));
      restoreDate('expires', expires, kept);
      restoreDate('due', rotateBy, kept);
    },
    'closed',
  );
  const dayOf = (at: string | null): { readonly keep?: string } =>
    at === null ? {} : { keep: formatDay(new Date(at), locale) };

  const submit = async (): Promise<void> => {
    setTried(true);
    const ends = expires.resolve(entry.expiresAt);
    const due = rotateBy.resolve(dueNow);
    if (name.trim() === '' || !ends.ok || !due.ok) return;
    const done = await action.run(() =>
      call('providers.edit-key', {
        keyId: entry.id,
        name: name.trim(),
        owner: owner.trim() === '' ? null : owner.trim(),
        expiresAt: ends.at,
        rotateBy: due.at,
      }),
    );
    if (done !== null) onClose();
  };
  return (
    <FormDialog
      title={t('providers.edit-key', { name: entry.name })}
      description={<code>{entry.redacted}</code>}
      mark={<ModeMark mode={entry.mode} />}
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
      <DateChoice
        {...dayOf(entry.expiresAt)}
        label={t('providers.expires')}
        hint={t('providers.expires-hint')}
        choice={expires}
        tried={tried}
        error={action.fieldError('expiresAt')}
      />
      <DateChoice
        {...dayOf(dueNow)}
        label={t('providers.rotate-by')}
        hint={t('providers.rotate-by-hint')}
        choice={rotateBy}
        tried={tried}
        error={action.fieldError('rotateBy')}
      />
    </FormDialog>
  );
}
