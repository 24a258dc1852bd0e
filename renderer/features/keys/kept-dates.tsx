import type { ReactElement } from 'react';
import { useLocale, useText } from '../../lib/intl.tsx';
import type { DraftValues } from '../../lib/drafts-store.ts';
import type { Action } from '../../lib/use-action.ts';
import { formatDay } from '../../ui/time.ts';
import { DateChoice, dateDraft, restoreDate, useDateChoice, type DateChoiceState } from './date-choice.tsx';

const PREFIXES = { expires: 'expires-', rotateBy: 'due-' } as const;

/** Dates of a key whose service does not end it on its day: notes of whoever keeps it. */
export interface KeptDates {
  readonly expires: DateChoiceState;
  readonly rotateBy: DateChoiceState;
  readonly draft: DraftValues;
  readonly restore: (values: DraftValues) => void;
  /** Null where a date is missing or past; the fields say which. */
  readonly resolve: () => { readonly expiresAt: string | null; readonly rotateBy: string | null } | null;
}

export function useKeptDates(
  before: { readonly expiresAt: string | null; readonly rotateBy: string | null } | null = null,
): KeptDates {
  const expires = useDateChoice('never', before?.expiresAt ?? null);
  const rotateBy = useDateChoice('never', before?.rotateBy ?? null);
  return {
    expires,
    rotateBy,
    draft: { ...dateDraft(PREFIXES.expires, expires), ...dateDraft(PREFIXES.rotateBy, rotateBy) },
    restore: (values) => {
      restoreDate(PREFIXES.expires, expires, values);
      restoreDate(PREFIXES.rotateBy, rotateBy, values);
    },
    resolve: () => {
      const ends = expires.resolve();
      const due = rotateBy.resolve();
      return ends.ok && due.ok ? { expiresAt: ends.at, rotateBy: due.at } : null;
    },
  };
}

export function KeptDateFields({
  dates,
  tried,
  action,
}: {
  readonly dates: KeptDates;
  readonly tried: boolean;
  readonly action: Action;
}): ReactElement {
  const t = useText();
  const locale = useLocale();
  const common = (choice: DateChoiceState) => ({
    choice,
    tried,
    never: t('providers.no-date'),
    ...(choice.kept === null ? {} : { keep: formatDay(new Date(choice.kept), locale) }),
  });
  return (
    <>
      <DateChoice
        {...common(dates.expires)}
        label={t('providers.expires')}
        hint={t('providers.expires-hint')}
        error={action.fieldError('expiresAt')}
      />
      <DateChoice
        {...common(dates.rotateBy)}
        label={t('providers.rotate-by')}
        hint={t('providers.rotate-by-hint')}
        error={action.fieldError('rotateBy')}
      />
    </>
  );
}
