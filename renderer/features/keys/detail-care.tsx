import { useState, type ReactElement, type SubmitEvent } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import { NO_CARE, rotationDueAt } from '../../../shared/key-care.ts';
import { MINUTE_MS } from '../../../shared/times.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Field, TextField } from '../../ui/field.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './key-detail.module.css';

const c = classes(styles);
const POLICIES = ['none', '30', '60', '90', '180', '365'] as const;

/** Who answers for the key, who has it, and how often it is to be rotated: kept in this vault alone. */
export function CareSection({
  detail,
  onChanged,
}: {
  readonly detail: KeyDetail;
  readonly onChanged: () => Promise<void>;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const now = useNow(MINUTE_MS);
  const care = detail.care ?? NO_CARE;
  const kept = {
    owner: care.owner ?? '',
    access: care.access.join(', '),
    policy: care.rotateEveryDays === null ? 'none' : String(care.rotateEveryDays),
  };
  const [owner, setOwner] = useState(kept.owner);
  const [access, setAccess] = useState(kept.access);
  const [policy, setPolicy] = useState(kept.policy);
  const untouched = owner === kept.owner && access === kept.access && policy === kept.policy;
  const draft = useDraft(`key-care:${detail.id}`, { owner, access, policy }, untouched, (typed) => {
    setOwner(String(typed['owner'] ?? ''));
    setAccess(String(typed['access'] ?? ''));
    setPolicy(String(typed['policy'] ?? 'none'));
  });
  const due = rotationDueAt(detail);
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const done = await action.run(() =>
      call('care.save', {
        keyId: detail.id,
        owner: owner.trim() === '' ? null : owner.trim(),
        access: access
          .split(/[,;\n]/)
          .map((name) => name.trim())
          .filter((name) => name !== ''),
        rotateEveryDays: policy === 'none' ? null : Number(policy),
      }),
    );
    if (done === null) return;
    draft.discard();
    showToast(t('detail.saved'));
    await onChanged();
  };
  // A policy that was made elsewhere with another number of days is shown as it is.
  const policies = [...new Set<string>([...POLICIES, kept.policy])];
  return (
    <section className={c('section')} aria-label={t('care.title')}>
      <h3>{t('care.title')}</h3>
      {due !== null && Date.parse(due) <= now ? (
        <Notice tone="warn">
          <p>
            {t('care.due')} <TimeText at={due} />
          </p>
        </Notice>
      ) : null}
      <form className="form-column" onSubmit={(event) => void save(event)}>
        <TextField
          optional
          label={t('care.owner')}
          hint={t('care.owner-hint')}
          maxLength={120}
          value={owner}
          onChange={(event) => setOwner(event.target.value)}
        />
        <TextField
          optional
          label={t('care.access')}
          hint={t('care.access-hint')}
          maxLength={2000}
          value={access}
          onChange={(event) => setAccess(event.target.value)}
        />
        <Field
          label={t('care.policy')}
          hint={
            due === null || Date.parse(due) <= now ? undefined : (
              <>
                {t('care.next')} <TimeText at={due} />
              </>
            )
          }
        >
          {({ id, labelId }) => (
            <Select
              id={id}
              labelledBy={labelId}
              value={policy}
              options={policies.map((value) => ({
                value,
                label:
                  value === 'none' ? t('care.policy-none') : t('care.policy-days', { days: Number(value) }),
              }))}
              onChange={setPolicy}
            />
          )}
        </Field>
        {untouched ? null : (
          <div>
            <Button type="submit" size="small" variant="primary" pending={action.pending}>
              {t('detail.save-notes')}
            </Button>
          </div>
        )}
      </form>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </section>
  );
}
