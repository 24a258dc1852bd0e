import { CircleCheck, FilePlus, FileText, MapPin, RefreshCw, Undo2 } from 'lucide-react';
import { useState, type ReactElement, type SubmitEvent } from 'react';
import { call } from '../../../app/bridge.ts';
import { useText } from '../../../app/intl.tsx';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { TextField } from '../../../ui/field.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Patience } from '../../../ui/patience.tsx';
import { PlaceDiff } from './place-diff.tsx';
import { usePlaces, type PlaceEntry, type Places } from './use-places.ts';
import styles from './flows.module.css';

const c = classes(styles);

/** The new key in the place of the old one, file by file, each looked at first. */
export function PlacesReplacer({
  oldKeyId,
  newKeyId,
}: {
  readonly oldKeyId: string;
  readonly newKeyId: string;
}): ReactElement {
  const t = useText();
  const places = usePlaces(oldKeyId, newKeyId);
  const { entries, others, error } = places;
  if (error !== null) return <ErrorNotice error={error} />;
  if (entries === null) {
    return (
      <Patience>
        <p className="muted">{t('places.looking')}</p>
      </Patience>
    );
  }
  return (
    <div className="form-column">
      {entries.length === 0 ? <p className="muted">{t('places.none')}</p> : null}
      {entries.map((entry) => (
        <PlaceCard key={entry.file} entry={entry} places={places} />
      ))}
      <AddFile onAdd={places.add} />
      {others.length === 0 ? null : (
        <section className={c('others')} aria-label={t('places.others')}>
          <h3>{t('places.others')}</h3>
          <p className="muted">{t('places.others-hint')}</p>
          <ul>
            {others.map((text) => (
              <li key={text} className={c('other')}>
                <MapPin aria-hidden />
                <span className="wrap selectable">{text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function PlaceCard({ entry, places }: { readonly entry: PlaceEntry; readonly places: Places }): ReactElement {
  const t = useText();
  const { file, preview, replacement, error, busy } = entry;
  const nothing = preview !== null && preview.changes.length === 0;
  return (
    <section className={c('place-card')} aria-label={file} data-testid="place">
      <header className={c('place-head')}>
        <FileText aria-hidden />
        <code className="wrap selectable">{file}</code>
        {entry.from === 'finding' ? <span className="muted small">{t('places.from-finding')}</span> : null}
      </header>
      {preview === null ? null : <PlaceDiff preview={preview} />}
      {nothing && preview.leftAlone.length === 0 ? <p className="muted">{t('places.not-there')}</p> : null}
      {replacement === null ? null : (
        <p className={c('done')} role="status">
          <CircleCheck aria-hidden />
          {t('places.replaced', { count: replacement.lines })}
        </p>
      )}
      {error === null ? null : <ErrorNotice error={error} />}
      <div className={c('card-actions')}>
        {preview !== null && !nothing && error === null ? (
          <Button
            variant="primary"
            size="small"
            pending={busy}
            aria-label={t('places.replace-in', { file })}
            onClick={() => void places.replace(file)}
          >
            {t('places.replace')}
          </Button>
        ) : null}
        {replacement?.undoable === true ? (
          <Button
            size="small"
            pending={busy}
            icon={<Undo2 aria-hidden />}
            aria-label={t('places.undo-in', { file })}
            onClick={() => void places.undo(file)}
          >
            {t('places.undo')}
          </Button>
        ) : null}
        {replacement === null && (error !== null || nothing) ? (
          <Button
            size="small"
            pending={busy}
            icon={<RefreshCw aria-hidden />}
            onClick={() => places.lookAgain(file)}
          >
            {t('places.look-again')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function AddFile({ onAdd }: { readonly onAdd: (file: string) => void }): ReactElement {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const choose = async (): Promise<void> => {
    const reply = await call('app.choose-file', { purpose: 'open-place' });
    if (reply.ok && reply.value.path !== null) onAdd(reply.value.path);
  };
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const file = typed.trim();
    setMissing(file === '');
    if (file === '') return;
    onAdd(file);
    setTyped('');
  };
  return (
    <form className={c('add-file')} noValidate onSubmit={add}>
      <TextField
        mono
        label={t('places.add')}
        placeholder={t('places.add-example')}
        error={missing ? t('places.add-missing') : null}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit">{t('common.add')}</Button>
      <Button icon={<FilePlus aria-hidden />} onClick={() => void choose()}>
        {t('places.choose')}
      </Button>
    </form>
  );
}
