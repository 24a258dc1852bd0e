import { useState, type ReactElement } from 'react';
import type { Batch } from '../../../shared/ipc/upkeep-channels.ts';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Choices, Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { showToast } from '../../ui/toast.tsx';
import { BatchProgress } from './batch-progress.tsx';
import { NO_REASON } from './confirm-fields.tsx';
import { openOverlaps, type OpenOverlap } from './overlaps.ts';
import { redactedTail } from './redacted-tail.ts';
import { LONGER_BY } from './rotation-end.tsx';
import { useKeys, useRotations } from './store.ts';
import { useTypedCount } from './typed-count.tsx';
import styles from './key-dialogs.module.css';

const c = classes(styles);
type Refused = ChannelOutput<'rotations.extend-many'>['refused'];

function OverlapLine({
  overlap,
  why,
}: {
  readonly overlap: OpenOverlap;
  readonly why?: string;
}): ReactElement {
  const t = useText();
  const { oldKey, rotation, ready } = overlap;
  const open = rotation.places.filter(({ done }) => !done).length;
  return (
    <li className={c('batch-item')} data-testid="overlap">
      <div className={c('batch-text')}>
        <span className={c('batch-name')}>
          <span className="truncate" title={oldKey.name}>
            {oldKey.name}
          </span>
          <code className="muted">{redactedTail(oldKey.redacted)}</code>
        </span>
        <span className="muted">
          {t('overlaps.ends')}{' '}
          <TimeText at={rotation.oldWorksUntil ?? rotation.startedAt} aheadMs={oldKey.clockAheadMs} />
          {' · '}
          {ready === 'all-done'
            ? t('rotation.end-all-done')
            : rotation.places.length === 0
              ? t('rotation.no-places')
              : t('rotation.places', { open, count: rotation.places.length })}{' '}
          {oldKey.lastUsedAt === null ? (
            t('rotation.no-request')
          ) : (
            <>
              {t('rotation.last-request')} <TimeText at={oldKey.lastUsedAt} aheadMs={oldKey.clockAheadMs} />
            </>
          )}
        </span>
        {why === undefined ? null : <span className="wrap">{why}</span>}
      </div>
      <ModeMark mode={oldKey.mode} />
    </li>
  );
}

/** The overlaps of several rotations: those whose old keys nothing needs are ended, or those that this vault ends are put off. */
export function OverlapsDialog({
  keyIds,
  onClose,
}: {
  readonly keyIds: readonly string[];
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const [openedAt] = useState(() => Date.now());
  const rotations = useRotations((store) => store.items);
  const keys = useKeys((store) => store.items);
  // As they are now: an old key that is used while this is open is not offered to be ended any more.
  const overlaps = openOverlaps(new Set(keyIds), rotations, keys, openedAt);
  const ready = overlaps.filter((overlap) => overlap.ready !== null);
  const movable = overlaps.filter((overlap) => overlap.movable);
  const [way, setWay] = useState<'end' | 'extend'>(movable.length > ready.length ? 'extend' : 'end');
  const [longer, setLonger] = useState<(typeof LONGER_BY)[number]>('86400');
  const [batch, setBatch] = useState<Batch | null>(null);
  const [refused, setRefused] = useState<Refused>([]);
  const ends = way === 'end';
  const chosen = ends ? ready : movable;
  const left = overlaps.filter((overlap) => !chosen.includes(overlap));
  const production = ends ? chosen.filter(({ oldKey }) => oldKey.mode === 'prod').length : 0;
  const count = useTypedCount(production, action);
  const end = async (): Promise<void> => {
    if (!count.isConfirmed()) return;
    const done = await action.run(() =>
      call('batches.start', {
        kind: 'revoke',
        endsOverlaps: true,
        cause: 'selection',
        person: null,
        keyIds: chosen.map(({ oldKey }) => oldKey.id),
        overlapSeconds: 0,
        // Each is revoked for what its rotation was made for.
        reason: NO_REASON,
        confirmation: count.confirmation,
      }),
    );
    if (done !== null) setBatch(done.value);
  };
  const extend = async (): Promise<void> => {
    const done = await action.run(() =>
      call('rotations.extend-many', {
        rotationIds: chosen.map(({ rotation }) => rotation.id),
        seconds: Number(longer),
      }),
    );
    if (done === null) return;
    const { moved } = done.value;
    if (moved > 0) showToast(t('overlaps.extended', { count: moved, length: t(`overlap.${longer}`) }));
    setRefused(done.value.refused);
    if (done.value.refused.length === 0) onClose();
  };
  const whyNot = ({ rotation }: OpenOverlap): string => {
    const said = refused.find(({ rotationId }) => rotationId === rotation.id)?.said;
    if (said !== undefined) return `${sentence(said.message)} ${sentence(said.hint)}`;
    return t(ends ? 'overlaps.in-use' : 'rotation.server-holds-date');
  };

  if (batch !== null) return <BatchProgress batch={batch} start onClose={onClose} />;
  if (overlaps.length === 0 || refused.length > 0) {
    const shown = overlaps.filter(({ rotation }) => refused.some((one) => one.rotationId === rotation.id));
    return (
      <Dialog
        wide
        title={t('overlaps.title')}
        onClose={onClose}
        footer={<Button onClick={onClose}>{t('common.close')}</Button>}
      >
        <p>{t(overlaps.length === 0 ? 'overlaps.none' : 'overlaps.refused', { count: refused.length })}</p>
        <ul className={c('batch')} aria-label={t('bulk.chosen')} tabIndex={0}>
          {shown.map((overlap) => (
            <OverlapLine key={overlap.rotation.id} overlap={overlap} why={whyNot(overlap)} />
          ))}
        </ul>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t('overlaps.title')}
      mark={production === 0 ? undefined : <ModeMark mode="prod" />}
      action={action}
      fields={['confirmation']}
      submit={t(ends ? 'overlaps.end-count' : 'overlaps.extend-count', { count: chosen.length })}
      submitDisabled={chosen.length === 0}
      danger={ends}
      wide
      onClose={onClose}
      onSubmit={ends ? end : extend}
    >
      <Choices
        label={t('bulk.tag-what')}
        value={way}
        onChange={setWay}
        options={[
          { value: 'end', label: t('overlaps.end'), hint: t('overlaps.end-hint') },
          { value: 'extend', label: t('overlaps.extend'), hint: t('overlaps.extend-hint') },
        ]}
      />
      {ends ? null : (
        <Field label={t('rotation.longer-by')}>
          {({ id, labelId }) => (
            <Select
              id={id}
              labelledBy={labelId}
              value={longer}
              options={LONGER_BY.map((value) => ({ value, label: t(`overlap.${value}`) }))}
              onChange={setLonger}
            />
          )}
        </Field>
      )}
      {ends && chosen.length > 0 ? (
        <Notice tone="warn" title={t('bulk.revoke-warning')}>
          <p>{t('revoke.warning-text')}</p>
        </Notice>
      ) : null}
      <ul className={c('batch')} aria-label={t('bulk.chosen')} tabIndex={0}>
        {chosen.map((overlap) => (
          <OverlapLine key={overlap.rotation.id} overlap={overlap} />
        ))}
        {left.map((overlap) => (
          <OverlapLine key={overlap.rotation.id} overlap={overlap} why={whyNot(overlap)} />
        ))}
      </ul>
      {count.field}
    </FormDialog>
  );
}
