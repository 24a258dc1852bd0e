import { useState, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { call } from '../../lib/bridge.ts';
import { buttonName } from '../../lib/button-name.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/field.tsx';
import { errorBelow, LookNow } from '../../ui/form-dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { asksForName, ConfirmationField, isConfirmed } from '../keys/confirm-fields.tsx';
import { KeyUsage } from '../keys/key-usage.tsx';
import { redactedTail } from '../keys/redacted-tail.ts';
import { useKeys } from '../keys/store.ts';
import type { StepProps } from '../guides/step-props.ts';
import { useTickWhen } from '../guides/store.ts';

/** The old key stops: at once with a new one in its place, or without. */
export function EndStep({ guide, step, tick }: StepProps): ReactElement {
  const t = useText();
  const entry = useKeys((store) => store.items.find((key) => key.id === guide.keyId));
  const ended = entry !== undefined && !statusWorks(entry.status) && entry.status !== 'unresolved';
  useTickWhen(guide, ended, tick, step.doneAt !== null);
  if (entry === undefined) return <p className="muted">{t('guide.key-gone')}</p>;
  if (ended) {
    return <Notice tone="ok">{<p>{t('guide.ended', { tail: redactedTail(entry.redacted) })}</p>}</Notice>;
  }
  return <EndForm key={entry.id} guide={guide} entry={entry} />;
}

function EndForm({
  guide,
  entry,
}: {
  readonly guide: StepProps['guide'];
  readonly entry: KeySummary;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const leak = guide.kind === 'leak';
  const [way, setWay] = useState<'rotate' | 'revoke'>(leak ? 'rotate' : 'revoke');
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const run = async (): Promise<void> => {
    setTried(true);
    if (!isConfirmed(entry, typed, way)) return;
    if ((await action.run(() => call('guides.begin', { guideId: guide.id }))) === null) return;
    const common = {
      keyId: entry.id,
      reason: leak
        ? ({ kind: 'compromised', text: '' } as const)
        : ({ kind: 'other', text: t('guide.narrow-reason') } as const),
      confirmation: asksForName(entry, way) ? typed.trim() : null,
    };
    if (way === 'revoke') {
      await action.run(() => call('keys.revoke', common));
      return;
    }
    const done = await action.run(() => call('keys.rotate', { ...common, overlapSeconds: 0 }));
    if (done !== null) await call('guides.link', { guideId: guide.id, newKeyId: done.value.keyId });
  };
  const error = errorBelow(action.error, asksForName(entry, way) ? ['confirmation'] : []);
  return (
    <form
      className="form-column"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      {leak ? (
        <Choices
          label={t('guide.end-how')}
          value={way}
          onChange={setWay}
          options={[
            { value: 'rotate', label: t('guide.end-rotate'), hint: t('guide.end-rotate-hint') },
            { value: 'revoke', label: t('guide.end-revoke'), hint: t('guide.end-revoke-hint') },
          ]}
        />
      ) : null}
      <KeyUsage entry={entry} />
      <ConfirmationField
        entry={entry}
        action={way}
        typed={typed}
        tried={tried}
        refused={action.fieldError('confirmation')}
        onChange={setTyped}
      />
      {error === null ? null : (
        <ErrorNotice
          error={error}
          actions={
            error.code === 'outcome-unknown' ? (
              <LookNow connectionId={entry.connectionId} onLooked={action.clearError} />
            ) : undefined
          }
        />
      )}
      <div>
        <Button
          type="submit"
          variant={way === 'revoke' ? 'danger-solid' : 'primary'}
          pending={action.pending}
        >
          {t(way === 'revoke' ? 'guide.revoke-named' : 'guide.rotate-named', buttonName(entry.name))}
        </Button>
      </div>
    </form>
  );
}
