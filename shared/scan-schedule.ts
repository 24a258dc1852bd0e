/** When what is scanned again and again is due. */
import type { ScanSchedule, Source } from './ipc/source-channels.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './times.ts';

export const USUAL_PLACES = 'usual-places';

const PERIOD_MS: Readonly<Record<Exclude<ScanSchedule, 'never'>, number>> = {
  change: 15 * MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
};

/** When it is to be scanned next; null: only when asked. A clock that was set back does not put it off. */
export function nextScanAt(source: Pick<Source, 'schedule' | 'last'>, now: Date): Date | null {
  if (source.schedule === 'never') return null;
  if (source.last === null) return now;
  const last = Date.parse(source.last.at);
  return last > now.getTime() ? now : new Date(last + PERIOD_MS[source.schedule]);
}
