import type { ReactElement } from 'react';
import { TimeText, type TimeTextProps } from '../../ui/time-text.tsx';

/** When a key ends, found by this computer's clock: said as the time that it ends at, by the clock that its dates go by. */
export function ExpiryTime({
  at,
  aheadMs = 0,
  form,
}: Pick<TimeTextProps, 'aheadMs' | 'form'> & { readonly at: number }): ReactElement {
  return <TimeText at={new Date(at + aheadMs).toISOString()} aheadMs={aheadMs} form={form} />;
}
