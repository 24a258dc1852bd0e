import { CircleCheck, FilePlus, FileText, MapPin, RefreshCw, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Granted } from '../../../../shared/ipc/grant-channels.ts';
import { choose } from '../../../lib/choose.ts';
import { useSentence } from '../../../lib/error-text.ts';
import { useText } from '../../../lib/intl.tsx';
import { useAction } from '../../../lib/use-action.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Patience } from '../../../ui/patience.tsx';
import { MoveOutGuide } from './move-out.tsx';
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
  const sentence = useSentence();
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
        <PlaceCard key={entry.file} entry={entry} places={places} keys={{ oldKeyId, newKeyId }} />
      ))}
      <AddFile onAdd={places.add} />
      {others.length === 0 ? null : (
        <section className={c('others')} aria-label={t('places.others')}>
          <h3>{t('places.others')}</h3>
          <p className="muted">{t('places.others-hint')}</p>
          <ul>
            {others.map(sentence).map((text) => (
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

function PlaceCard({
  entry,
  places,
  keys,
}: {
  readonly entry: PlaceEntry;
  readonly places: Places;
  readonly keys: { readonly oldKeyId: string; readonly newKeyId: string };
}): ReactElement {
  const t = useText();
  const { file, preview, replacement, error, busy, unconfirmed } = entry;
  const nothing = preview !== null && preview.changes.length === 0;
  return (
    <section className={c('place-card')} aria-label={file} data-testid="place">
      <header className={c('place-head')}>
        <FileText aria-hidden />
        <code className="wrap selectable">{file}</code>
        {entry.from === 'finding' ? <span className="muted small">{t('places.from-finding')}</span> : null}
      </header>
      {unconfirmed ? <p className="muted">{t('places.unconfirmed')}</p> : null}
      {preview === null ? null : <PlaceDiff preview={preview} />}
      {nothing && preview.leftAlone.length === 0 ? <p className="muted">{t('places.not-there')}</p> : null}
      {replacement === null ? null : (
        <p className={c('done')} role="status">
          <CircleCheck aria-hidden />
          {t('places.replaced', { count: replacement.lines })}
        </p>
      )}
      {error === null ? null : error.code === 'conflict' ? (
        <MoveOutGuide
          {...keys}
          place={entry.place}
          onIgnored={() => places.lookAgain(file)}
          fallback={<ErrorNotice error={error} />}
        />
      ) : (
        <ErrorNotice error={error} />
      )}
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
        {replacement === null && (error !== null || nothing || unconfirmed) ? (
          <Button
            size="small"
            pending={busy}
            icon={<RefreshCw aria-hidden />}
            onClick={() => places.lookAgain(file)}
          >
            {t(unconfirmed ? 'places.look' : 'places.look-again')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function AddFile({ onAdd }: { readonly onAdd: (chosen: Granted) => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const add = async (): Promise<void> => {
    const chosen = await choose(action, 'open-place');
    if (chosen !== null) onAdd(chosen);
  };
  return (
    <div className={c('add-file')}>
      <Button icon={<FilePlus aria-hidden />} pending={action.pending} onClick={() => void add()}>
        {t('places.add')}
      </Button>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </div>
  );
}
