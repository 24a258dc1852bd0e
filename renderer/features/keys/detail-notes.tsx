import { X } from 'lucide-react';
import { useState, type SubmitEvent, type ReactElement } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TextArea, TextField } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import styles from './key-detail.module.css';

const c = classes(styles);

/** What belongs to this vault alone: name shown here, tags, notes. */
export function NotesSection({
  detail,
  onChanged,
}: {
  readonly detail: KeyDetail;
  readonly onChanged: () => Promise<void>;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [notes, setNotes] = useState(detail.notes);
  const [alias, setAlias] = useState(detail.alias ?? '');
  const [tag, setTag] = useState('');
  const draft = useDraft(
    `key-notes:${detail.id}`,
    { notes, alias },
    notes === detail.notes && alias === (detail.alias ?? ''),
    (kept) => {
      setNotes(String(kept['notes'] ?? ''));
      setAlias(String(kept['alias'] ?? ''));
    },
  );
  const dirty = notes !== detail.notes || alias.trim() !== (detail.alias ?? '');

  const saveTags = async (tags: readonly string[]): Promise<void> => {
    const done = await action.run(() => call('keys.edit', { keyId: detail.id, tags: [...tags] }));
    if (done === null) return;
    setTag('');
    await onChanged();
  };
  const addTag = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = tag.trim().slice(0, 50);
    if (typed !== '' && !detail.tags.includes(typed)) void saveTags([...detail.tags, typed]);
  };
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const wanted = alias.trim();
    const done = await action.run(() =>
      call('keys.edit', { keyId: detail.id, notes, alias: wanted === '' ? null : wanted }),
    );
    if (done === null) return;
    draft.discard();
    showToast(t('detail.saved'));
    await onChanged();
  };
  return (
    <section className={c('section')} aria-label={t('detail.notes-section')}>
      <h3>{t('detail.notes-section')}</h3>
      <p className="muted">{t('detail.notes-local')}</p>
      <div className={c('tags')}>
        {detail.tags.map((text) => (
          <button
            key={text}
            type="button"
            className={c('remove-tag')}
            aria-label={t('detail.tag-remove', { tag: text })}
            onClick={() => void saveTags(detail.tags.filter((other) => other !== text))}
          >
            <span className="truncate">{text}</span>
            <X aria-hidden />
          </button>
        ))}
        <form className={c('tag-edit')} onSubmit={addTag}>
          <input
            className={c('inline-input')}
            aria-label={t('detail.tag-new')}
            placeholder={t('detail.tag-new')}
            maxLength={50}
            size={12}
            value={tag}
            onChange={(event) => setTag(event.target.value)}
          />
        </form>
      </div>
      <form className="form-column" onSubmit={(event) => void save(event)}>
        <RestoredNotice restored={draft.restored && dirty} />
        <TextField
          optional
          label={t('detail.alias')}
          data-field="key-alias"
          maxLength={255}
          value={alias}
          placeholder={detail.apiName}
          onChange={(event) => setAlias(event.target.value)}
        />
        <TextArea
          optional
          label={t('detail.notes')}
          maxLength={20_000}
          rows={3}
          value={notes}
          onChange={(event) => setNotes(event.target.value)}
        />
        {dirty ? (
          <div>
            <Button type="submit" size="small" variant="primary" pending={action.pending}>
              {t('detail.save-notes')}
            </Button>
          </div>
        ) : null}
      </form>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </section>
  );
}
