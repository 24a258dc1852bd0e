import { CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import flowStyles from '../keys/flows/flows.module.css';
import { redactedTail } from '../keys/redacted-tail.ts';
import { useKeys, useRotations } from '../keys/store.ts';
import type { StepProps } from '../guides/step-props.ts';
import { useTickWhen } from '../guides/store.ts';

const c = classes(flowStyles);

function Done({ text }: { readonly text: string }): ReactElement {
  return (
    <p className={c('done')}>
      <CircleCheck aria-hidden />
      <span className="wrap">{text}</span>
    </p>
  );
}

function tailOf(id: string | null): (store: ReturnType<typeof useKeys.getState>) => string {
  return (store) => redactedTail(store.items.find((key) => key.id === id)?.redacted ?? '');
}

export function MakeStep({ guide, step }: StepProps): ReactElement {
  const t = useText();
  const action = useAction();
  const tail = useKeys(tailOf(guide.keyId));
  if (step.doneAt !== null) return <Done text={t('drill.made', { tail, file: guide.practiceFile ?? '' })} />;
  return (
    <>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <div>
        <Button
          variant="primary"
          pending={action.pending}
          onClick={() => void action.run(() => call('drill.prepare', { guideId: guide.id }))}
        >
          {t('drill.make')}
        </Button>
      </div>
    </>
  );
}

export function RotateStep({ guide, step, tick }: StepProps): ReactElement {
  const t = useText();
  const action = useAction();
  const tail = useKeys(tailOf(guide.newKeyId));
  useTickWhen(guide, guide.newKeyId !== null, tick, step.doneAt !== null);
  if (guide.newKeyId !== null) return <Done text={t('drill.rotated', { tail })} />;
  const { keyId } = guide;
  if (keyId === null) return <p className="muted">{t('drill.make-first')}</p>;
  const rotate = async (): Promise<void> => {
    const done = await action.run(() =>
      call('keys.rotate', {
        keyId,
        overlapSeconds: 0,
        reason: { kind: 'other', text: 'Rotation drill' },
        confirmation: null,
      }),
    );
    if (done !== null) await call('guides.link', { guideId: guide.id, newKeyId: done.value.keyId });
  };
  return (
    <>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <div>
        <Button variant="primary" pending={action.pending} onClick={() => void rotate()}>
          {t('drill.rotate')}
        </Button>
      </div>
    </>
  );
}

/** The proof is a request with the old key that is refused. */
export function ProveStep({ guide, step, tick }: StepProps): ReactElement {
  const t = useText();
  const action = useAction();
  const rotation = useRotations((store) =>
    store.items.find((item) => item.oldKeyId === guide.keyId && item.newKeyId === guide.newKeyId),
  );
  const refused = (rotation?.oldRefusedAt ?? null) !== null;
  useTickWhen(guide, refused, tick, step.doneAt !== null);
  if (refused) {
    return (
      <Notice tone="ok">
        <p>{t('drill.proved')}</p>
      </Notice>
    );
  }
  if (rotation === undefined) return <p className="muted">{t('drill.rotate-first')}</p>;
  return (
    <>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <div>
        <Button
          variant="primary"
          pending={action.pending}
          onClick={() => void action.run(() => call('rotations.check-old-key', { rotationId: rotation.id }))}
        >
          {t('rotation.check')}
        </Button>
      </div>
    </>
  );
}

export function CleanUpStep({ guide }: StepProps): ReactElement {
  const t = useText();
  const action = useAction();
  return (
    <>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
      <div>
        <Button
          variant="primary"
          pending={action.pending}
          onClick={() => void action.run(() => call('drill.clean-up', { guideId: guide.id }))}
        >
          {t('drill.clean-up')}
        </Button>
      </div>
    </>
  );
}
