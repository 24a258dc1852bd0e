import { Pencil, Trash2, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { SavedView } from '../../../shared/ipc/upkeep-channels.ts';
import { say } from '../../../shared/messages/say.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useConnections } from '../connections/store.ts';
import { applyView, currentView } from './saved-view.ts';
import { useKeyView } from './store.ts';
import { useFollowed, useViews } from './upkeep-store.ts';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** One view that is kept: shown, renamed in its place, or removed. */
function KeptView({
  view,
  onShow,
  onRemove,
  onRenamed,
}: {
  readonly view: SavedView;
  readonly onShow: () => void;
  readonly onRemove: () => void;
  readonly onRenamed: () => Promise<void>;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [name, setName] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const renaming = name !== null;
  useEffect(() => {
    if (renaming) field.current?.select();
  }, [renaming]);
  const rename = async (): Promise<void> => {
    if (name === null || name.trim() === '') return;
    const done = await action.run(() => call('views.rename', { viewId: view.id, name: name.trim() }));
    if (done === null) return;
    setName(null);
    await onRenamed();
  };
  return (
    <li className={c('batch-item')} data-testid="saved-view">
      <div className={c('batch-text')}>
        {name === null ? (
          <Button variant="link" className="truncate" onClick={onShow}>
            {view.name}
          </Button>
        ) : (
          <TextField
            ref={field}
            label={t('views.new-name', { name: view.name })}
            maxLength={60}
            value={name}
            error={name.trim() === '' ? t('views.missing') : action.fieldError('name')}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== 'Escape') return;
              // Neither saves the form around it nor closes the dialog.
              event.preventDefault();
              event.stopPropagation();
              if (event.key === 'Enter') void rename();
              else setName(null);
            }}
          />
        )}
        {name === null && view.search !== '' ? <span className="muted truncate">{view.search}</span> : null}
        {action.error === null || action.error.field === 'name' ? null : <ErrorNotice error={action.error} />}
      </div>
      {name === null ? (
        <>
          <IconButton label={t('views.rename-named', { name: view.name })} onClick={() => setName(view.name)}>
            <Pencil aria-hidden />
          </IconButton>
          <IconButton label={t('views.remove', { name: view.name })} onClick={onRemove}>
            <Trash2 aria-hidden />
          </IconButton>
        </>
      ) : (
        <>
          <Button size="small" onClick={() => setName(null)}>
            {t('common.cancel')}
          </Button>
          <Button size="small" pending={action.pending} onClick={() => void rename()}>
            {t('views.rename')}
          </Button>
        </>
      )}
    </li>
  );
}

/** Names the list as it is now, and renames or takes away views that are kept. */
export function ViewsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const removal = useAction();
  const { items, load } = useViews();
  const { tab, search, sort, hidden } = useKeyView();
  const connectionId = useNavigation((store) => store.connectionId);
  const connection = useConnections((store) => store.items.find(({ id }) => id === connectionId));
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [removed, setRemoved] = useState<SavedView | null>(null);
  useFollowed(load);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '') return;
    const done = await action.run(() => call('views.save', { name: name.trim(), ...currentView() }));
    if (done === null) return;
    await load();
    showToast(t('views.saved', { name: done.value.name }));
    onClose();
  };
  const remove = async (view: SavedView): Promise<void> => {
    if ((await removal.run(() => call('views.remove', { viewId: view.id }))) === null) return;
    setRemoved(view);
    await load();
  };
  const undo = async ({ id: _gone, ...view }: SavedView): Promise<void> => {
    if ((await removal.run(() => call('views.save', view))) === null) return;
    setRemoved(null);
    await load();
  };
  const what = [
    t(`keys.tab-${tab}`),
    ...(search === '' ? [] : [`“${search}”`]),
    connection?.name ?? t('switcher.all'),
    t('views.sorted', { column: sentence(say(`column.${sort.column}`)) }),
    ...(hidden.size === 0 ? [] : [t('views.hidden-columns', { count: hidden.size })]),
  ];
  return (
    <FormDialog
      title={t('views.title')}
      description={t('views.text', { what: what.join(', ') })}
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
            <KeptView
              key={view.id}
              view={view}
              onShow={() => {
                applyView(view);
                onClose();
              }}
              onRemove={() => void remove(view)}
              onRenamed={load}
            />
          ))}
        </ul>
      )}
      <div role="status" className={removed === null ? 'visually-hidden' : undefined}>
        {removed === null ? null : (
          <p className={c('undo')}>
            <span className="truncate">{t('views.removed', { name: removed.name })}</span>
            <Button size="small" icon={<Undo2 aria-hidden />} onClick={() => void undo(removed)}>
              {t('views.undo')}
            </Button>
          </p>
        )}
      </div>
      {removal.error === null ? null : <ErrorNotice error={removal.error} />}
    </FormDialog>
  );
}
