import { CloudOff, TriangleAlert } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { Connection } from '../../shared/domain.ts';
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
  return (
    connection.health === 'asleep' ||
    connection.health === 'key-refused' ||
    connection.health === 'not-admin' ||
    connection.health === 'payment-required' ||
    connection.adminKeyId === null
  );
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

/** Offline and refused connections: a quiet bar, not a wall. */
export function ConnectionBar(): ReactElement | null {
  const t = useText();
  const sentence = useSentence();
  const connectionId = useNavigation((store) => store.connectionId);
  const connections = useConnections((store) => store.items).filter(
    (item) => connectionId === null || item.id === connectionId,
  );
  const broken = connections.find(needsSomebody);
  const offline = connections.filter((item) => item.health === 'offline');
  if (broken !== undefined) {
    return (
      <div className={c('bar')} role="status">
        <TriangleAlert aria-hidden />
        <span className={c('bar-text', 'truncate')}>
          {broken.name}:{' '}
          {broken.healthMessage === null ? t('connection.needs-repair') : sentence(broken.healthMessage)}
        </span>
        <RemedyButton connection={broken} />
      </div>
    );
  }
  if (offline.length > 0) {
    return (
      <div className={c('bar')} role="status">
        <CloudOff aria-hidden />
        <span className={c('bar-text', 'truncate')}>
          {t('connection.offline', { names: offline.map((item) => item.name).join(', ') })}
        </span>
      </div>
    );
  }
  return null;
}
