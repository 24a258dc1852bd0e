import type { ReactElement } from 'react';
import type { KeySummary, Reason } from '../../../shared/domain.ts';
import { REASONS } from '../../../shared/key-status.ts';
import { useText } from '../../app/intl.tsx';
import { Field, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

export function ReasonFields({
  reason,
  onChange,
}: {
  readonly reason: Reason;
  readonly onChange: (reason: Reason) => void;
}): ReactElement {
  const t = useText();
  return (
    <>
      <Field label={t('reason.label')}>
        {({ id, labelId }) => (
          <Select
            id={id}
            labelledBy={labelId}
            value={reason.kind}
            options={REASONS.map((kind) => ({ value: kind, label: t(`reason.${kind}`) }))}
            onChange={(kind) => onChange({ ...reason, kind })}
          />
        )}
      </Field>
      <TextField
        optional
        label={t('reason.text')}
        hint={t('reason.hint')}
        maxLength={500}
        value={reason.text}
        onChange={(event) => onChange({ ...reason, text: event.target.value })}
      />
    </>
  );
}

/** In production the name has to be typed: the one question that is not answered by habit. */
export function isConfirmed(entry: KeySummary, typed: string): boolean {
  return entry.mode !== 'prod' || typed.trim() === entry.name;
}

export function ConfirmationField({
  entry,
  typed,
  error,
  onChange,
}: {
  readonly entry: KeySummary;
  readonly typed: string;
  readonly error: string | null;
  readonly onChange: (typed: string) => void;
}): ReactElement | null {
  const t = useText();
  if (entry.mode !== 'prod') return null;
  return (
    <TextField
      label={t('confirm.type-name', { name: entry.name })}
      hint={t('confirm.production')}
      error={error}
      value={typed}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
