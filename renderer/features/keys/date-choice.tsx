import { useState, type ReactElement } from 'react';
import type { DraftValues } from '../../lib/drafts-store.ts';
import { useText } from '../../lib/intl.tsx';
import { textOf } from '../../lib/use-draft.ts';
import { Field, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { resolveExpiry, type Expiry } from './expiry.ts';

const PRESETS = ['never', '30', '90', '180', '365', 'date'] as const;
type Preset = (typeof PRESETS)[number] | 'keep';

export interface DateChoiceState {
  readonly preset: Preset;
  readonly date: string;
  readonly set: (change: { readonly preset?: Preset; readonly date?: string }) => void;
  /** @param kept what `keep` stands for */
  readonly resolve: (kept: string | null) => Expiry;
}

/** As a draft holds it. */
export function dateDraft(prefix: string, choice: DateChoiceState): DraftValues {
  return { [`${prefix}-preset`]: choice.preset, [`${prefix}-date`]: choice.date };
}

export function restoreDate(prefix: string, choice: DateChoiceState, values: DraftValues): void {
  const preset = [...PRESETS, 'keep' as const].find((value) => value === values[`${prefix}-preset`]);
  choice.set({ ...(preset === undefined ? {} : { preset }), date: textOf(values, `${prefix}-date`) });
}

export function useDateChoice(first: Preset): DateChoiceState {
  const [state, setState] = useState<{ readonly preset: Preset; readonly date: string }>({
    preset: first,
    date: '',
  });
  return {
    ...state,
    set: (change) => setState((before) => ({ ...before, ...change })),
    resolve: (kept) =>
      state.preset === 'keep' ? { ok: true, at: kept } : resolveExpiry(state.preset, state.date, new Date()),
  };
}

/** A day in the future, or none. */
export function DateChoice({
  label,
  hint,
  choice,
  tried,
  keep,
  error,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly choice: DateChoiceState;
  readonly tried: boolean;
  /** The day there is now, for `keep`. */
  readonly keep?: string;
  readonly error: string | null;
}): ReactElement {
  const t = useText();
  const resolved = choice.resolve(null);
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
              ...PRESETS.map((value) => ({
                value,
                label: value === 'never' ? t('providers.no-date') : t(`expiry.${value}`),
              })),
            ]}
            onChange={(preset: Preset) => choice.set({ preset })}
          />
        )}
      </Field>
      {choice.preset !== 'date' ? null : (
        <TextField
          type="date"
          label={t('create.expiry-date')}
          value={choice.date}
          error={tried && !resolved.ok ? t(`create.expiry-${resolved.problem}`) : null}
          onChange={(event) => choice.set({ date: event.target.value })}
        />
      )}
    </>
  );
}
