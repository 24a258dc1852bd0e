import { Copy, FileWarning, MapPin, X } from 'lucide-react';
import { useState, type SubmitEvent, type ReactElement } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ContextMenu, notOnField } from '../../ui/context-menu.tsx';
import { copyPlainText } from '../../ui/copy-plain-text.ts';
import { MenuItem } from '../../ui/menu.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import styles from './key-detail.module.css';

const c = classes(styles);

function PlaceMenuItems({
  found,
  onCopy,
  onRemove,
}: {
  /** By a scan: it goes when the scan finds it no more. */
  readonly found: boolean;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}): ReactElement {
  const t = useText();
  const go = useNavigation((store) => store.go);
  return (
    <>
      <MenuItem icon={<Copy aria-hidden />} onSelect={onCopy}>
        {t('findings.copy-place')}
      </MenuItem>
      {found ? (
        <MenuItem icon={<FileWarning aria-hidden />} onSelect={() => go('findings')}>
          {t('detail.see-findings')}
        </MenuItem>
      ) : (
        <MenuItem icon={<X aria-hidden />} onSelect={onRemove}>
          {t('detail.place-remove-short')}
        </MenuItem>
      )}
    </>
  );
}

export function PlacesSection({
  detail,
  onChanged,
}: {
  readonly detail: KeyDetail;
  readonly onChanged: () => Promise<void>;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const [text, setText] = useState('');
  const noted = detail.places.filter((place) => place.kind === 'note').map((place) => place.text);
  const save = async (places: readonly string[]): Promise<boolean> => {
    const done = await action.run(() => call('keys.edit', { keyId: detail.id, places: [...places] }));
    if (done !== null) await onChanged();
    return done !== null;
  };
  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const typed = text.trim();
    if (typed !== '' && (await save([...noted, typed]))) setText('');
  };
  return (
    <section className={c('section')} aria-label={t('detail.places')}>
      <h3>{t('detail.places')}</h3>
      {detail.places.length === 0 ? <p className="muted">{t('detail.places-none')}</p> : null}
      {detail.places.map((place) => (
        <ContextMenu
          key={place.id}
          onAsk={notOnField}
          items={
            <PlaceMenuItems
              found={place.kind === 'finding'}
              onCopy={() => {
                copyPlainText(sentence(place.said ?? place.text));
                showToast(t('findings.place-copied'));
              }}
              onRemove={() => void save(noted.filter((other) => other !== place.text))}
            />
          }
        >
          <div className={c('place')} data-testid="place">
            {place.kind === 'finding' ? <FileWarning aria-hidden /> : <MapPin aria-hidden />}
            <span className="wrap selectable">{sentence(place.said ?? place.text)}</span>
            {place.kind === 'finding' ? (
              <span className={c('found-by', 'muted', 'small')}>{t('detail.place-found')}</span>
            ) : (
              <IconButton
                label={t('detail.place-remove', { place: place.text })}
                onClick={() => void save(noted.filter((other) => other !== place.text))}
              >
                <X aria-hidden />
              </IconButton>
            )}
          </div>
        </ContextMenu>
      ))}
      <form className={c('add')} onSubmit={(event) => void add(event)}>
        <input
          className={c('inline-input')}
          aria-label={t('detail.place-new')}
          placeholder={t('detail.place-placeholder')}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" size="small" pending={action.pending}>
          {t('common.add')}
        </Button>
      </form>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </section>
  );
}
