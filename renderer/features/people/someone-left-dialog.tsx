import { useEffect, useState, type ReactElement } from 'react';
import type { KeyTie } from '../../../shared/ipc/people-channels.ts';
import type { UnreadEntries } from '../../../shared/unread-entries.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, Spinner } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox, Field } from '../../ui/field.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { UnreadNote } from '../../ui/unread-note.tsx';
import { canBeDone } from '../keys/bulk-dialog.tsx';
import { useKeys } from '../keys/store.ts';
import { keysOfPerson, peopleOf } from './people.ts';
import styles from '../keys/key-dialogs.module.css';

const c = classes(styles);

/** Who left, and which keys they could still use: all of them are rotated together. */
export function SomeoneLeftDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const keys = useKeys((store) => store.items);
  const openDialog = useNavigation((store) => store.openDialog);
  const asking = useAction();
  const { run } = asking;
  const [ties, setTies] = useState<readonly KeyTie[] | null>(null);
  const [unread, setUnread] = useState<readonly string[]>([]);
  const [unreadEvents, setUnreadEvents] = useState<UnreadEntries | null>(null);
  useEffect(() => {
    void run(() => call('people.ties', undefined)).then((done) => {
      setTies(done?.value.ties ?? []);
      setUnread(done?.value.unread ?? []);
      setUnreadEvents(done?.value.unreadEvents ?? null);
    });
  }, [run]);
  const people = peopleOf(keys, ties ?? []);
  const [chosen, setChosen] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const person = chosen ?? people[0] ?? null;
  const theirs =
    person === null ? [] : keysOfPerson(keys, person, ties ?? []).filter(({ entry }) => canBeDone(entry));
  const wanted = theirs.filter(({ entry }) => !left.has(entry.id));
  return (
    <Dialog
      title={t('people.title')}
      description={t('people.text')}
      wide
      steady
      onClose={onClose}
      onSubmit={() => {
        if (person === null || wanted.length === 0) return;
        openDialog({
          kind: 'bulk',
          action: 'rotate',
          keyIds: wanted.map(({ entry }) => entry.id),
          cause: 'someone-left',
          person,
        });
      }}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={wanted.length === 0}>
            {t('people.next', { count: wanted.length })}
          </Button>
        </>
      }
    >
      {asking.error === null ? null : <ErrorNotice error={asking.error} />}
      {unread.length === 0 ? null : (
        <Notice tone="warn" title={t('people.unread', { names: unread.join(', ') })}>
          <p>{t('people.unread-text')}</p>
        </Notice>
      )}
      {unreadEvents === null ? null : <UnreadNote unread={unreadEvents} />}
      {ties === null ? (
        <p role="status" className="muted">
          <Spinner /> {t('people.reading')}
        </p>
      ) : person === null ? (
        <p>{t('people.nobody')}</p>
      ) : (
        <>
          <Field label={t('people.who')}>
            {({ id, labelId }) => (
              <Select
                id={id}
                labelledBy={labelId}
                value={person}
                options={people.map((name) => ({ value: name, label: name }))}
                onChange={(name) => {
                  setChosen(name);
                  setLeft(new Set());
                }}
              />
            )}
          </Field>
          {theirs.length === 0 ? <p className="muted">{t('people.no-keys')}</p> : null}
          {theirs.length === 0 ? null : (
            <ul className={c('batch')} aria-label={t('people.keys')} tabIndex={0}>
              {theirs.map(({ entry, ties }) => (
                <li key={entry.id} className={c('batch-item')}>
                  <div className={c('batch-text')}>
                    <Checkbox
                      label={entry.name}
                      checked={!left.has(entry.id)}
                      onChange={(checked) => {
                        const next = new Set(left);
                        if (checked) next.delete(entry.id);
                        else next.add(entry.id);
                        setLeft(next);
                      }}
                    />
                    <span className="muted">
                      {ties.map((tie) => t(`people.tie-${tie}`)).join(', ')} · <code>{entry.redacted}</code>
                    </span>
                  </div>
                  <ModeMark mode={entry.mode} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Dialog>
  );
}
