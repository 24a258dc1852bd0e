import { Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useAction } from '../../app/use-action.ts';
import { IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useKeyView } from './store.ts';
import { useFollowed, useViews } from './upkeep-store.ts';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** Names the list as it is now (status, search, order), and takes away views that are not needed any more. */
export function ViewsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const { items, load } = useViews();
  const { tab, search, sort } = useKeyView();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  useFollowed(load);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '') return;
    const done = await action.run(() =>
      call('views.save', { name: name.trim(), tab, search: search.slice(0, 500), sort }),
    );
    if (done === null) return;
    await load();
    showToast(t('views.saved', { name: done.value.name }));
    onClose();
  };
  const remove = async (viewId: string): Promise<void> => {
    await action.run(() => call('views.remove', { viewId }));
    await load();
  };
  return (
    <FormDialog
      title={t('views.title')}
      description={t('views.text', { tab: t(`keys.tab-${tab}`), search: search === '' ? '–' : search })}
      action={action}
      submit={t('views.save')}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('views.name')}
        hint={t('views.hint')}
        maxLength={60}
        error={tried && name.trim() === '' ? t('views.missing') : null}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {items.length === 0 ? null : (
        <ul className={c('batch')} aria-label={t('views.kept')} tabIndex={0}>
          {items.map((view) => (
            <li key={view.id} className={c('batch-item')}>
              <div className={c('batch-text')}>
                <span className="truncate">{view.name}</span>
                <span className="muted truncate">{view.search}</span>
              </div>
              <IconButton label={t('views.remove', { name: view.name })} onClick={() => void remove(view.id)}>
                <Trash2 aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </FormDialog>
  );
}
