import { FolderPlus, House, Play, Trash2 } from 'lucide-react';
import { useEffect, useId, useState, type ReactElement } from 'react';
import type { ScanSchedule, Source } from '../../../shared/ipc/source-channels.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { choose } from '../../lib/choose.ts';
import { createCollection } from '../../lib/collection.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Checkbox } from '../../ui/field.tsx';
import { Badge, type Tone } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useScan } from './scan-store.ts';
import styles from './findings.module.css';

const c = classes(styles);
const SCHEDULES: readonly ScanSchedule[] = ['change', 'hour', 'day', 'never'];
const USUAL_PLACES = 'usual-places';

export const useSources = createCollection<Source, 'sources.list'>(
  () => call('sources.list', undefined),
  (value) => value.sources,
);

const TONES: Readonly<Record<NonNullable<Source['last']>['outcome'], Tone>> = {
  clean: 'ok',
  found: 'danger',
  incomplete: 'warn',
  cancelled: 'quiet',
  failed: 'warn',
  missing: 'warn',
};

/** Folders and repositories that are scanned again by themselves. */
export function SourcesSection(): ReactElement {
  const t = useText();
  const { items, status, error, load } = useSources();
  const action = useAction();
  useEffect(() => {
    void load();
    return onEvent('vault.changed', ({ collections }) => {
      if (collections.includes('sources')) void load();
    });
  }, [load]);
  const add = async (what: 'folder' | 'usual-places'): Promise<void> => {
    const chosen = await choose(action, what === 'folder' ? 'watch-folder' : 'watch-usual-places');
    if (chosen === null) return;
    const source = { grant: chosen.grant, what, history: what === 'folder', schedule: 'day' } as const;
    const done = await action.run(() => call('sources.add', source));
    if (done !== null) void load();
  };
  return (
    <section className={c('panel')} aria-label={t('sources.title')}>
      <div className={c('row')}>
        <h2>{t('sources.title')}</h2>
        <span className={c('spring')} />
        <Button
          size="small"
          data-field="watch"
          icon={<FolderPlus aria-hidden />}
          pending={action.pending}
          onClick={() => void add('folder')}
        >
          {t('sources.add')}
        </Button>
        {items.some(({ path }) => path === USUAL_PLACES) ? null : (
          <Button
            size="small"
            icon={<House aria-hidden />}
            pending={action.pending}
            onClick={() => void add('usual-places')}
          >
            {t('sources.add-usual')}
          </Button>
        )}
      </div>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      {error === null ? null : <ErrorNotice error={error} />}
      {items.length > 0 || status !== 'ready' ? null : <p className="muted">{t('sources.none')}</p>}
      {items.length === 0 ? null : (
        <ul className={c('sources')}>
          {items.map((source) => (
            <SourceRow key={source.id} source={source} />
          ))}
        </ul>
      )}
      {items.length === 0 ? null : <p className="muted small">{t('sources.while-open')}</p>}
    </section>
  );
}

function SourceRow({ source }: { readonly source: Source }): ReactElement {
  const t = useText();
  const action = useAction();
  const scanning = useScan((store) => store.scanId !== null);
  const isScannedNow = useScan((store) => store.scheduledFor === source.id);
  const [confirming, setConfirming] = useState(false);
  const labelId = useId();
  const name = source.path === USUAL_PLACES ? t('sources.usual') : source.path;
  const change = (changes: { readonly history?: boolean; readonly schedule?: ScanSchedule }): void => {
    void action.inTurn(() => call('sources.change', { sourceId: source.id, ...changes }));
  };
  const remove = async (): Promise<void> => {
    const done = await action.run(() => call('sources.remove', { sourceId: source.id }));
    if (done !== null) showToast(t('sources.removed'));
  };
  const sentence = useSentence();
  const { last } = source;
  return (
    <li className={c('source')} data-testid="source">
      <div className={c('source-text')}>
        <span className="truncate" title={name}>
          {name}
        </span>
        <span className="muted small">
          {!source.confirmed ? (
            t('sources.unconfirmed')
          ) : isScannedNow ? (
            <Badge tone="quiet">{t('sources.scanned-now')}</Badge>
          ) : last === null ? (
            t('sources.never-scanned')
          ) : (
            <>
              <Badge tone={TONES[last.outcome]}>
                {t(`sources.outcome-${last.outcome}`, { count: last.findings })}
              </Badge>{' '}
              <TimeText at={last.at} />
              {last.skipped === 0 ? null : ` · ${t('scan.skipped', { count: last.skipped })}`}
              {last.error === null
                ? null
                : ` · ${last.said === undefined ? last.error : `${sentence(last.said.message)} ${sentence(last.said.hint)}`}`}
            </>
          )}
        </span>
      </div>
      {source.confirmed ? null : (
        <Button
          size="small"
          pending={action.pending}
          onClick={() => void action.run(() => call('sources.confirm', { sourceId: source.id }))}
        >
          {t('sources.confirm')}
        </Button>
      )}
      {source.path === USUAL_PLACES ? null : (
        <Checkbox
          label={t('sources.history')}
          checked={source.history}
          onChange={(history) => change({ history })}
        />
      )}
      <span id={labelId} hidden>
        {t('sources.schedule', { name })}
      </span>
      <div className={c('source-schedule')}>
        <Select
          labelledBy={labelId}
          value={source.schedule}
          options={SCHEDULES.map((value) => ({ value, label: t(`sources.every-${value}`) }))}
          onChange={(schedule) => change({ schedule })}
        />
      </div>
      <IconButton
        label={t('sources.scan-now', { name })}
        disabled={scanning}
        onClick={() => void action.run(() => call('sources.scan', { sourceId: source.id }))}
      >
        <Play aria-hidden />
      </IconButton>
      {confirming ? (
        <Button
          size="small"
          variant="danger"
          autoFocus
          onClick={() => void remove()}
          onBlur={() => setConfirming(false)}
        >
          {t('sources.remove-sure')}
        </Button>
      ) : (
        <IconButton label={t('sources.remove', { name })} onClick={() => setConfirming(true)}>
          <Trash2 aria-hidden />
        </IconButton>
      )}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </li>
  );
}
