import { useEffect, useState, type ReactElement } from 'react';
import type { KeyEvent } from '../../../shared/ipc/attention-channels.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { useText, type TextFunction } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { Button, Spinner } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { UnreadNote } from '../../ui/unread-note.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useKeys } from '../keys/store.ts';
import { useAttentionStore } from './attention-store.ts';
import styles from './overview.module.css';

const c = classes(styles);
const SHOWN = 6;
const KNOWN_ACTIONS = ['create', 'update', 'delete', 'restore', 'archive'] as const;
const KNOWN_FIELDS = ['name', 'role_name', 'expires_at', 'revoked_at'] as const;
const KNOWN_ACTORS = ['user', 'api_key', 'agent'] as const;

function named<Name extends string>(names: readonly Name[], given: string | null): Name | undefined {
  return names.find((name) => name === given);
}

function actionText(event: KeyEvent, t: TextFunction): string {
  const revoked = event.changes.some(({ field, to }) => field === 'revoked_at' && to !== null);
  if (revoked) return t('elsewhere.action-revoke');
  const known = named(KNOWN_ACTIONS, event.action);
  return known === undefined ? event.action : t(`elsewhere.action-${known}`);
}

function actorText({ actor }: KeyEvent, t: TextFunction): string {
  if (actor === null) return t('elsewhere.actor-unknown');
  const type = named(KNOWN_ACTORS, actor.type);
  const name = [actor.name ?? actor.id, actor.handle].filter((part) => part !== null).join(', ');
  return type === undefined ? name : t(`elsewhere.actor-${type}`, { name });
}

function Changes({ event }: { readonly event: KeyEvent }): ReactElement | null {
  const t = useText();
  const changes = event.changes.flatMap(({ field, from, to }) => {
    const known = named(KNOWN_FIELDS, field);
    return known === undefined || event.action === 'create' ? [] : [{ field: known, from, to }];
  });
  if (changes.length === 0) return null;
  return (
    <ul className={c('changes', 'muted')}>
      {changes.map(({ field, from, to }) => (
        <li key={field} className="wrap">
          {t('elsewhere.change', { field: t(`elsewhere.field-${field}`), from: from ?? '–', to: to ?? '–' })}
        </li>
      ))}
    </ul>
  );
}

function History({ events }: { readonly events: readonly KeyEvent[] }): ReactElement {
  const t = useText();
  if (events.length === 0) return <p className="muted">{t('elsewhere.nothing')}</p>;
  return (
    <ol className={c('history')}>
      {events.slice(0, SHOWN).map((event, index) => (
        <li key={index}>
          <p>
            <strong>{actionText(event, t)}</strong> <TimeText at={event.at} form="absolute" />
          </p>
          <p className="wrap">{actorText(event, t)}</p>
          <p className="muted wrap">
            {event.address === null
              ? t('elsewhere.no-address')
              : t('elsewhere.address', { address: event.address })}{' '}
            {event.program === null ? null : t('elsewhere.program', { program: event.program })}
          </p>
          <Changes event={event} />
        </li>
      ))}
    </ol>
  );
}

/** Who did this to the key, as far as the API says; and a person's word that it is known. */
export function ElsewhereDialog({
  keyId,
  onClose,
}: {
  readonly keyId: string;
  readonly onClose: () => void;
}): ReactElement | null {
  const t = useText();
  const action = useAction();
  const key = useKeys((store) => store.items.find(({ id }) => id === keyId));
  const seen = useAttentionStore((store) => store.elsewhere.find((one) => one.keyId === keyId));
  const load = useAttentionStore((store) => store.load);
  const openKey = useNavigation((store) => store.openKey);
  const [history, setHistory] = useState<ChannelOutput<'attention.key-history'> | null>(null);
  const [error, setError] = useState<SerializedError | null>(null);
  const [round, setRound] = useState(0);
  const [note, setNote] = useState('');
  const draft = useDraft(`who-was-it:${keyId}`, { note }, note === '', (kept) =>
    setNote(textOf(kept, 'note')),
  );
  const close = (): void => {
    draft.discard();
    onClose();
  };
  useEffect(() => {
    let current = true;
    void call('attention.key-history', { keyId }).then((reply) => {
      if (!current) return;
      if (reply.ok) setHistory(reply.value);
      setError(reply.ok ? null : reply.error);
    });
    return () => {
      current = false;
    };
  }, [keyId, round]);
  if (key === undefined) return null;

  const acknowledge = async (): Promise<void> => {
    const done = await action.run(() => call('attention.acknowledge', { keyId, note }));
    if (done === null) return;
    await load();
    showToast(t('elsewhere.noted', { name: key.name }));
    close();
  };
  return (
    <FormDialog
      title={t(`elsewhere.title-${seen?.kind ?? 'created'}`, { name: key.name })}
      description={
        seen?.kind === 'revoked' || seen?.kind === 'revocation-planned'
          ? `${t('elsewhere.explain')} ${t('elsewhere.by-vendor')}`
          : t('elsewhere.explain')
      }
      mark={<ModeMark mode={key.mode} />}
      action={action}
      fields={['note']}
      submit={t('elsewhere.know')}
      onClose={close}
      onSubmit={acknowledge}
    >
      <RestoredNotice restored={draft.restored} />
      <section>
        <h3>{t('elsewhere.history')}</h3>
        <div className={c('answer')} role="region" aria-label={t('elsewhere.history')} tabIndex={0}>
          {error !== null ? (
            <ErrorNotice
              error={error}
              actions={<Button onClick={() => setRound(round + 1)}>{t('common.try-again')}</Button>}
            />
          ) : history === null ? (
            <p className={c('asking', 'muted')} role="status">
              <Spinner /> {t('elsewhere.asking')}
            </p>
          ) : (
            <>
              <UnreadNote unread={history.unread} />
              <History events={history.events} />
            </>
          )}
        </div>
      </section>
      <p>
        {seen === undefined ? null : (
          <span className="muted">
            {t('elsewhere.seen')} <TimeText at={seen.seenAt} />.{' '}
          </span>
        )}
        <Button
          variant="link"
          onClick={() => {
            close();
            openKey(keyId);
          }}
        >
          {t('elsewhere.show-key')}
        </Button>
      </p>
      <TextField
        label={t('elsewhere.note')}
        optional
        hint={t('elsewhere.note-hint')}
        value={note}
        maxLength={500}
        error={action.fieldError('note')}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
