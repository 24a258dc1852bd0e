import { CloudOff, TriangleAlert } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { Connection } from '../../shared/domain.ts';
import { isWell } from '../features/connections/is-well.ts';
import { RemedyButton } from '../features/connections/remedy-button.tsx';
import { useConnections } from '../features/connections/store.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { useAppStore } from '../lib/app-store.ts';
import { call } from '../lib/bridge.ts';
import { useErrorText, useSentence } from '../lib/error-text.ts';
import { useText } from '../lib/intl.tsx';
import { useNavigation } from '../lib/navigation-store.ts';
import { useAction } from '../lib/use-action.ts';
import styles from './shell.module.css';

const c = classes(styles);

function needsSomebody(connection: Connection): boolean {
  return !isWell(connection) && (connection.health !== 'offline' || connection.adminKeyId === null);
}

/** The vault's file is older than what this computer last saw: someone may have put back a copy. */
export function RollbackBar(): ReactElement | null {
  const t = useText();
  const warning = useAppStore((store) => store.state?.rollbackWarning ?? null);
  const action = useAction();
  const errorText = useErrorText();
  const openDialog = useNavigation((store) => store.openDialog);
  if (warning === null) return null;
  return (
    <div className={c('bar')} role="alert">
      <TriangleAlert aria-hidden />
      <span className={c('bar-text')}>
        <strong>{errorText(warning).message}</strong>{' '}
        {action.error === null ? errorText(warning).hint : errorText(action.error).message}
      </span>
      {warning.code === 'vault-another-copy' ? (
        <Button size="small" onClick={() => openDialog({ kind: 'merge-copy' })}>
          {t('merge.action')}
        </Button>
      ) : null}
      <Button
        size="small"
        pending={action.pending}
        onClick={() => void action.run(() => call('vault.accept-rollback', undefined))}
      >
        {t('rollback.accept')}
      </Button>
    </div>
  );
}

/** The disk takes nothing: what goes on, and what waits for it. */
export function DiskBar(): ReactElement | null {
  const t = useText();
  const errorText = useErrorText();
  const access = useAppStore((store) => store.state?.writeAccess ?? null);
  if (access === null || access.problem === null) return null;
  const { problem, pending, kept } = access;
  return (
    <div className={c('bar')} role="alert">
      <TriangleAlert aria-hidden />
      <span className={c('bar-text')}>
        <strong>{t(problem.code === 'vault-disk-full' ? 'disk.full' : 'disk.unwritable')}</strong>{' '}
        {errorText(problem).message} {t('disk.goes-on')}{' '}
        {pending === 0 ? null : t(kept ? 'disk.pending' : 'disk.pending-memory', { count: pending })}
      </span>
    </div>
  );
}

/** What was found and put right when the vault was opened; read once. */
export function VaultNotes(): ReactElement | null {
  const t = useText();
  const sentence = useSentence();
  const notes = useAppStore((store) => store.state?.vaultNotes);
  const [read, setRead] = useState(0);
  const note = notes?.[read];
  if (note === undefined) return null;
  return (
    <div className={c('bar')} role="status">
      <TriangleAlert aria-hidden />
      <span className={c('bar-text')}>
        <strong>{sentence(note.message)}</strong> {sentence(note.hint)}
      </span>
      <Button size="small" onClick={() => setRead(read + 1)}>
        {t('common.close')}
      </Button>
    </div>
  );
}

/** What is wrong with one account, in a sentence. */
function TroubleText({ connection }: { readonly connection: Connection }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  if (connection.health === 'offline') return <>{t('connection.offline', { names: connection.name })}</>;
  return (
    <>
      {connection.name}:{' '}
      {connection.healthMessage === null ? t('connection.needs-repair') : sentence(connection.healthMessage)}
    </>
  );
}

/** Each account by itself, with what helps it. */
function Trouble({ connection }: { readonly connection: Connection }): ReactElement {
  const t = useText();
  const action = useAction();
  return (
    <li className={c('trouble')}>
      <span className={c('bar-text', 'wrap')}>
        <TroubleText connection={connection} />
      </span>
      {connection.health === 'offline' ? (
        <Button
          size="small"
          pending={action.pending}
          onClick={() => void action.run(() => call('connections.sync', { connectionId: connection.id }))}
        >
          {t('common.try-again')}
        </Button>
      ) : (
        <RemedyButton connection={connection} />
      )}
    </li>
  );
}

/** Offline and refused accounts: a quiet bar, not a wall, and one for all of them however many there are. */
export function ConnectionBar(): ReactElement | null {
  const t = useText();
  const [open, setOpen] = useState(false);
  const connectionId = useNavigation((store) => store.connectionId);
  const connections = useConnections((store) => store.items).filter(
    (item) => connectionId === null || item.id === connectionId,
  );
  const broken = connections.filter(needsSomebody);
  const offline = connections.filter((item) => !isWell(item) && !needsSomebody(item));
  const [first, ...more] = [...broken, ...offline];
  if (first === undefined) return null;
  if (broken.length === 0 || more.length === 0) {
    return (
      <div className={c('bar')} role="status">
        {broken.length === 0 ? <CloudOff aria-hidden /> : <TriangleAlert aria-hidden />}
        <span className={c('bar-text', 'truncate')}>
          {broken.length === 0 ? (
            t('connection.offline', { names: offline.map((item) => item.name).join(', ') })
          ) : (
            <TroubleText connection={first} />
          )}
        </span>
        {broken.length === 0 ? null : <RemedyButton connection={first} />}
      </div>
    );
  }
  const all = [first, ...more];
  const summary = t('connection.troubles', {
    count: all.length,
    names: all.map(({ name }) => name).join(', '),
  });
  return (
    <section aria-label={summary}>
      <div className={c('bar')}>
        <TriangleAlert aria-hidden />
        <span className={c('bar-text', 'truncate')} role="status">
          {summary}
        </span>
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'attention.fold' : 'attention.each')}
        </Button>
      </div>
      {open ? (
        <ul className={c('troubles')}>
          {all.map((connection) => (
            <Trouble key={connection.id} connection={connection} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}
