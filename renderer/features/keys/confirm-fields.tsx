import type { ReactElement } from 'react';
import type { KeySummary, Reason } from '../../../shared/domain.ts';
import { REASONS } from '../../../shared/key-status.ts';
import type { DraftValues } from '../../lib/drafts-store.ts';
import { useText } from '../../lib/intl.tsx';
import { textOf } from '../../lib/use-draft.ts';
import { Field, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

/** Nothing is put down for a person who said nothing: the log then holds no reason. */
export const NO_REASON: Reason = { kind: 'other', text: '' };

/** "Something else" is a reason only with the words that say what. */
function isSaid({ kind, text }: Reason): boolean {
  return kind !== 'other' || text !== '';
}

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
            value={isSaid(reason) ? reason.kind : null}
            placeholder={t('reason.not-said')}
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

/** From a draft that holds `kind` and `text`. */
export function reasonOf(values: DraftValues): Reason {
  return {
    kind: REASONS.find((kind) => kind === values['kind']) ?? 'other',
    text: textOf(values, 'text'),
  };
}

/** In production, and where the account could not be managed here any more without the key. */
export function asksForName(entry: KeySummary, action: 'rotate' | 'revoke' = 'rotate'): boolean {
  return entry.mode === 'prod' || (action === 'revoke' && entry.isConnectionKey);
}

/** The name has to be typed: the one question that is not answered by habit. */
export function isConfirmed(
  entry: KeySummary,
  typed: string,
  action: 'rotate' | 'revoke' = 'rotate',
): boolean {
  return !asksForName(entry, action) || typed.trim() === entry.name;
}

export function ConfirmationField({
  entry,
  action = 'rotate',
  typed,
  tried,
  refused,
  onChange,
}: {
  readonly entry: KeySummary;
  readonly action?: 'rotate' | 'revoke';
  readonly typed: string;
  /** It was sent off once: what differs is said from then on. */
  readonly tried: boolean;
  /** What the vault said of it. */
  readonly refused: string | null;
  readonly onChange: (typed: string) => void;
}): ReactElement | null {
  const t = useText();
  if (!asksForName(entry, action)) return null;
  return (
    <TextField
      label={t('confirm.type-name', { name: entry.name })}
      hint={t(entry.mode === 'prod' ? 'confirm.production' : 'confirm.connection-key')}
      error={tried && !isConfirmed(entry, typed, action) ? t('confirm.differs') : refused}
      value={typed}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
