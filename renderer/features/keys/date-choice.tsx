import { useState, type ReactElement } from 'react';
import type { DraftValues } from '../../lib/drafts-store.ts';
import { useText } from '../../lib/intl.tsx';
import { textOf } from '../../lib/use-draft.ts';
import { Field, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { EXPIRY_PRESETS, resolveExpiry, type Expiry, type ExpiryPreset } from './expiry.ts';

interface State {
  readonly preset: ExpiryPreset | 'keep';
  readonly date: string;
}

export interface DateChoiceState extends State {
  readonly set: (change: Partial<State>) => void;
  /** @param now by the clock that the date goes by */
  readonly resolve: (now?: Date) => Expiry;
  /** The day there was, which `keep` stands for. */
  readonly kept: string | null;
}

/** As a draft holds it. */
export function dateDraft(prefix: string, choice: DateChoiceState): DraftValues {
  return { [`${prefix}preset`]: choice.preset, [`${prefix}date`]: choice.date };
}

export function restoreDate(prefix: string, choice: DateChoiceState, values: DraftValues): void {
  const preset = [...EXPIRY_PRESETS, 'keep' as const].find((value) => value === values[`${prefix}preset`]);
  choice.set({ ...(preset === undefined ? {} : { preset }), date: textOf(values, `${prefix}date`) });
}

export function useDateChoice(first: ExpiryPreset, kept: string | null = null): DateChoiceState {
  const [state, setState] = useState<State>({ preset: kept === null ? first : 'keep', date: '' });
  return {
    ...state,
    kept,
    set: (change) => setState((before) => ({ ...before, ...change })),
    resolve: (now = new Date()) =>
      state.preset === 'keep' ? { ok: true, at: kept } : resolveExpiry(state.preset, state.date, now),
  };
}

/** A day in the future, or none. */
export function DateChoice({
  label,
  hint,
  dateHint,
  choice,
  never,
  tried,
  keep,
  now,
  error,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly dateHint?: string;
  readonly choice: DateChoiceState;
  /** How it is called that there is none. */
  readonly never: string;
  readonly tried: boolean;
  /** How the day there was is written. */
  readonly keep?: string;
  readonly now?: Date;
  readonly error: string | null;
}): ReactElement {
  const t = useText();
  const resolved = choice.resolve(now);
  return (
    <>
      <Field label={label} hint={hint} error={error}>
        {({ id, labelId, describedBy }) => (
          <Select
            id={id}
            labelledBy={labelId}
            describedBy={describedBy}
            value={choice.preset}
            options={[
              ...(keep === undefined ? [] : [{ value: 'keep' as const, label: keep }]),
              ...EXPIRY_PRESETS.map((value) => ({
                value,
                label: value === 'never' ? never : t(`expiry.${value}`),
              })),
            ]}
            onChange={(preset: ExpiryPreset | 'keep') => choice.set({ preset })}
          />
        )}
      </Field>
      {choice.preset !== 'date' ? null : (
        <TextField
          type="date"
          label={t('create.expiry-date')}
          hint={dateHint}
          value={choice.date}
          error={tried && !resolved.ok ? t(`create.expiry-${resolved.problem}`) : null}
          onChange={(event) => choice.set({ date: event.target.value })}
        />
      )}
    </>
  );
}
