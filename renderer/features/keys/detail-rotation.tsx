import { Circle, CircleAlert, CircleCheck, CircleDashed, FilePenLine } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { CheckedRotation, KeyDetail, Rotation } from '../../../shared/domain.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Checkbox } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { useNow } from '../../ui/use-now.ts';
import { redactedTail } from './redacted-tail.ts';
import { CheckAnswer, OverlapActions } from './rotation-end.tsx';
import { RotationKeys } from './rotation-keys.tsx';
import { useKeys } from './store.ts';
import styles from './key-detail.module.css';

const c = classes(styles);
type StepState = 'done' | 'open' | 'later';

const ICONS: Readonly<Record<StepState, ReactElement>> = {
  done: <CircleCheck aria-hidden />,
  open: <CircleDashed aria-hidden />,
  later: <Circle aria-hidden />,
};

function Step({
  state,
  title,
  children,
}: {
  readonly state: StepState;
  readonly title: ReactNode;
  readonly children?: ReactNode;
}): ReactElement {
  const t = useText();
  return (
    <li className={c('step', `step-${state}`)}>
      {ICONS[state]}
      <div className={c('step-body')}>
        <p>
          {title} <span className="visually-hidden">({t(`rotation.step-${state}`)})</span>
        </p>
        {children}
      </div>
    </li>
  );
}

/** Can be left and taken up again at any time: what it shows is what the vault has recorded. */
export function RotationSection({
  detail,
  rotation,
}: {
  readonly detail: KeyDetail;
  readonly rotation: Rotation;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const action = useAction();
  const now = useNow(30_000);
  const { clockAheadMs = 0 } = detail;
  const openDialog = useNavigation((store) => store.openDialog);
  const oldKey = useKeys((store) => store.items.find((key) => key.id === rotation.oldKeyId));
  const newKey = useKeys((store) => store.items.find((key) => key.id === rotation.newKeyId));
  const [newTail, oldTail] = [redactedTail(newKey?.redacted ?? ''), redactedTail(oldKey?.redacted ?? '')];
  const [checked, setChecked] = useState<CheckedRotation['checked'] | null>(null);
  const isOver = oldKey === undefined || !statusWorks(oldKey.status);
  const openPlaces = rotation.places.filter((place) => !place.done).length;
  const check = async (): Promise<void> => {
    const done = await action.run(() => call('rotations.check-old-key', { rotationId: rotation.id }));
    setChecked(done?.value.checked ?? null);
  };
  const tick = (placeId: string, done: boolean): void => {
    void action.inTurn(() => call('rotations.tick-place', { rotationId: rotation.id, placeId, done }));
  };
  return (
    <section className={c('section')} aria-label={t('rotation.title')}>
      <h3>{t('rotation.title')}</h3>
      <RotationKeys
        oldKey={oldKey}
        newKey={newKey}
        oldIsGone={rotation.oldRefusedAt !== null}
        checkedAt={checked?.at ?? null}
      />
      <ol className={c('steps')}>
        <Step state="done" title={t('rotation.stored', { tail: newTail })} />
        <Step
          state={openPlaces === 0 ? 'done' : 'open'}
          title={
            rotation.places.length === 0
              ? t('rotation.no-places')
              : t('rotation.places', { open: openPlaces, count: rotation.places.length })
          }
        >
          {detail.provider.abilities.rotate !== 'api' ? null : (
            <Button
              size="small"
              icon={<FilePenLine aria-hidden />}
              onClick={() =>
                openDialog({
                  kind: 'replace-places',
                  oldKeyId: rotation.oldKeyId,
                  newKeyId: rotation.newKeyId,
                })
              }
            >
              {t('places.open')}
            </Button>
          )}
          {rotation.places.map((place) => (
            <Checkbox
              key={place.id}
              label={sentence(place.said ?? place.text)}
              checked={place.done}
              onChange={(done) => tick(place.id, done)}
            />
          ))}
        </Step>
        <Step
          state={rotation.oldRefusedAt !== null ? 'done' : openPlaces === 0 ? 'open' : 'later'}
          title={
            rotation.oldRefusedAt !== null ? (
              <>
                {t('rotation.refused', { tail: oldTail })} <TimeText at={rotation.oldRefusedAt} />
              </>
            ) : rotation.oldWorksUntil !== null && Date.parse(rotation.oldWorksUntil) > now + clockAheadMs ? (
              <>
                {t('rotation.works-until', { tail: oldTail })}{' '}
                <TimeText at={rotation.oldWorksUntil} aheadMs={clockAheadMs} />
              </>
            ) : (
              t('rotation.not-seen-refused', { tail: oldTail })
            )
          }
        >
          {rotation.oldRefusedAt !== null ? null : (
            <Button size="small" pending={action.pending} onClick={() => void check()}>
              {t('rotation.check')}
            </Button>
          )}
          {checked === null ? null : <CheckAnswer checked={checked} isOver={isOver} />}
          {oldKey === undefined || isOver || detail.provider.abilities.revoke !== 'api' ? null : (
            <OverlapActions rotation={rotation} oldKey={oldKey} now={now} />
          )}
        </Step>
      </ol>
      {rotation.state === 'needs-attention' ? (
        <p className={c('place')}>
          <CircleAlert aria-hidden />
          <span>{t('rotation.needs-attention')}</span>
        </p>
      ) : null}
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </section>
  );
}
