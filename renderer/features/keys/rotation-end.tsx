import { TimerOff } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { CheckedRotation, KeySummary, Rotation } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { canBeMoved, whyReady } from './overlaps.ts';
import styles from './rotation.module.css';

const c = classes(styles);
export const LONGER_BY = ['3600', '86400', '259200', '604800'] as const;

/** What the overlap comes to: ended early where nothing needs the old key any more, or put off where something still does. */
export function OverlapActions({
  rotation,
  oldKey,
  now,
}: {
  readonly rotation: Rotation;
  readonly oldKey: KeySummary;
  readonly now: number;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const openDialog = useNavigation((store) => store.openDialog);
  const [longer, setLonger] = useState<(typeof LONGER_BY)[number]>('86400');
  const ready = whyReady(rotation, oldKey, now);
  return (
    <>
      {ready !== null ? (
        <div className={c('row')}>
          <Button
            size="small"
            icon={<TimerOff aria-hidden />}
            onClick={() => openDialog({ kind: 'end-overlap', keyId: oldKey.id })}
          >
            {t('rotation.end-now')}
          </Button>
          <span className="muted">{t(`rotation.end-${ready}`)}</span>
        </div>
      ) : (
        <p className="muted">{t('rotation.end-not-yet')}</p>
      )}
      {canBeMoved(rotation) ? (
        <div className={c('row', 'extend')}>
          <Select
            label={t('rotation.longer-by')}
            value={longer}
            options={LONGER_BY.map((value) => ({ value, label: t(`overlap.${value}`) }))}
            onChange={setLonger}
          />
          <Button
            size="small"
            pending={action.pending}
            onClick={() =>
              void action.run(() =>
                call('rotations.extend', { rotationId: rotation.id, seconds: Number(longer) }),
              )
            }
          >
            {t('rotation.extend')}
          </Button>
        </div>
      ) : rotation.endedBy === 'server' && rotation.oldWorksUntil !== null ? (
        <p className="muted">{t('rotation.server-holds-date')}</p>
      ) : null}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </>
  );
}

/** What the check came to, in words and with its time. */
export function CheckAnswer({
  checked,
  isOver,
}: {
  readonly checked: CheckedRotation['checked'];
  /** By now the old key should be refused. */
  readonly isOver: boolean;
}): ReactElement {
  const t = useText();
  const { outcome, at } = checked;
  const isGone = outcome === 'refused' || outcome === 'listed-ended';
  const words = outcome === 'accepted' ? (isOver ? 'accepted-late' : 'accepted') : outcome;
  return (
    <Notice tone={isGone ? 'ok' : isOver ? 'warn' : 'notice'} alert>
      <p>
        {t(`rotation.checked-${words}`)} <TimeText at={at} form="absolute" />
      </p>
    </Notice>
  );
}
