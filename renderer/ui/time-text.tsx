import type { ReactElement } from 'react';
import { useLocale } from '../lib/intl.tsx';
import { formatAbsolute, formatDay, formatRelative } from './time.ts';
import { useNow } from './use-now.ts';

export interface TimeTextProps {
  readonly at: string;
  /** `day`: the date; `relative`: in 3 days; `short`: in 3 d. */
  readonly form?: 'relative' | 'short' | 'day' | 'absolute' | undefined;
  /** How far the clock that the time was taken by counts as ahead of this computer's; left out: it is this computer's. */
  readonly aheadMs?: number | undefined;
}

/** Relative to look at; absolute in the tooltip and for screen readers, with the API's UTC beside it. */
export function TimeText({ at, form = 'relative', aheadMs = 0 }: TimeTextProps): ReactElement {
  const locale = useLocale();
  const now = useNow(30_000);
  const date = new Date(at);
  const absolute = formatAbsolute(date, locale);
  const text =
    form === 'absolute'
      ? absolute
      : form === 'day'
        ? formatDay(date, locale)
        : formatRelative(date, new Date(now + aheadMs), locale, form === 'short' ? 'short' : 'long');
  return (
    <time dateTime={at} title={`${absolute}\n${date.toISOString()}`} className="figures">
      {text}
      {form === 'absolute' ? null : <span className="visually-hidden"> ({absolute})</span>}
    </time>
  );
}
