import { useState, type ReactElement } from 'react';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useAction } from '../../app/use-action.ts';
import { Choices, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useKeys, useKeyView } from './store.ts';

/** Adds a tag to many keys, or takes it away. Local and done at once, so a key that fails stops it and is named. */
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
    const chosen = new Set(keyIds);
    let changed = 0;
    for (const key of useKeys.getState().items) {
      if (!chosen.has(key.id)) continue;
      const others = key.tags.filter((other) => other.toLowerCase() !== wanted.toLowerCase());
      const tags = way === 'add' ? [...others, wanted] : others;
      if (tags.length === key.tags.length && way === 'remove') continue;
      const done = await action.run(() => call('keys.edit', { keyId: key.id, tags }));
      if (done === null) return;
      changed += 1;
    }
    useKeyView.getState().mark(new Set());
    showToast(t('bulk.tagged', { count: changed }));
    onClose();
  };
  return (
    <FormDialog
      title={t('bulk.tag-title', { count: keyIds.length })}
      description={t('detail.notes-local')}
      action={action}
      submit={t(way === 'add' ? 'bulk.tag-add' : 'bulk.tag-remove')}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('bulk.tag-name')}
        maxLength={50}
        error={tried && wanted === '' ? t('bulk.tag-missing') : null}
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
