import { CircleCheck, Send } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { textOf, useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Field, TextField } from '../../ui/field.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { LookNow } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { EXPIRY_PRESETS, resolveExpiry, type ExpiryPreset } from '../keys/expiry.ts';
import flowStyles from '../keys/flows/flows.module.css';
import { redactedTail } from '../keys/redacted-tail.ts';
import { useSentKey } from '../keys/sent-key.tsx';
import { useKeys } from '../keys/store.ts';
import type { StepProps } from '../guides/step-props.ts';
import { useTickWhen } from '../guides/store.ts';

const c = classes(flowStyles);
const PRESETS = EXPIRY_PRESETS.filter((preset) => preset !== 'date');

/** The key in place of the old one: there already after a rotation, else made here with the old one's name. */
export function IssueStep({ guide, step, tick }: StepProps): ReactElement {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  const issued = useKeys((store) => store.items.find((key) => key.id === guide.newKeyId));
  useTickWhen(guide, guide.newKeyId !== null, tick, step.doneAt !== null);
  if (guide.newKeyId === null) return <IssueForm guide={guide} />;
  return (
    <>
      <p className={c('done')}>
        <CircleCheck aria-hidden />
        {t('guide.issued', { tail: redactedTail(issued?.redacted ?? '') })}
      </p>
      <div>
        <Button
          icon={<Send aria-hidden />}
          disabled={issued === undefined}
          onClick={() => openDialog({ kind: 'pass-on', subjectId: guide.newKeyId ?? '' })}
        >
          {t('pass-on.open')}
        </Button>
      </div>
    </>
  );
}

function IssueForm({ guide }: { readonly guide: StepProps['guide'] }): ReactElement {
  const t = useText();
  const action = useAction();
  const old = useKeys((store) => store.items.find((key) => key.id === guide.keyId));
  const [name, setName] = useState(old?.apiName ?? guide.keyName);
  const [preset, setPreset] = useState<Exclude<ExpiryPreset, 'date'>>('90');
  const [tried, setTried] = useState(false);
  const first = old?.apiName ?? guide.keyName;
  const draft = useDraft(
    `guide-issue:${guide.id}`,
    { name, preset },
    name === first && preset === '90',
    (kept) => {
      setName(textOf(kept, 'name'));
      setPreset(PRESETS.find((value) => value === kept['preset']) ?? '90');
    },
  );
  // Made since this guide was begun, but the app ended before it was noted here.
  const sent = useSentKey(guide.startedAt, guide.connectionId, name, guide.keyId);
  const roleId = guide.kind === 'narrow' ? guide.roleId : (old?.roleId ?? null);
  const issue = async (): Promise<void> => {
    setTried(true);
    const expiry = resolveExpiry(preset, '', new Date());
    if (name.trim() === '' || roleId === null || !expiry.ok) return;
    if ((await action.run(() => call('guides.begin', { guideId: guide.id }))) === null) return;
    const done = await action.run(() =>
      call('keys.create', {
        connectionId: guide.connectionId,
        name: name.trim(),
        roleId,
        expiresAt: expiry.at,
      }),
    );
    if (done !== null) await link(done.value.keyId);
  };
  const link = async (newKeyId: string): Promise<void> => {
    const done = await action.run(() => call('guides.link', { guideId: guide.id, newKeyId }));
    if (done !== null) draft.discard();
  };
  if (guide.kind === 'narrow' && guide.roleId === null) {
    return <p className="muted">{t('guide.role-first')}</p>;
  }
  return (
    <form
      className="form-column"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void issue();
      }}
    >
      <TextField
        label={t('create.name')}
        value={name}
        error={tried && name.trim() === '' ? t('create.name-empty') : action.fieldError('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Field label={t('create.expires')}>
        {({ id, labelId }) => (
          <Select
            id={id}
            labelledBy={labelId}
            value={preset}
            options={PRESETS.map((value) => ({ value, label: t(`expiry.${value}`) }))}
            onChange={setPreset}
          />
        )}
      </Field>
      {roleId === null ? <p className="muted">{t('guide.no-role')}</p> : null}
      {sent === null || action.pending ? null : (
        <Notice
          tone="warn"
          actions={
            sent.status === 'unresolved' ? (
              <LookNow connectionId={guide.connectionId} onLooked={() => undefined} />
            ) : (
              <Button size="small" onClick={() => void link(sent.id)}>
                {t('unfinished.use-key')}
              </Button>
            )
          }
        >
          <p>
            {t(sent.status === 'unresolved' ? 'unfinished.sent-unresolved' : 'unfinished.sent', {
              name: sent.name,
            })}
          </p>
        </Notice>
      )}
      {action.error === null || action.error.field === 'name' ? null : <ErrorNotice error={action.error} />}
      <div>
        <Button
          type="submit"
          variant="primary"
          pending={action.pending}
          disabled={roleId === null || (sent?.status === 'unresolved' && !action.pending)}
        >
          {t('guide.issue')}
        </Button>
      </div>
    </form>
  );
}
