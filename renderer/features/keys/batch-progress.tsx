import { CircleCheck, CircleDashed, CircleX, LoaderCircle, MinusCircle } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import type { SerializedError } from '../../../shared/errors.ts';
import type { Batch, BatchItem } from '../../../shared/ipc/upkeep-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { useKeyView } from './store.ts';
import styles from './key-dialogs.module.css';

const c = classes(styles);

const ICONS: Readonly<Record<BatchItem['state'], ReactElement>> = {
  waiting: <CircleDashed aria-hidden />,
  running: <LoaderCircle aria-hidden />,
  done: <CircleCheck aria-hidden />,
  failed: <CircleX aria-hidden />,
  skipped: <MinusCircle aria-hidden />,
};

function ItemLine({ item, current }: { readonly item: BatchItem; readonly current: boolean }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  // What was begun before a lock is not under way now; what was asked for a moment ago is.
  const open = item.state === 'waiting' || item.state === 'running';
  const state = open && current ? 'running' : item.state === 'running' ? 'interrupted' : item.state;
  return (
    <li className={c('batch-item', item.state)} data-testid="batch-item">
      {ICONS[open && current ? 'running' : item.state]}
      <div className={c('batch-text')}>
        <span className={c('batch-name')}>
          <span className="truncate" title={item.name}>
            {item.name}
          </span>
          <code className="muted">{item.redacted}</code>
        </span>
        <span className={c('batch-state')}>{t(`bulk.state-${state}`)}</span>
        {item.message === null ? null : (
          <span className="wrap">
            {sentence(item.said?.message ?? item.message)} {sentence(item.said?.hint ?? item.hint ?? '')}
          </span>
        )}
      </div>
      <ModeMark mode={item.mode} />
    </li>
  );
}

interface Running {
  readonly batch: Batch;
  readonly running: boolean;
  readonly halted: boolean;
  readonly error: SerializedError | null;
  readonly go: (confirmation: string | null) => void;
  readonly pause: () => void;
  readonly setBatch: (batch: Batch) => void;
}

/** Asks for one key after the other; what has been begun when the window goes is found again by the bar in the list. */
function useRun(given: Batch, start: boolean): Running {
  const [batch, setBatch] = useState(given);
  const [running, setRunning] = useState(false);
  const [halted, setHalted] = useState(false);
  const [error, setError] = useState<SerializedError | null>(null);
  const wanted = useRef(false);
  const busy = useRef(false);
  const go = useCallback(
    (confirmation: string | null): void => {
      wanted.current = true;
      if (busy.current) return;
      busy.current = true;
      setRunning(true);
      setHalted(false);
      setError(null);
      const run = async (): Promise<void> => {
        let typed = confirmation;
        while (wanted.current) {
          const reply = await call('batches.step', { batchId: given.id, confirmation: typed });
          typed = null;
          if (!reply.ok) {
            setError(reply.error);
            break;
          }
          setBatch(reply.value.batch);
          setHalted(reply.value.halted);
          if (reply.value.halted || reply.value.batch.endedAt !== null) break;
        }
        busy.current = false;
        setRunning(false);
      };
      void run();
    },
    [given.id],
  );
  useEffect(() => {
    if (start) go(null);
    return () => {
      wanted.current = false;
    };
  }, [start, go]);
  const pause = useCallback(() => {
    wanted.current = false;
  }, []);
  return { batch, running, halted, error, go, pause, setBatch };
}

export function BatchProgress({
  batch: given,
  start,
  onClose,
}: {
  readonly batch: Batch;
  /** False: it was interrupted, and a person says when it goes on. */
  readonly start: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const { batch, running, halted, error, go, pause, setBatch } = useRun(given, start);
  const [typed, setTyped] = useState('');
  const [now] = useState(() => Date.now());
  const { openKey, openDialog } = useNavigation();
  const count = (state: BatchItem['state']): number =>
    batch.items.filter((item) => item.state === state).length;
  const open = batch.items.filter(({ state }) => state === 'waiting' || state === 'running');
  const production = open.filter(({ mode }) => mode === 'prod').length;
  const asks =
    !running &&
    production > 0 &&
    (Date.parse(batch.confirmedUntil) <= now || error?.field === 'confirmation');
  const over = batch.endedAt !== null;
  const again = useAction();
  const retry = async (): Promise<void> => {
    const done = await again.run(() => call('batches.retry', { batchId: batch.id }));
    if (done === null) return;
    setBatch(done.value);
    go(null);
  };
  const close = (): void => {
    pause();
    useKeyView.getState().mark(new Set());
    const first = batch.items.find(({ newKeyId }) => newKeyId !== null)?.newKeyId ?? null;
    if (over && first !== null && batch.items.length === 1) openKey(first);
    onClose();
  };
  const progress = t('bulk.progress', { done: count('done'), failed: count('failed'), left: open.length });
  return (
    <Dialog
      title={t(batch.kind === 'rotate' ? 'bulk.rotating' : 'bulk.revoking', { count: batch.items.length })}
      description={batch.person === null ? undefined : t('bulk.because-left', { person: batch.person })}
      wide
      steady
      busy={running}
      onClose={close}
      footer={
        <>
          {over && batch.kind === 'rotate' && batch.overlapSeconds > 0 && count('done') > 0 ? (
            <Button
              onClick={() =>
                openDialog({
                  kind: 'overlaps',
                  keyIds: batch.items.flatMap(({ keyId, state }) => (state === 'done' ? [keyId] : [])),
                })
              }
            >
              {t('bulk.overlaps')}
            </Button>
          ) : null}
          {!running && open.length === 0 && count('failed') > 0 ? (
            <Button pending={again.pending} onClick={() => void retry()}>
              {t('bulk.retry', { count: count('failed') })}
            </Button>
          ) : null}
          {running ? (
            <Button key="pause" onClick={pause}>
              {t('bulk.pause')}
            </Button>
          ) : (
            <Button key="close" onClick={close}>
              {t(over ? 'common.done' : 'common.close')}
            </Button>
          )}
          {!running && open.length > 0 ? (
            <Button variant="primary" onClick={() => go(asks ? typed : null)}>
              {t('bulk.continue')}
            </Button>
          ) : null}
        </>
      }
    >
      <p className="figures">{progress}</p>
      {/* Said at the end, and not with each key. */}
      <span className="visually-hidden" role="status">
        {running ? '' : progress}
      </span>
      {halted ? (
        <Notice tone="warn" title={t('bulk.halted-title')} alert>
          <p>{t('bulk.halted-text')}</p>
        </Notice>
      ) : null}
      {over && batch.kind === 'rotate' && count('done') > 0 ? (
        <Notice tone="ok">
          <p>{t(batch.overlapSeconds === 0 ? 'bulk.rotated-now' : 'bulk.rotated-overlap')}</p>
        </Notice>
      ) : null}
      <ul className={c('batch')} aria-label={t('bulk.results')} tabIndex={0}>
        {batch.items.map((item) => (
          <ItemLine key={item.keyId} item={item} current={running && item.keyId === open[0]?.keyId} />
        ))}
      </ul>
      {asks ? (
        <TextField
          label={t('bulk.type-count', { count: production })}
          hint={t('bulk.type-hint')}
          error={
            error?.field === 'confirmation'
              ? `${sentence(error.said.message)} ${sentence(error.said.hint)}`
              : null
          }
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      ) : null}
      {error === null || error.field === 'confirmation' ? null : <ErrorNotice error={error} />}
      {again.error === null ? null : <ErrorNotice error={again.error} />}
    </Dialog>
  );
}
