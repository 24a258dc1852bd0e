import { useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Choices, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useKeyView } from './store.ts';

/** Adds a tag to many keys, or takes it away: to all of them or, where one has no room, to none. */
export function BulkTagDialog({
  keyIds,
  onClose,
}: {
  readonly keyIds: readonly string[];
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [tag, setTag] = useState('');
  const [way, setWay] = useState<'add' | 'remove'>('add');
  const [tried, setTried] = useState(false);
  const wanted = tag.trim();
  const submit = async (): Promise<void> => {
    setTried(true);
    if (wanted === '') return;
    const done = await action.run(() => call('keys.tag', { keyIds: [...keyIds], tag: wanted, way }));
    if (done === null) return;
    useKeyView.getState().mark(new Set());
    showToast(t('bulk.tagged', { count: done.value.changed }));
    onClose();
  };
  return (
    <FormDialog
      title={t('bulk.tag-title', { count: keyIds.length })}
      description={t('detail.notes-local')}
      action={action}
      fields={['tag']}
      submit={t(way === 'add' ? 'bulk.tag-add' : 'bulk.tag-remove')}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('bulk.tag-name')}
        maxLength={50}
        error={tried && wanted === '' ? t('bulk.tag-missing') : action.fieldError('tag')}
        value={tag}
        onChange={(event) => setTag(event.target.value)}
      />
      <Choices
        label={t('bulk.tag-what')}
        value={way}
        onChange={setWay}
        options={[
          { value: 'add', label: t('bulk.tag-add') },
          { value: 'remove', label: t('bulk.tag-remove') },
        ]}
      />
    </FormDialog>
  );
}
